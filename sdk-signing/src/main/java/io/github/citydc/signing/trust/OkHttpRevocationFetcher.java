package io.github.citydc.signing.trust;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A fetcher over OkHttp for lists of at most 16 MiB and OCSP responses of at most 64 KiB, each
 * within five seconds. Thread-safe.
 *
 * <pre>{@code
 * RevocationCheck.builder(RevocationPolicy.HARD_FAIL)
 *     .fetcher(OkHttpRevocationFetcher.create().allowing("crl.ca.example", "10.20.0.0/16"))
 *     .build();
 * }</pre>
 *
 * <p><b>Security guarantees.</b> A certificate cannot make this node call its own network:
 * loopback, link-local, private, shared and multicast addresses are not connected to, whether they
 * are written in the certificate or a name resolves to them, except those that are {@linkplain
 * #allowing allowed}. A redirect is followed for a list only, and only to the same scheme, host and
 * port. Behind an HTTP proxy it is the proxy that resolves names and connects, so that only
 * addresses written as such are refused here.
 */
public final class OkHttpRevocationFetcher implements RevocationFetcher {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_LIST = 16 << 20;
  private static final int LARGEST_RESPONSE = 64 << 10;
  private static final MediaType OCSP_REQUEST = MediaType.get("application/ocsp-request");

  private static final int REDIRECTS = 3;

  private final OkHttpClient client;
  private final AllowedPlaces places;

  private OkHttpRevocationFetcher(OkHttpClient client, AllowedPlaces places) {
    this.client = client;
    this.places = places;
  }

  /**
   * A fetcher with a client of its own.
   *
   * @return the fetcher
   */
  public static OkHttpRevocationFetcher create() {
    return of(new OkHttpClient());
  }

  /**
   * A fetcher that shares the connections, the proxy and the interceptors of a client.
   *
   * @param client the application's
   * @return the fetcher
   */
  public static OkHttpRevocationFetcher of(OkHttpClient client) {
    return new OkHttpRevocationFetcher(
        client.newBuilder().followRedirects(false).callTimeout(PATIENCE).build(),
        AllowedPlaces.outsideAnd(List.of()));
  }

  /**
   * A fetcher that also asks these places inside the own network, in place of those allowed before.
   *
   * @param inside names of hosts, which may then have any address, IP addresses, and networks such
   *     as {@code 10.20.0.0/16}
   * @return a new fetcher with the same client
   * @throws IllegalArgumentException if one is none of these
   */
  public OkHttpRevocationFetcher allowing(String... inside) {
    return new OkHttpRevocationFetcher(client, AllowedPlaces.outsideAnd(List.of(inside)));
  }

  @Override
  public byte[] get(URI crl) throws IOException {
    HttpUrl url = url(crl);
    for (int i = 0; i <= REDIRECTS; i++) {
      try (Response response = call(new Request.Builder().url(url).build())) {
        HttpUrl target = samePlace(url, response);
        if (target == null) {
          return body(response, LARGEST_LIST);
        }
        url = target;
      }
    }
    throw new IOException("redirected more than " + REDIRECTS + " times");
  }

  /** Where the answer says the list is, if that is on the same server; null if it says nothing. */
  private static @Nullable HttpUrl samePlace(HttpUrl url, Response response) throws IOException {
    String location = response.isRedirect() ? response.header("Location") : null;
    if (location == null) {
      return null;
    }
    HttpUrl target = url.resolve(location);
    if (target == null
        || !target.scheme().equals(url.scheme())
        || !target.host().equals(url.host())
        || target.port() != url.port()) {
      throw new IOException(
          "answered with status " + response.code() + ", a redirect to another place");
    }
    return target;
  }

  @Override
  public byte[] post(URI responder, byte[] request) throws IOException {
    try (Response response =
        call(
            new Request.Builder()
                .url(url(responder))
                .post(RequestBody.create(request, OCSP_REQUEST))
                .build())) {
      return body(response, LARGEST_RESPONSE);
    }
  }

  private static HttpUrl url(URI uri) throws IOException {
    HttpUrl url = HttpUrl.get(uri);
    if (url == null) {
      throw new IOException("not an address of http or https");
    }
    return url;
  }

  private Response call(Request request) throws IOException {
    String host = request.url().host();
    places.requireHost(host);
    OkHttpClient guarded =
        client.newBuilder().dns(new AllowedPlaces.Guard(host, client.dns(), places)).build();
    try {
      return guarded.newCall(request).execute();
    } catch (IllegalArgumentException e) {
      throw new IOException("not an address that can be asked", e);
    }
  }

  private static byte[] body(Response response, int largest) throws IOException {
    if (response.code() != 200) {
      throw new IOException("answered with status " + response.code());
    }
    byte[] body = response.body().byteStream().readNBytes(largest + 1);
    if (body.length > largest) {
      throw new IOException("answered with more than " + largest + " bytes");
    }
    return body;
  }

  /** Shows only the name of the class. */
  @Override
  public String toString() {
    return "OkHttpRevocationFetcher";
  }
}
