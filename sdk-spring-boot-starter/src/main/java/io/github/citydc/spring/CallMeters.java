package io.github.citydc.spring;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A transport that times each call of the client. Thread-safe. */
final class CallMeters implements HttpTransport {

  static final String CALLS = "citydc.client.calls";

  private final HttpTransport transport;
  private final MeterRegistry registry;

  CallMeters(HttpTransport transport, MeterRegistry registry) {
    this.transport = transport;
    this.registry = registry;
  }

  @Override
  public HttpResponse exchange(HttpRequest request) {
    Timer.Sample call = Timer.start(registry);
    String status = "none";
    try {
      HttpResponse response = transport.exchange(request);
      status = String.valueOf(response.status());
      return response;
    } finally {
      end(call, status);
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // The future that is returned tells everything.
  public CompletableFuture<HttpResponse> exchangeAsync(HttpRequest request, Executor executor) {
    Timer.Sample call = Timer.start(registry);
    CompletableFuture<HttpResponse> answer = transport.exchangeAsync(request, executor);
    answer.whenComplete(
        (response, failure) ->
            end(call, response == null ? "none" : String.valueOf(response.status())));
    return answer;
  }

  private void end(Timer.Sample call, String status) {
    call.stop(registry.timer(CALLS, "status", status));
  }

  @Override
  public void close() {
    transport.close();
  }
}
