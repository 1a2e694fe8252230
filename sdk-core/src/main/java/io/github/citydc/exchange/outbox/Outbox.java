package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.message.SignedReceipt;
import java.time.Instant;
import java.util.Optional;

/**
 * The store of messages from the moment an application has decided to send them until their
 * receipts are there: a queue, its history and its administration. A class that needs one of the
 * three takes that one. Implementations are thread-safe, also across processes that share the
 * store.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface Outbox extends OutboxQueue, OutboxHistory, OutboxAdministration {

  @Override
  void delivered(OutboxEntry entry, SignedReceipt receipt, Instant now);

  /**
   * Looks at the messages that wait: named {@code outbox}, with the figures {@code waiting},
   * counted to 10,000, and {@code oldestSeconds} if there are any.
   *
   * @param now the present time
   * @return the check; in trouble if the store does not answer
   */
  default Health.Check health(Instant now) {
    return OutboxHealth.of(this, Optional.empty(), now);
  }
}
