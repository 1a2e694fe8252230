package io.github.citydc.signing.trust;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Fetches with OkHttp: a list of at most 16 MiB, a response of OCSP of at most 64 KiB, each within
 * five seconds. Redirects are followed, but never from {@code http} to {@code https} or back.
 * Thread-safe.
 */
public final class OkHttpRevocationFetcher implements RevocationFetcher {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long LARGEST_LIST = 16L << 20;
  private static final long LARGEST_RESPONSE = 64L << 10;
  private static final MediaType OCSP_REQUEST = MediaType.get("application/ocsp-request");

  private final OkHttpClient client;

  private OkHttpRevocationFetcher(OkHttpClient client) {
    this.client = client.newBuilder().followSslRedirects(false).callTimeout(PATIENCE).build();
  }

  /**
   * A fetcher with a client of its own.
   *
   * @return the fetcher
   */
  public static OkHttpRevocationFetcher create() {
    return new OkHttpRevocationFetcher(new OkHttpClient());
  }

  /**
   * A fetcher that shares the connections, the proxy and the interceptors of a client.
   *
   * @param client the application's
   * @return the fetcher
   */
  public static OkHttpRevocationFetcher of(OkHttpClient client) {
    return new OkHttpRevocationFetcher(client);
  }

  @Override
  public byte[] get(URI crl) throws IOException {
    return fetch(new Request.Builder().url(url(crl)).build(), LARGEST_LIST);
  }

  @Override
  public byte[] post(URI responder, byte[] request) throws IOException {
    return fetch(
        new Request.Builder()
            .url(url(responder))
            .post(RequestBody.create(request, OCSP_REQUEST))
            .build(),
        LARGEST_RESPONSE);
  }

  private static String url(URI uri) throws IOException {
    if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
      throw new IOException("not an address of http or https");
    }
    return uri.toString();
  }

  private byte[] fetch(Request request, long largest) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      if (response.code() != 200) {
        throw new IOException("answered with status " + response.code());
      }
      BufferedSource body = response.body().source();
      if (body.request(largest + 1)) {
        throw new IOException("answered with more than " + largest + " bytes");
      }
      return body.readByteArray();
    } catch (IllegalArgumentException e) {
      throw new IOException("not an address that can be asked", e);
    }
  }

  /** Nothing but the name. */
  @Override
  public String toString() {
    return "OkHttpRevocationFetcher";
  }
}
