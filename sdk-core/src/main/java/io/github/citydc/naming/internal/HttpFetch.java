package io.github.citydc.naming.internal;

import io.github.citydc.internal.BoundedTime;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches over the HTTP client of the JDK. Thread-safe. */
public final class HttpFetch implements Fetch {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private static final String TOO_LARGE = "The answer is larger than " + LARGEST + " bytes";

  private final HttpClient client;
  private final Duration patience;

  /**
   * A fetcher that uses a client with its proxy and TLS.
   *
   * @param client follows no redirects
   * @throws IllegalArgumentException if it does
   */
  public HttpFetch(HttpClient client) {
    this(client, PATIENCE);
  }

  HttpFetch(HttpClient client, Duration patience) {
    if (client.followRedirects() != Redirect.NEVER) {
      throw new IllegalArgumentException(
          "The client would follow redirects; build it with Redirect.NEVER, its default");
    }
    this.client = client;
    this.patience = patience;
  }

  /**
   * Makes a client for who has none.
   *
   * @return a client that connects within ten seconds
   */
  public static HttpClient client() {
    return HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  }

  @Override
  public byte[] get(URI url) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(
            HttpRequest.newBuilder(url).version(Version.HTTP_1_1).build(),
            answer ->
                answer.statusCode() == 200
                    ? new BoundedBody(LARGEST, TOO_LARGE)
                    : BodySubscribers.replacing(new byte[0]));
    try {
      HttpResponse<byte[]> answer = call.get(BoundedTime.millis(patience), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException("HTTP " + answer.statusCode());
      }
      return answer.body();
    } catch (ExecutionException e) {
      Optional<Throwable> cause = Optional.ofNullable(e.getCause());
      throw new IOException(cause.map(Throwable::getMessage).orElse("no connection"), e);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + patience.toSeconds() + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      call.cancel(true);
    }
  }
}
