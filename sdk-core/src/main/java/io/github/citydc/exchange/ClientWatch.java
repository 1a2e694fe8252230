package io.github.citydc.exchange;

import io.github.citydc.exchange.event.ClientListener;
import io.github.citydc.exchange.event.TraceParent;
import io.github.citydc.exchange.internal.Listeners;
import io.github.citydc.naming.node.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners of a client of its calls, and has them carry their trace. Thread-safe. */
final class ClientWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);

  private final Listeners<ClientListener> listeners;
  private final Supplier<Optional<TraceParent>> tracing;

  ClientWatch(List<ClientListener> listeners, Supplier<Optional<TraceParent>> tracing) {
    this.listeners = new Listeners<>(listeners);
    this.tracing = tracing;
  }

  /** A call begins, in the thread of who makes it. */
  CallWatch begin(NodeId node, Call call) {
    return new CallWatch(listeners, node, call, trace());
  }

  /** No call fails for want of a trace. */
  private Optional<TraceParent> trace() {
    try {
      return tracing.get();
    } catch (RuntimeException | Error e) {
      LOG.warn("The trace of a call could not be found: {}", e.getClass().getName());
      return Optional.empty();
    }
  }
}
