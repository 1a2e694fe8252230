package io.github.citydc.exchange;

import io.github.citydc.exchange.event.ReceiverListener;
import io.github.citydc.exchange.event.RequestEvent;
import io.github.citydc.exchange.event.TraceParent;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.internal.Listeners;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells the listeners of a receiver what happens; costs next to nothing if there are none.
 * Thread-safe.
 */
final class ReceiverWatch {

  private final Listeners<ReceiverListener> listeners;
  private final String basePath;

  @SuppressWarnings("ThreadLocalUsage") // Of this receiver: a handler may ask another one.
  private final ThreadLocal<RequestEvent> present = new ThreadLocal<>();

  ReceiverWatch(List<ReceiverListener> listeners, String basePath) {
    this.listeners = new Listeners<>(listeners);
    this.basePath = basePath;
  }

  boolean isIdle() {
    return listeners.isEmpty();
  }

  /** A request has arrived; the thread that works on it closes what is returned. */
  RequestWatch begin(HttpRequest request, Optional<String> address) {
    Optional<TraceParent> trace =
        Optional.of(request.headers().values(TraceParent.FIELD))
            .filter(fields -> fields.size() == 1)
            .flatMap(fields -> TraceParent.tryParse(fields.get(0)));
    return new RequestWatch(this, request, address, trace);
  }

  RequestEvent event(HttpRequest request, Optional<String> address, Optional<TraceParent> trace) {
    return new RequestEvent(
        request.method(),
        ResourceNames.of(basePath, String.valueOf(request.uri().getRawPath())),
        address,
        Optional.empty(),
        request.body().size(),
        trace);
  }

  void tell(Consumer<ReceiverListener> event) {
    listeners.tell(event);
  }

  /** Tells something about the request that this thread works on. */
  void tellOfRequest(BiConsumer<ReceiverListener, RequestEvent> event) {
    if (!listeners.isEmpty()) {
      RequestEvent request = present.get();
      if (request != null) {
        listeners.tell(listener -> event.accept(listener, request));
      }
    }
  }

  void workingOn(RequestEvent request) {
    present.set(request);
  }

  void done() {
    present.remove();
  }
}
