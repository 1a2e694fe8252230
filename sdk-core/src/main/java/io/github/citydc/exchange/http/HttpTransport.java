package io.github.citydc.exchange.http;

import io.github.citydc.exchange.internal.Futures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * A transport of requests and responses between nodes, both byte for byte. It follows no redirects,
 * compresses and decompresses nothing, and never retries on its own, because a repeated signature
 * is a replay. The time for a whole call and the size of a response are bounded. Implementations
 * are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface HttpTransport extends AutoCloseable {

  /**
   * Sends a request once and waits for the response.
   *
   * @param request what to send, signed
   * @return the response as received
   * @throws io.github.citydc.exchange.message.TransportException if there is no complete response
   */
  HttpResponse exchange(HttpRequest request);

  /**
   * Sends a request once, without keeping the caller waiting. Unless an implementation knows
   * better, {@link #exchange} runs on the executor, and its thread is interrupted when the future
   * ends before.
   *
   * @param request what to send, signed
   * @param executor does what has to be waited for
   * @return the response as received, or a {@link
   *     io.github.citydc.exchange.message.TransportException}; cancelling it, or completing it
   *     otherwise, breaks the call off
   * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more
   */
  default CompletableFuture<HttpResponse> exchangeAsync(HttpRequest request, Executor executor) {
    FutureTask<HttpResponse> call = new FutureTask<>(() -> exchange(request));
    return Futures.run(
        () -> {
          call.run();
          return call.get();
        },
        () -> call.cancel(true),
        executor);
  }

  /**
   * Closes the resources of the transport, such as idle connections. By default it holds nothing.
   */
  @Override
  default void close() {}
}
