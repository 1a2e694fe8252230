package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.message.Causes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Looks at an outbox: whether it answers, and how much waits in it. */
final class OutboxHealth {

  private static final String NAME = "outbox";
  private static final int COUNTED = 10_000;

  private OutboxHealth() {}

  static Health.Check of(OutboxQueue outbox, Optional<String> trouble, Instant now) {
    OutboxBacklog backlog;
    try {
      backlog = outbox.backlog(COUNTED);
    } catch (RuntimeException | Error e) {
      return new Health.Check(NAME, false, Causes.of(e));
    }
    Map<String, Long> figures = new HashMap<>();
    figures.put("waiting", backlog.waiting());
    backlog
        .oldest()
        .ifPresent(
            oldest -> figures.put("oldestSeconds", Duration.between(oldest, now).toSeconds()));
    String waiting = backlog.waiting() + " waiting";
    return new Health.Check(
        NAME, trouble.isEmpty(), trouble.map(why -> why + "; " + waiting).orElse(waiting), figures);
  }
}
