package io.github.citydc.exchange;

import io.github.citydc.exchange.event.CallEvent;
import io.github.citydc.exchange.event.ClientListener;
import io.github.citydc.exchange.event.TraceParent;
import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.internal.Listeners;
import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One call of a client, for those who listen. Thread-safe. */
final class CallWatch {

  private final Listeners<ClientListener> listeners;
  private final NodeId node;
  private final Call call;
  private final Optional<TraceParent> trace;
  private final long start = System.nanoTime();
  private int tries;
  private @Nullable Throwable last;

  CallWatch(
      Listeners<ClientListener> listeners, NodeId node, Call call, Optional<TraceParent> trace) {
    this.listeners = listeners;
    this.node = node;
    this.call = trace.map(of -> call.header(TraceParent.FIELD, of.toString())).orElse(call);
    this.trace = trace;
    tell(ClientListener::begun, null);
  }

  /** What is sent. */
  Call call() {
    return call;
  }

  /** A try begins. */
  synchronized void tried() {
    if (tries > 0) {
      tell(ClientListener::retried, last);
    }
    tries++;
  }

  /** A try has ended. */
  synchronized void tried(@Nullable Throwable failure) {
    last = failure;
  }

  /** The call has ended. */
  synchronized void ended(@Nullable Throwable failure) {
    tell(ClientListener::ended, failure);
  }

  private void tell(BiConsumer<ClientListener, CallEvent> event, @Nullable Throwable failure) {
    if (!listeners.isEmpty()) {
      CallEvent told = told(Optional.ofNullable(failure).map(Futures::unwrapped));
      listeners.tell(listener -> event.accept(listener, told));
    }
  }

  private CallEvent told(Optional<Throwable> failure) {
    Optional<ExchangeException> known =
        failure.filter(ExchangeException.class::isInstance).map(ExchangeException.class::cast);
    Optional<Delivery> delivery =
        failure.map(
            any -> known.map(ExchangeException::delivery).orElse(Delivery.MAY_HAVE_ARRIVED));
    Optional<ProblemCode> code = known.flatMap(Circuits::said);
    return CallEvent.builder()
        .node(node)
        .method(call.method())
        .resource(ResourceNames.of("", call.target()))
        .bytes(call.body().size())
        .trace(trace)
        .tries(tries)
        .failure(delivery)
        .code(code)
        .took(Duration.ofNanos(System.nanoTime() - start))
        .build();
  }
}
