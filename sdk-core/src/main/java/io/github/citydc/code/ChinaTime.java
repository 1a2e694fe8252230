package io.github.citydc.code;

import java.time.Clock;
import java.time.ZoneId;

/** The time zone of the registers, China Standard Time 北京时间 (UTC+8). */
public final class ChinaTime {

  /** The zone, eight hours ahead of UTC. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private ChinaTime() {}

  /**
   * The system's clock.
   *
   * @return a clock that tells {@link #ZONE}
   */
  public static Clock clock() {
    return Clock.system(ZONE);
  }
}
