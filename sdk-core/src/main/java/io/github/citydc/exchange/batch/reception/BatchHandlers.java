package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Handlers;
import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.ReceivedFiles;
import io.github.citydc.exchange.batch.BatchHandler;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What handles the records of batches: a handler made for that, or else the one of messages. */
final class BatchHandlers {

  private final Map<PayloadType, BatchOf<?>> made;
  private final Handlers messages;

  private BatchHandlers(Map<PayloadType, BatchOf<?>> made, Handlers messages) {
    this.made = made;
    this.messages = messages;
  }

  /**
   * The handlers of a receiver.
   *
   * @throws IllegalStateException if a type can be handled in batches only: a single message is
   *     always possible
   */
  static BatchHandlers of(Map<PayloadType, BatchOf<?>> made, Handlers messages) {
    for (PayloadType type : made.keySet()) {
      if (messages.find(type).isEmpty()) {
        throw new IllegalStateException(type + " has a handler of batches, but none of messages");
      }
    }
    return new BatchHandlers(new HashMap<>(made), messages);
  }

  /** The types that can come in batches. */
  Set<PayloadType> types() {
    return messages.types();
  }

  Optional<BatchOf<?>> find(PayloadType type) {
    Optional<BatchOf<?>> known = Optional.ofNullable(made.get(type));
    return known.isPresent() ? known : messages.find(type).map(BatchHandlers::oneByOne);
  }

  private static <P extends Payload> BatchOf<P> oneByOne(Handlers.Handler<P> single) {
    return new BatchOf<>(
        single.payload(),
        (records, context) -> {
          for (int i = 0; i < records.size(); i++) {
            single
                .handler()
                .handle(
                    records.get(i),
                    new MessageContext(
                        context.origins().get(i),
                        context.connection(),
                        ReceivedFiles.none(),
                        context.access()));
          }
        });
  }

  /** A handler with what it handles. */
  record BatchOf<P extends Payload>(Class<P> payload, BatchHandler<P> handler) {}
}
