package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.MessageHandler;
import io.github.citydc.exchange.batch.BatchHandler;
import io.github.citydc.exchange.file.ReceivedFiles;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The handlers of a receiver, by payload type. */
public final class Handlers {

  private final Map<PayloadType, Handler<?>> byType = new HashMap<>();

  private final Map<PayloadType, BatchOf<?>> batchByType = new HashMap<>();

  /** An empty collection. */
  public Handlers() {}

  private Handlers(Handlers other) {
    byType.putAll(other.byType);
    batchByType.putAll(other.batchByType);
  }

  /**
   * Adds a handler.
   *
   * @param payload the record
   * @param handler what to do with it
   * @param <P> the record's class
   * @throws IllegalStateException if the type has a handler already
   */
  public <P extends Payload> void add(Class<P> payload, MessageHandler<P> handler) {
    PayloadType type = PayloadType.of(payload);
    if (byType.putIfAbsent(type, new Handler<>(payload, handler)) != null) {
      throw new IllegalStateException(type + " has a handler already");
    }
  }

  /**
   * Adds a handler for many records at a time.
   *
   * @param payload the record
   * @param handler what to do with them
   * @param <P> the record's class
   * @throws IllegalStateException if the type has such a handler already
   */
  public <P extends Payload> void addBatch(Class<P> payload, BatchHandler<P> handler) {
    PayloadType type = PayloadType.of(payload);
    if (batchByType.putIfAbsent(type, new BatchOf<>(payload, handler)) != null) {
      throw new IllegalStateException(type + " has a handler of batches already");
    }
  }

  /**
   * A copy that later additions do not reach.
   *
   * @return the copy
   * @throws IllegalStateException if a type can be handled in batches only: a single message is
   *     always possible
   */
  public Handlers copy() {
    for (PayloadType type : batchByType.keySet()) {
      if (!byType.containsKey(type)) {
        throw new IllegalStateException(type + " has a handler of batches, but none of messages");
      }
    }
    return new Handlers(this);
  }

  /**
   * The types that have a handler.
   *
   * @return a copy
   */
  public Set<PayloadType> types() {
    return Set.copyOf(byType.keySet());
  }

  Optional<Handler<?>> find(PayloadType type) {
    return Optional.ofNullable(byType.get(type));
  }

  /**
   * What handles the records of a batch: a handler made for that, or else the one of messages.
   *
   * @param type what the records are
   * @return the handler, empty if the type has none
   */
  public Optional<BatchOf<?>> findBatch(PayloadType type) {
    Optional<BatchOf<?>> made = Optional.ofNullable(batchByType.get(type));
    return made.isPresent() ? made : find(type).map(Handler::oneByOne);
  }

  /**
   * A handler of batches with what it handles.
   *
   * @param payload the record
   * @param handler what to do with them
   * @param <P> the record's class
   */
  public record BatchOf<P extends Payload>(Class<P> payload, BatchHandler<P> handler) {}

  record Handler<P extends Payload>(Class<P> payload, MessageHandler<P> handler) {

    void handle(Payload value, MessageContext context) throws Exception {
      handler.handle(payload.cast(value), context);
    }

    BatchOf<P> oneByOne() {
      return new BatchOf<>(
          payload,
          (records, context) -> {
            for (int i = 0; i < records.size(); i++) {
              handler.handle(
                  records.get(i),
                  new MessageContext(
                      context.origins().get(i), context.connection(), ReceivedFiles.none()));
            }
          });
    }
  }
}
