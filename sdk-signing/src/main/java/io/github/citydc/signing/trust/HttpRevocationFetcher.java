package io.github.citydc.signing.trust;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.TransportException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A fetcher over an {@link OkHttpTransport} for lists of at most 16 MiB and OCSP responses of at
 * most 64 KiB, each within five seconds. Thread-safe.
 *
 * <pre>{@code
 * RevocationCheck.builder(RevocationPolicy.HARD_FAIL)
 *     .fetcher(HttpRevocationFetcher.create().allowing("crl.ca.example", "10.20.0.0/16"))
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
public final class HttpRevocationFetcher implements RevocationFetcher {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_LIST = 16 << 20;
  private static final int LARGEST_RESPONSE = 64 << 10;
  private static final HttpHeaders OCSP_REQUEST =
      HttpHeaders.empty().with("Content-Type", "application/ocsp-request");

  private static final Set<Integer> REDIRECT = Set.of(300, 301, 302, 303, 307, 308);
  private static final int REDIRECTS = 3;

  private final OkHttpTransport shared;
  private final HttpTransport lists;
  private final HttpTransport responders;

  private HttpRevocationFetcher(OkHttpTransport shared, AllowedPlaces places) {
    this.shared = shared;
    OkHttpTransport.Builder guarded =
        shared.toBuilder().timeout(PATIENCE).repeating(true).addresses(places);
    this.lists = guarded.largestResponse(LARGEST_LIST).build();
    this.responders = guarded.largestResponse(LARGEST_RESPONSE).build();
  }

  /**
   * A fetcher with connections of its own.
   *
   * @return the fetcher
   */
  public static HttpRevocationFetcher create() {
    return of(OkHttpTransport.create());
  }

  /**
   * A fetcher that shares the connections, the proxy and the interceptors of a transport. Its
   * timeout, its largest response and its address filter are replaced by those of the fetcher.
   *
   * @param transport the application's
   * @return the fetcher
   */
  public static HttpRevocationFetcher of(OkHttpTransport transport) {
    return new HttpRevocationFetcher(transport, AllowedPlaces.outsideAnd(List.of()));
  }

  /**
   * A fetcher that also asks these places inside the own network, in place of those allowed before.
   *
   * @param inside names of hosts, which may then have any address, IP addresses, and networks such
   *     as {@code 10.20.0.0/16}
   * @return a new fetcher with the same connections
   * @throws IllegalArgumentException if one is none of these
   */
  public HttpRevocationFetcher allowing(String... inside) {
    return new HttpRevocationFetcher(shared, AllowedPlaces.outsideAnd(List.of(inside)));
  }

  @Override
  public byte[] get(URI crl) throws IOException {
    URI url = url(crl);
    for (int i = 0; i <= REDIRECTS; i++) {
      HttpResponse response = call(lists, "GET", url, HttpHeaders.empty(), Content.empty());
      Optional<URI> target = samePlace(url, response);
      if (target.isEmpty()) {
        return body(response);
      }
      url = target.get();
    }
    throw new IOException("redirected more than " + REDIRECTS + " times");
  }

  /** Where the answer says the list is, if that is on the same server; empty if it says nothing. */
  private static Optional<URI> samePlace(URI url, HttpResponse response) throws IOException {
    Optional<String> location = response.headers().value("Location");
    if (location.isEmpty() || !REDIRECT.contains(response.status())) {
      return Optional.empty();
    }
    try {
      URI target = url(url.resolve(location.get()));
      if (target.getScheme().equals(url.getScheme())
          && target.getRawAuthority().equalsIgnoreCase(url.getRawAuthority())) {
        return Optional.of(target);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Not a place at all.
    }
    throw new IOException(
        "answered with status " + response.status() + ", a redirect to another place");
  }

  @Override
  public byte[] post(URI responder, byte[] request) throws IOException {
    return body(call(responders, "POST", url(responder), OCSP_REQUEST, Content.of(request)));
  }

  /** As it is written on the wire. */
  private static URI url(URI uri) throws IOException {
    String scheme = String.valueOf(uri.getScheme());
    if (uri.getHost() == null || !scheme.matches("(?i)https?")) {
      throw new IOException("not an address of http or https");
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String url = scheme.toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority() + path + query;
    return URI.create(URI.create(url).toASCIIString());
  }

  private static HttpResponse call(
      HttpTransport transport, String method, URI url, HttpHeaders fields, Content body)
      throws IOException {
    try {
      return transport.exchange(new HttpRequest(method, url, fields, body));
    } catch (IllegalArgumentException e) {
      throw new IOException("not an address that can be asked", e);
    } catch (TransportException e) {
      throw e.getCause() instanceof IOException reason ? reason : new IOException(e);
    }
  }

  private static byte[] body(HttpResponse response) throws IOException {
    if (response.status() != 200) {
      throw new IOException("answered with status " + response.status());
    }
    return response.body().toByteArray();
  }

  /** Shows only the name of the class. */
  @Override
  public String toString() {
    return "HttpRevocationFetcher";
  }
}
