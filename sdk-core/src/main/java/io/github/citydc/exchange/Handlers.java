package io.github.citydc.exchange;

import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The handlers of a receiver, by payload type. Immutable and thread-safe once the receiver is
 * built.
 */
public final class Handlers {

  private final Map<PayloadType, Handler<?>> byType = new HashMap<>();

  Handlers() {}

  private Handlers(Handlers other) {
    byType.putAll(other.byType);
  }

  <P extends Payload> void add(Class<P> payload, MessageHandler<P> handler) {
    PayloadType type = PayloadType.of(payload);
    if (byType.putIfAbsent(type, new Handler<>(payload, handler)) != null) {
      throw new IllegalStateException(type + " has a handler already");
    }
  }

  /** A copy that later additions do not reach. */
  Handlers copy() {
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

  /**
   * The handler for the payloads of a type.
   *
   * @param type the type
   * @return the handler, empty if the type has none
   */
  public Optional<Handler<?>> find(PayloadType type) {
    return Optional.ofNullable(byType.get(type));
  }

  /**
   * A handler together with the payload type it handles.
   *
   * @param payload the record
   * @param handler what to do with it
   * @param <P> the record's class
   */
  public record Handler<P extends Payload>(Class<P> payload, MessageHandler<P> handler) {

    void handle(Payload value, MessageContext context) throws Exception {
      handler.handle(payload.cast(value), context);
    }
  }
}
