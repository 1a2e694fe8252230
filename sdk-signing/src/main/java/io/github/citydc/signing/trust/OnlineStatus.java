package io.github.citydc.signing.trust;

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

/**
 * Asks the places that certificates name: the responders first, whose answers are small and new,
 * then the lists. Answers are remembered. Thread-safe.
 */
final class OnlineStatus {

  private static final int ANSWERS = 4096;
  private static final int LISTS = 64;

  private final RevocationFetcher fetcher;
  private final SecureRandom random;
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
    this.answers =
        new FetchCache<>(
            ANSWERS, clock, retryAfter, a -> earlier(clock, refreshAfter, a.nextUpdate()));
    this.lists =
        new FetchCache<>(
            LISTS, clock, retryAfter, l -> earlier(clock, refreshAfter, l.nextUpdate()));
  }

  private static Instant earlier(Clock clock, Duration refreshAfter, Instant nextUpdate) {
    Instant refresh = clock.instant().plus(refreshAfter);
    return refresh.isBefore(nextUpdate) ? refresh : nextUpdate;
  }

  void answer(Inquiry inquiry) {
    StatusPoints named =
        points.get(
            inquiry.certificate().certificate(), c -> StatusPoints.of(inquiry.certificate()));
    for (URI responder : named.responders()) {
      inquiry.ask("OCSP " + responder, () -> answer(responder, inquiry));
    }
    for (URI crl : named.crls()) {
      inquiry.ask("CRL " + crl, () -> list(crl, inquiry).about(inquiry.certificate()));
    }
  }

  private OcspAnswer answer(URI responder, Inquiry inquiry) throws IOException {
    Place place =
        new Place(responder, inquiry.certificate().certificate(), inquiry.issuer().certificate());
    return answers.get(
        place,
        () -> {
          OcspQuestion question =
              OcspQuestion.about(inquiry.certificate(), inquiry.issuer(), random);
          byte[] response = fetcher.post(responder, question.request());
          OcspAnswer.requireNonce(response, question.nonce());
          return OcspAnswer.read(response, inquiry.certificate(), inquiry.issuer());
        });
  }

  private RevocationList list(URI crl, Inquiry inquiry) throws IOException {
    X509Certificate issuer = inquiry.issuer().certificate();
    return lists.get(
        new Place(crl, issuer, issuer),
        () -> {
          List<RevocationList> published = CrlFolder.read(fetcher.get(crl));
          if (published.size() != 1) {
            throw new IOException("there are " + published.size() + " lists, not one");
          }
          return published.get(0).requireSignedBy(inquiry.issuer());
        });
  }
}
