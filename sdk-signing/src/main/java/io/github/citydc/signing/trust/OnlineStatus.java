package io.github.citydc.signing.trust;

import io.github.citydc.internal.BoundedTime;
import io.github.citydc.signing.internal.BoundedCache;
import io.github.citydc.signing.internal.FetchCache;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks the places that certificates name: the responders first, whose answers are small and new,
 * then the lists. Answers are remembered; one that is older than another still in force does not
 * take its place. Thread-safe.
 */
final class OnlineStatus {

  private static final int ANSWERS = 4096;
  private static final int LISTS = 64;

  private final RevocationFetcher fetcher;
  private final SecureRandom random;
  private final Clock clock;
  private final BoundedCache<X509Certificate, StatusPoints> points = new BoundedCache<>(ANSWERS);
  private final FetchCache<Place, OcspAnswer> answers;
  private final FetchCache<Place, RevocationList> lists;

  /** Where to ask about what: about a certificate, or about all of an issuer. */
  private record Place(URI uri, X509Certificate subject, X509Certificate issuer) {}

  OnlineStatus(
      RevocationFetcher fetcher,
      SecureRandom random,
      Clock clock,
      Duration refreshAfter,
      Duration retryAfter) {
    this.fetcher = fetcher;
    this.random = random;
    this.clock = clock;
    this.answers =
        new FetchCache<>(
            ANSWERS, clock, retryAfter, a -> earlier(clock, refreshAfter, a.nextUpdate()));
    this.lists =
        new FetchCache<>(
            LISTS, clock, retryAfter, l -> earlier(clock, refreshAfter, l.nextUpdate()));
  }

  private static Instant earlier(Clock clock, Duration refreshAfter, Instant nextUpdate) {
    Instant refresh = BoundedTime.after(clock.instant(), refreshAfter);
    return refresh.isBefore(nextUpdate) ? refresh : nextUpdate;
  }

  void answer(Inquiry inquiry) {
    StatusPoints named =
        points.get(
            inquiry.certificate().certificate(), c -> StatusPoints.of(inquiry.certificate()));
    for (URI responder : named.responders()) {
      inquiry.ask(
          new Inquiry.Place("its OCSP responder", responder.toString()),
          () -> answer(responder, inquiry));
    }
    for (URI crl : named.crls()) {
      inquiry.ask(
          new Inquiry.Place("its CRL", crl.toString()),
          () -> list(crl, inquiry).about(inquiry.certificate()));
    }
  }

  private OcspAnswer answer(URI responder, Inquiry inquiry) throws IOException {
    Place place =
        new Place(responder, inquiry.certificate().certificate(), inquiry.issuer().certificate());
    return answers.get(place, known -> newer(known, fetched(responder, inquiry)));
  }

  private OcspAnswer fetched(URI responder, Inquiry inquiry) throws IOException {
    OcspQuestion question = OcspQuestion.about(inquiry.certificate(), inquiry.issuer(), random);
    byte[] response = bytes(() -> fetcher.post(responder, question.request()));
    OcspAnswer.requireNonce(response, question.nonce());
    return OcspAnswer.read(response, inquiry.certificate(), inquiry.issuer());
  }

  private OcspAnswer newer(Optional<OcspAnswer> known, OcspAnswer fetched) {
    requireNewer(
        known.filter(answer -> isCurrent(answer.nextUpdate())).isPresent()
            && fetched.thisUpdate().isBefore(known.get().thisUpdate()));
    return fetched;
  }

  private RevocationList list(URI crl, Inquiry inquiry) throws IOException {
    X509Certificate issuer = inquiry.issuer().certificate();
    return lists.get(
        new Place(crl, issuer, issuer), known -> newer(known, fetched(crl, inquiry.issuer())));
  }

  private RevocationList fetched(URI crl, ParsedCertificate issuer) throws IOException {
    List<RevocationList> published = CrlFolder.read(bytes(() -> fetcher.get(crl)));
    if (published.size() != 1) {
      throw new IOException("there are " + published.size() + " lists, not one");
    }
    return published.get(0).requireSignedBy(issuer);
  }

  private RevocationList newer(Optional<RevocationList> known, RevocationList fetched) {
    requireNewer(
        known.filter(list -> isCurrent(list.nextUpdate())).isPresent()
            && fetched.isOlderThan(known.get()));
    return fetched;
  }

  private boolean isCurrent(Instant nextUpdate) {
    return clock.instant().isBefore(nextUpdate);
  }

  private static void requireNewer(boolean older) {
    if (older) {
      throw new IllegalArgumentException("it is older than the one at hand");
    }
  }

  /** What a fetcher gets; whatever it fails with, it is not a fault of what the CA published. */
  private static byte[] bytes(Fetching fetching) throws IOException {
    try {
      return fetching.fetch();
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** A call of a fetcher. */
  @FunctionalInterface
  private interface Fetching {

    byte[] fetch() throws IOException;
  }
}
