package io.github.citydc.exchange.http;

import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * A transport over OkHttp. Thread-safe.
 *
 * <p>A client that is handed in keeps its pool, proxy, TLS and interceptors. Silent retries,
 * redirects, the cache and the answer to 401 are switched off, and no compression is asked for:
 * each would break the rule that a signature is used once and a body verified as it was sent. For
 * the same reason a field {@code Retry-After: 0} of a response is dropped, which OkHttp would obey
 * by itself. A client without a call timeout gets one of 30 seconds.
 *
 * <p>A thread that waits in {@link #exchange} does not notice an interrupt until the network or a
 * timeout wakes it; cancel a future of {@link #exchangeAsync} instead, which breaks the call off at
 * once.
 */
public final class OkHttpTransport implements HttpTransport {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration KEEP_ALIVE = Duration.ofMinutes(5);

  /** As many as a node with the standard limits handles of another node at once. */
  private static final int IDLE_CONNECTIONS = 32;

  private final OkHttpClient client;
  private final Runnable closing;

  private OkHttpTransport(OkHttpClient client, Runnable closing) {
    this.client = client;
    this.closing = closing;
  }

  /**
   * A transport with a pool of its own, which keeps as many connections as a node handles requests
   * of another at once, and 30 seconds for a whole call.
   *
   * @return the transport
   */
  public static OkHttpTransport create() {
    ConnectionPool pool =
        new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE.toMinutes(), TimeUnit.MINUTES);
    return on(new OkHttpClient.Builder().connectionPool(pool).build(), pool::evictAll);
  }

  /**
   * A transport that shares the pool and the settings of a client.
   *
   * @param client not changed
   * @return the transport
   */
  public static OkHttpTransport on(OkHttpClient client) {
    return on(client, () -> {});
  }

  private static OkHttpTransport on(OkHttpClient client, Runnable closing) {
    OkHttpClient.Builder builder =
        client
            .newBuilder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .authenticator(Authenticator.NONE)
            .cache(null)
            .addNetworkInterceptor(OkHttpTransport::withoutRetryAtOnce);
    if (client.callTimeoutMillis() == 0) {
      builder.callTimeout(DEFAULT_TIMEOUT);
    }
    return new OkHttpTransport(builder.build(), closing);
  }

  private static Response withoutRetryAtOnce(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    return "0".equals(response.header("Retry-After"))
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  @Override
  public HttpResponse exchange(HttpRequest request) {
    return execute(client.newCall(toOkHttp(request)), request);
  }

  @Override
  public CompletableFuture<HttpResponse> exchangeAsync(HttpRequest request, Executor executor) {
    Call call = client.newCall(toOkHttp(request));
    return Futures.run(() -> execute(call, request), call::cancel, executor);
  }

  /** Closes idle connections of a pool of its own; those of a client handed in stay. */
  @Override
  public void close() {
    closing.run();
  }

  private static HttpResponse execute(Call call, HttpRequest request) throws TransportException {
    try (Response response = call.execute()) {
      return fromOkHttp(response);
    } catch (IOException | IllegalArgumentException e) {
      throw NoAnswer.to(request, e);
    }
  }

  private static Request toOkHttp(HttpRequest request) {
    HttpUrl url = HttpUrl.get(request.uri().toString());
    if (!url.encodedPath().equals(request.uri().getRawPath())
        || !Objects.equals(url.encodedQuery(), request.uri().getRawQuery())) {
      throw new IllegalArgumentException("OkHttp would write the path or the query another way");
    }
    Request.Builder builder = new Request.Builder().url(url);
    request.headers().forEach(builder::addHeader);
    builder.header("Accept-Encoding", "identity");
    boolean bodyless = request.method().equals("GET") || request.method().equals("HEAD");
    return builder
        .method(
            request.method(), bodyless ? null : RequestBody.create(request.body().toByteArray()))
        .build();
  }

  private static HttpResponse fromOkHttp(Response response) throws IOException {
    HttpHeaders headers =
        HttpHeaders.collect(
            field -> {
              for (int i = 0; i < response.headers().size(); i++) {
                field.accept(response.headers().name(i), response.headers().value(i));
              }
            });
    return new HttpResponse(response.code(), headers, Content.of(read(response.body())));
  }

  private static byte[] read(ResponseBody body) throws IOException {
    byte[] bytes = body.byteStream().readNBytes(NoAnswer.MAX_RESPONSE + 1);
    if (bytes.length > NoAnswer.MAX_RESPONSE) {
      throw new IOException(NoAnswer.tooLarge());
    }
    return bytes;
  }
}
