package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares how long receivers remember what they have accepted, as they announce it, with the
 * patience of this outbox. A receiver is asked when a message for it has waited for an hour, and
 * again after a day. Thread-safe.
 */
final class ReceiverMemory {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
  private static final Duration LATE = Duration.ofHours(1);
  private static final Duration KEPT = Duration.ofDays(1);

  private final ExchangeClient client;
  private final Clock clock;
  private final Duration patience;
  private final Map<NodeId, Known> known = new ConcurrentHashMap<>();

  private record Known(OptionalLong days, Instant until) {}

  ReceiverMemory(OutboxDispatcherBuilder builder) {
    this.client = builder.client;
    this.clock = builder.clock;
    this.patience = builder.patience;
  }

  /** A message has arrived: its receiver answers. */
  void delivered(OutboxEntry entry) {
    NodeId receiver = entry.message().envelope().receiver();
    Instant now = clock.instant();
    Known before = known.get(receiver);
    if (entry.message().messageId().time().plus(LATE).isBefore(now)
        && (before == null || before.until().isBefore(now))) {
      known.put(receiver, new Known(ask(receiver), now.plus(KEPT)));
      if (isShort(receiver)) {
        LOG.warn("{}", finding(receiver));
      }
    }
  }

  private OptionalLong ask(NodeId receiver) {
    try {
      return client
          .call(receiver, Call.get("/node"), JsonBody::description)
          .limit(NodeDescription.REMEMBERS_DAYS);
    } catch (ExchangeException e) {
      return OptionalLong.empty();
    }
  }

  private boolean isShort(NodeId receiver) {
    Known answer = known.get(receiver);
    return answer != null
        && answer.days().isPresent()
        && Duration.ofDays(answer.days().getAsLong()).compareTo(patience) < 0;
  }

  private String finding(NodeId receiver) {
    Known answer = known.get(receiver);
    return "%s remembers for %d days what it has accepted, messages may wait here for %d: what arrives later than that is refused"
        .formatted(receiver, answer == null ? 0 : answer.days().orElse(0), patience.toDays());
  }

  /** The receivers that remember for too short a time, each in a sentence. */
  List<String> findings() {
    return known.keySet().stream().filter(this::isShort).sorted().map(this::finding).toList();
  }
}
