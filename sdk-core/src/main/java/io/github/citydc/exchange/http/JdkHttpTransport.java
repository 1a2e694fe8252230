package io.github.citydc.exchange.http;

import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.internal.BoundedBody;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A transport over the HTTP client of the JDK, HTTP/1.1. Thread-safe.
 *
 * <p>The way to a TLS of one's own, for example TLCP (GB/T 38636) with a JSSE provider that knows
 * it. The parameters name its versions and suites: without them the client takes those of TLS, and
 * the provider may take AES.
 *
 * <pre>{@code
 * SSLContext tlcp = SSLContext.getInstance("TLCP", provider);
 * tlcp.init(keyManagers, trustManagers, null);
 * SSLParameters smOnly = new SSLParameters(
 *     new String[] {"TLCP_ECC_SM4_GCM_SM3", "TLCP_ECC_SM4_CBC_SM3", "TLS_SM4_GCM_SM3"},
 *     new String[] {"TLCPv1.1", "TLSv1.3"});
 * HttpTransport transport =
 *     JdkHttpTransport.on(
 *         HttpClient.newBuilder().sslContext(tlcp).sslParameters(smOnly).build(),
 *         Duration.ofSeconds(30));
 * }</pre>
 *
 * <p>The client repeats a request on its own in one case only, a connection that could not be made:
 * nothing was sent then. That it repeats a GET whose answer is lost is prevented here.
 */
public final class JdkHttpTransport implements HttpTransport {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final Duration timeout;

  private JdkHttpTransport(HttpClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /**
   * A transport with a client of its own and 30 seconds for a whole call.
   *
   * @return the transport
   */
  public static JdkHttpTransport create() {
    return on(HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build(), DEFAULT_TIMEOUT);
  }

  /**
   * A transport that uses a client with its pool, proxy, TLS and executor.
   *
   * @param client follows no redirects, and has no authenticator: it would send a request again
   *     that is answered with 401, and takes such an answer without {@code WWW-Authenticate} for an
   *     error. For a proxy that asks for a password there is {@link OkHttpTransport}
   * @param timeout the longest time for a whole call, from connecting to the last byte
   * @return the transport
   * @throws IllegalArgumentException if the client follows redirects or has an authenticator, or
   *     the time is not positive
   */
  public static JdkHttpTransport on(HttpClient client, Duration timeout) {
    if (client.followRedirects() != Redirect.NEVER) {
      throw new IllegalArgumentException("A transport follows no redirects: Redirect.NEVER");
    }
    if (client.authenticator().isPresent()) {
      throw new IllegalArgumentException(
          "A client with an authenticator would send a signed request twice");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("A call needs some time: " + timeout);
    }
    return new JdkHttpTransport(client, timeout);
  }

  @Override
  public HttpResponse exchange(HttpRequest request) {
    CompletableFuture<HttpResponse> response = exchangeAsync(request, Runnable::run);
    try {
      return response.get();
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw NoAnswer.to(request, e);
    } catch (ExecutionException e) {
      Throwable failure = Futures.unwrapped(e);
      throw failure instanceof RuntimeException known ? known : NoAnswer.to(request, failure);
    }
  }

  @Override
  public CompletableFuture<HttpResponse> exchangeAsync(HttpRequest request, Executor executor) {
    CompletableFuture<java.net.http.HttpResponse<byte[]>> call =
        client.sendAsync(toJdk(request), answer -> body());
    CompletableFuture<java.net.http.HttpResponse<byte[]>> timed =
        Futures.then(call, answer -> answer, failure -> failure, Runnable::run)
            .orTimeout(BoundedTime.millis(timeout), TimeUnit.MILLISECONDS);
    return Futures.then(
        timed,
        JdkHttpTransport::fromJdk,
        failure ->
            failure instanceof CancellationException ? failure : NoAnswer.to(request, failure),
        executor);
  }

  private static java.net.http.HttpRequest toJdk(HttpRequest request) {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(request.uri())
            .version(Version.HTTP_1_1)
            .method(request.method(), new OnceOnly(request.body().toByteArray()));
    request.headers().forEach(builder::header);
    return builder.build();
  }

  private static BoundedBody body() {
    return new BoundedBody(NoAnswer.MAX_RESPONSE, NoAnswer.tooLarge(NoAnswer.MAX_RESPONSE));
  }

  private static HttpResponse fromJdk(java.net.http.HttpResponse<byte[]> response) {
    HttpHeaders headers =
        HttpHeaders.collect(
            field ->
                response
                    .headers()
                    .map()
                    .forEach((name, values) -> values.forEach(value -> field.accept(name, value))));
    return new HttpResponse(response.statusCode(), headers, Content.of(response.body()));
  }
}
