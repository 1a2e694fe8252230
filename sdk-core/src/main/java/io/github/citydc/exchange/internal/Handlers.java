package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.MessageHandler;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The handlers of a receiver, by payload type. */
public final class Handlers {

  private final Map<PayloadType, Handler<?>> byType = new HashMap<>();

  /** An empty collection. */
  public Handlers() {}

  private Handlers(Map<PayloadType, Handler<?>> byType) {
    this.byType.putAll(byType);
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

  Handlers copy() {
    return new Handlers(byType);
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

  record Handler<P extends Payload>(Class<P> payload, MessageHandler<P> handler) {

    void handle(Payload value, MessageContext context) throws Exception {
      handler.handle(payload.cast(value), context);
    }
  }
}
