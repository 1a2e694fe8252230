package io.github.citydc.signing.trust;

import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.VerificationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search for the status of one certificate: it goes from source to source until one gives
 * something to go by. Not thread-safe.
 */
final class Inquiry {

  /** For clocks that differ, as with the certificates of the sandbox. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final ParsedCertificate certificate;
  private final ParsedCertificate issuer;
  private final Instant at;
  private final Instant now;
  private final List<String> failures = new ArrayList<>();
  private Optional<StatusProof> good = Optional.empty();

  /**
   * Begins to search.
   *
   * @param at for when the status is wanted
   * @param now what is known must be of earlier
   */
  Inquiry(ParsedCertificate certificate, ParsedCertificate issuer, Instant at, Instant now) {
    this.certificate = certificate;
    this.issuer = issuer;
    this.at = at;
    this.now = now;
  }

  ParsedCertificate certificate() {
    return certificate;
  }

  ParsedCertificate issuer() {
    return issuer;
  }

  boolean isOpen() {
    return good.isEmpty();
  }

  Optional<StatusProof> good() {
    return good;
  }

  /** Why every source that was asked gave nothing; empty if there was none. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Gives what a source says. */
  @FunctionalInterface
  interface Source {

    StatusProof ask() throws IOException;
  }

  /**
   * Asks a source, if nothing is known yet.
   *
   * @param name for the reason, if it gives nothing
   * @throws VerificationException with {@code certificate-revoked}
   */
  void ask(String name, Source source) {
    if (isOpen()) {
      try {
        StatusProof proof = source.ask();
        require(proof);
        good = Optional.of(proof);
      } catch (IOException | IllegalArgumentException e) {
        failures.add(name + ": " + e.getMessage());
      }
    }
  }

  /**
   * Judges what the issuer says.
   *
   * @throws VerificationException with {@code certificate-revoked}
   * @throws IllegalArgumentException if nothing can be concluded for the time asked for
   */
  void require(StatusProof proof) {
    if (proof.thisUpdate().isAfter(now.plus(TOLERANCE))) {
      throw new IllegalArgumentException("it is of the future, " + proof.thisUpdate());
    }
    proof.revocation().filter(r -> !r.since().isAfter(at)).ifPresent(r -> refuse(proof, r));
    if (at.isAfter(proof.nextUpdate().plus(TOLERANCE))) {
      throw new IllegalArgumentException("it is outdated since " + proof.nextUpdate());
    }
    // What has expired is not listed any more, whether it was revoked or not.
    if (proof.thisUpdate().isAfter(certificate.notAfter())) {
      throw new IllegalArgumentException("it is of after the certificate had expired");
    }
  }

  private void refuse(StatusProof proof, Revocation revocation) {
    throw new VerificationException(
        ProblemCode.CERTIFICATE_REVOKED,
        certificate.about()
            + "was revoked, since "
            + revocation.since()
            + " ("
            + revocation.reason()
            + "), says "
            + proof.about());
  }
}
