package io.github.citydc.exchange.http;

import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A transport over OkHttp. Thread-safe.
 *
 * <p>A client that is handed in keeps its pool, proxy, TLS and interceptors. Silent retries,
 * redirects, the cache and the answer to 401 are switched off, and no compression is asked for:
 * each would break the rule that a signature is used once and a body verified as it was sent. For
 * the same reason a field {@code Retry-After: 0} of a response is dropped, which OkHttp would obey
 * by itself. A client without a call timeout gets one of 30 seconds.
 *
 * <p>Every connection has {@code TCP_NODELAY}, since a request is written in pieces.
 *
 * <p>OkHttp reads past one interim answer, such as {@code 100 Continue}. After several there is no
 * answer, and the connection is closed.
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

  private static final int FIRST_FINAL_STATUS = 200;

  private final OkHttpClient client;
  private final OkHttpClient shared;
  private final Runnable closing;
  private final Optional<AddressFilter> addresses;
  private final int largest;

  private OkHttpTransport(Builder builder) {
    OkHttpClient.Builder own =
        builder
            .client
            .newBuilder()
            .retryOnConnectionFailure(builder.repeating)
            .followRedirects(false)
            .followSslRedirects(false)
            .authenticator(Authenticator.NONE)
            .cache(null)
            .addNetworkInterceptor(OkHttpTransport::finalAnswer);
    if (builder.timeout.isPresent() || builder.client.callTimeoutMillis() == 0) {
      own.callTimeout(builder.timeout.orElse(DEFAULT_TIMEOUT));
    }
    client = own.build();
    shared = builder.client;
    closing = builder.closing;
    addresses = builder.addresses;
    largest = builder.largest;
  }

  /**
   * A transport with a pool of its own, which keeps as many connections as a node handles requests
   * of another at once, and 30 seconds for a whole call.
   *
   * @return the transport
   */
  public static OkHttpTransport create() {
    return builder().build();
  }

  /**
   * A transport that shares the pool and the settings of a client.
   *
   * @param client not changed
   * @return the transport
   */
  public static OkHttpTransport on(OkHttpClient client) {
    return builder().client(client).build();
  }

  /**
   * Starts a transport.
   *
   * @return a builder
   */
  public static Builder builder() {
    ConnectionPool pool =
        new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE.toMinutes(), TimeUnit.MINUTES);
    return new Builder(new OkHttpClient.Builder().connectionPool(pool).build(), pool::evictAll);
  }

  /**
   * Starts another transport on the client of this one, with its settings; it closes no pool.
   *
   * @return a builder
   */
  public Builder toBuilder() {
    Builder copy = new Builder(shared, () -> {});
    copy.timeout = Optional.of(Duration.ofMillis(client.callTimeoutMillis()));
    copy.addresses = addresses;
    copy.largest = largest;
    copy.repeating = client.retryOnConnectionFailure();
    return copy;
  }

  private static Response finalAnswer(Interceptor.Chain chain) throws IOException {
    writeWithoutDelay(chain);
    Response response = proceed(chain);
    return "0".equals(response.header("Retry-After"))
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }

  /**
   * A request is written in pieces of 8 KiB. With Nagle's algorithm the last one would wait for the
   * acknowledgement of those before, which the other side may delay for 40 ms.
   */
  private static void writeWithoutDelay(Interceptor.Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null) {
      connection.socket().setTcpNoDelay(true);
    }
  }

  /** OkHttp reads past one interim answer, and takes a second one for the answer or fails on it. */
  private static Response proceed(Interceptor.Chain chain) throws IOException {
    try {
      Response response = chain.proceed(chain.request());
      if (response.code() >= FIRST_FINAL_STATUS) {
        return response;
      }
    } catch (IllegalStateException e) {
      hangUp(chain);
      throw new IOException("The answer begins with more than one interim answer", e);
    }
    hangUp(chain);
    throw new IOException("The answer begins with more than one interim answer");
  }

  /** What follows would be taken for the answer to the next request. */
  private static void hangUp(Interceptor.Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null) {
      connection.socket().close();
    }
  }

  @Override
  public HttpResponse exchange(HttpRequest request) {
    return execute(call(request), request);
  }

  @Override
  public CompletableFuture<HttpResponse> exchangeAsync(HttpRequest request, Executor executor) {
    Call call = call(request);
    return Futures.run(() -> execute(call, request), call::cancel, executor);
  }

  /** Closes idle connections of a pool of its own; those of a client handed in stay. */
  @Override
  public void close() {
    closing.run();
  }

  private Call call(HttpRequest request) {
    Request made = toOkHttp(request);
    if (addresses.isEmpty()) {
      return client.newCall(made);
    }
    FilteredHost host = new FilteredHost(made.url().host(), addresses.get());
    try {
      host.requireAccepted();
    } catch (UnknownHostException e) {
      throw NoAnswer.to(request, e);
    }
    Dns dns = new FilteredDns(host, client.dns());
    return client.newBuilder().dns(dns).build().newCall(made);
  }

  private HttpResponse execute(Call call, HttpRequest request) throws TransportException {
    try (Response response = call.execute()) {
      return fromOkHttp(response, largest);
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

  private static HttpResponse fromOkHttp(Response response, int largest) throws IOException {
    HttpHeaders headers =
        HttpHeaders.collect(
            field -> {
              for (int i = 0; i < response.headers().size(); i++) {
                field.accept(response.headers().name(i), response.headers().value(i));
              }
            });
    byte[] body = response.body().byteStream().readNBytes(largest + 1);
    if (body.length > largest) {
      throw new IOException(NoAnswer.tooLarge(largest));
    }
    return new HttpResponse(response.code(), headers, Content.of(body));
  }

  /** Calls share connections if they share this, so it is a value. */
  private record FilteredDns(FilteredHost host, Dns dns) implements Dns {

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
      return host.accepted(hostname, dns.lookup(hostname));
    }
  }

  /** A builder of {@link OkHttpTransport}. Not thread-safe. */
  public static final class Builder {

    private OkHttpClient client;
    private Runnable closing;

    /** What OkHttp can count: 24 days. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private Optional<Duration> timeout = Optional.empty();
    private Optional<AddressFilter> addresses = Optional.empty();
    private int largest = NoAnswer.MAX_RESPONSE;
    private boolean repeating;

    private Builder(OkHttpClient client, Runnable closing) {
      this.client = client;
      this.closing = closing;
    }

    /**
     * Shares the pool and the settings of a client. By default the transport has its own.
     *
     * @param shared not changed
     * @return this builder
     */
    public Builder client(OkHttpClient shared) {
      this.client = shared;
      this.closing = () -> {};
      return this;
    }

    /**
     * Sets the longest time for a whole call. By default the call timeout of the client, or 30
     * seconds if it has none.
     *
     * @param duration positive
     * @return this builder
     * @throws IllegalArgumentException if the time is not positive
     */
    public Builder timeout(Duration duration) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("A call needs some time: " + duration);
      }
      this.timeout = Optional.of(duration.compareTo(LONGEST) > 0 ? LONGEST : duration);
      return this;
    }

    /**
     * Connects only to addresses that a filter accepts. What was judged is what is connected to:
     * the host of a request is resolved once per connection. Behind a proxy it is the proxy that
     * resolves names, and only addresses written as such are judged. By default every address.
     *
     * @param filter decides
     * @return this builder
     */
    public Builder addresses(AddressFilter filter) {
      this.addresses = Optional.of(filter);
      return this;
    }

    /**
     * Sets the largest response. By default 16 MiB.
     *
     * @param bytes the size of its body
     * @return this builder
     * @throws IllegalArgumentException if it is negative or more than 16 MiB
     */
    public Builder largestResponse(int bytes) {
      if (bytes < 0 || bytes > NoAnswer.MAX_RESPONSE) {
        throw new IllegalArgumentException(
            "A response has from 0 to " + NoAnswer.MAX_RESPONSE + " bytes, not " + bytes);
      }
      this.largest = bytes;
      return this;
    }

    /**
     * Sets whether a request may be sent again when a connection fails, for example to another
     * address of the host. By default not: a signed request would be a replay.
     *
     * @param allowed true for requests that are not signed and change nothing
     * @return this builder
     */
    public Builder repeating(boolean allowed) {
      this.repeating = allowed;
      return this;
    }

    /**
     * Makes the transport.
     *
     * @return the transport
     */
    public OkHttpTransport build() {
      return new OkHttpTransport(this);
    }
  }
}
