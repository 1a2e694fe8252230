package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.signing.internal.BoundedCache;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check whether certificates were revoked, RFC 5280 §6.3 and RFC 6960. It uses a folder of
 * revocation lists, then the OCSP responders and then the distribution points named in the
 * certificates, until one of them knows the status.
 *
 * <pre>{@code
 * RevocationCheck check = RevocationCheck.builder(RevocationPolicy.HARD_FAIL).build();
 * TrustStore trust = TrustStore.ofPem(Path.of("city-ca.pem")).revocation(check);
 * }</pre>
 *
 * <p>Thread-safe; share one instance, it remembers what it fetched. Lists and answers are fetched
 * again after an hour, or when their {@code nextUpdate} is reached, if that is earlier; where that
 * fails, they are used until then. However many messages need the same list, it is fetched once. A
 * place that gives nothing is not asked again for a minute.
 *
 * <p><b>Security guarantees.</b> A list counts only if the issuer of the certificate signed it, and
 * a response only if the issuer or a responder it certified for this did, whose certificate is
 * still valid; both only from {@code thisUpdate} to {@code nextUpdate}, with a tolerance of five
 * minutes. Of several lists the one with the highest number counts. A certificate counts as revoked
 * from its revocation date, or from its invalidity date if that is earlier, also while it is on
 * hold. Delta and indirect lists, and those about some reasons only, are refused. Places are asked
 * only after the signatures of the path were verified, and none inside the own network unless the
 * fetcher {@linkplain HttpRevocationFetcher#allowing allows} it: so neither an attacker nor a CA
 * can make a node call addresses there. The message for the sender names no address. With {@link
 * RevocationPolicy#SOFT_FAIL}, who controls the network decides whether a revocation is noticed.
 */
public final class RevocationCheck {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationCheck.class);
  private static final int WARNED = 1024;
  private static final String NO_SOURCE =
      "neither a bundle nor the certificate itself tells where its status is published";

  private final RevocationPolicy policy;
  private final Optional<CrlFolder> folder;
  private final Optional<OnlineStatus> online;
  private final Clock clock;
  private final Duration quietFor;
  private final BoundedCache<X509Certificate, AtomicLong> quietUntil = new BoundedCache<>(WARNED);

  RevocationCheck(
      RevocationPolicy policy,
      Optional<CrlFolder> folder,
      Optional<OnlineStatus> online,
      Clock clock,
      Duration quietFor) {
    this.policy = policy;
    this.folder = folder;
    this.online = online;
    this.clock = clock;
    this.quietFor = quietFor;
  }

  /**
   * Returns a new builder.
   *
   * @param policy what becomes of a certificate of which nothing is known; there is no default
   * @return a builder
   */
  public static RevocationCheckBuilder builder(RevocationPolicy policy) {
    return new RevocationCheckBuilder(policy);
  }

  /**
   * What shows that a certificate was not revoked; empty if nothing does, and that is accepted.
   *
   * @param known whether that has been shown otherwise
   * @throws VerificationException with {@code certificate-revoked}; with {@code unavailable} or
   *     {@code certificate-untrusted} if nothing is known and that is not accepted
   */
  Optional<StatusProof> require(
      ParsedCertificate certificate, ParsedCertificate issuer, Instant at, boolean known) {
    Inquiry inquiry = Inquiry.of(certificate, issuer, at, clock.instant());
    folder.ifPresent(source -> source.answer(inquiry));
    online.ifPresent(source -> source.answer(inquiry));
    if (inquiry.isOpen() && !known) {
      unknown(certificate, inquiry);
    }
    return inquiry.good();
  }

  /** The message for the sender names no address; the log and the cause of the exception do. */
  private void unknown(ParsedCertificate certificate, Inquiry inquiry) {
    String operators = inquiry.hasAsked() ? inquiry.failuresForOperators() : NO_SOURCE;
    warn(certificate, operators);
    if (policy == RevocationPolicy.HARD_FAIL) {
      String everybody = inquiry.hasAsked() ? inquiry.failuresForEverybody() : NO_SOURCE;
      throw new VerificationException(
          inquiry.hasAsked() ? ProblemCode.UNAVAILABLE : ProblemCode.CERTIFICATE_UNTRUSTED,
          "it is not known whether " + certificate.about() + "was revoked: " + everybody,
          new IOException(operators));
    }
  }

  /** At most once in a while for a certificate: it may come with every message. */
  private void warn(ParsedCertificate certificate, String reason) {
    long now = clock.millis();
    AtomicLong next =
        quietUntil.get(certificate.certificate(), c -> new AtomicLong(Long.MIN_VALUE));
    long planned = next.get();
    if (now >= planned && next.compareAndSet(planned, now + BoundedTime.millis(quietFor))) {
      LOG.warn(
          "It is not known whether {}was revoked, and it is {}: {}",
          certificate.about(),
          policy == RevocationPolicy.SOFT_FAIL ? "accepted (soft fail)" : "refused (hard fail)",
          reason);
    }
  }

  /** The policy, and where it asks. */
  @Override
  public String toString() {
    return "RevocationCheck["
        + policy
        + (folder.isPresent() ? ", bundle" : "")
        + (online.isPresent() ? ", online" : "")
        + "]";
  }
}
