package io.github.citydc.testkit;

import io.github.citydc.code.ChinaTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that stands until it is set. */
final class SettableClock extends Clock {

  private volatile Instant now;

  SettableClock(Instant now) {
    this.now = now;
  }

  void set(Instant time) {
    now = time;
  }

  @Override
  public ZoneId getZone() {
    return ChinaTime.ZONE;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(now, zone);
  }

  @Override
  public Instant instant() {
    return now;
  }
}
