package io.github.citydc.exchange.http;

import io.github.citydc.exchange.TransportException;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.HttpTransport;
import java.io.IOException;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Transport over OkHttp. Thread-safe.
 *
 * <p>A client that is handed in keeps its pool, proxy, TLS and interceptors. Silent retries and
 * redirects are switched off, and no compression is asked for: each would break the rule that a
 * signature is used once and a body verified as it was sent.
 */
public final class OkHttpTransport implements HttpTransport {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_RESPONSE = 16 * 1024 * 1024;

  private final OkHttpClient client;

  private OkHttpTransport(OkHttpClient client) {
    this.client = client;
  }

  /**
   * A transport with a pool of its own and 30 seconds for a whole call.
   *
   * @return the transport
   */
  public static OkHttpTransport create() {
    return on(new OkHttpClient.Builder().callTimeout(DEFAULT_TIMEOUT).build());
  }

  /**
   * A transport that shares the pool and the settings of a client.
   *
   * @param client not changed
   * @return the transport
   */
  public static OkHttpTransport on(OkHttpClient client) {
    return new OkHttpTransport(
        client
            .newBuilder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .build());
  }

  @Override
  public HttpResponse exchange(HttpRequest request) {
    try (Response response = client.newCall(toOkHttp(request)).execute()) {
      return fromOkHttp(response);
    } catch (IOException e) {
      throw new TransportException(
          "No answer from "
              + request.uri().getAuthority()
              + " to "
              + request.method()
              + " "
              + request.uri().getPath(),
          e);
    }
  }

  private static Request toOkHttp(HttpRequest request) {
    Request.Builder builder = new Request.Builder().url(request.uri().toString());
    request.headers().forEach(builder::addHeader);
    builder.header("Accept-Encoding", "identity");
    boolean bodyless = request.method().equals("GET") || request.method().equals("HEAD");
    return builder
        .method(
            request.method(), bodyless ? null : RequestBody.create(request.body().toByteArray()))
        .build();
  }

  private static HttpResponse fromOkHttp(Response response) throws IOException {
    HttpHeaders headers = HttpHeaders.empty();
    for (int i = 0; i < response.headers().size(); i++) {
      headers = headers.plus(response.headers().name(i), response.headers().value(i));
    }
    return new HttpResponse(response.code(), headers, HttpBody.of(read(response.body())));
  }

  private static byte[] read(ResponseBody body) throws IOException {
    byte[] bytes = body.byteStream().readNBytes(MAX_RESPONSE + 1);
    if (bytes.length > MAX_RESPONSE) {
      throw new IOException("The response is larger than " + MAX_RESPONSE + " bytes");
    }
    return bytes;
  }
}
