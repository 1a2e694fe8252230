package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The search for the status of one certificate: it goes from source to source until one gives
 * something to go by. Not thread-safe.
 */
final class Inquiry {

  /** For clocks that differ, as with the certificates of the sandbox. */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final ParsedCertificate certificate;
  private final ParsedCertificate issuer;
  private final Instant at;
  private final Instant now;
  private final Instant believed;
  private final List<Failure> failures = new ArrayList<>();
  private Optional<StatusProof> good = Optional.empty();

  /**
   * A source of statuses.
   *
   * @param kind what it is, for everybody to know
   * @param address where it is, which only the operator of this node may know; empty if it is here
   */
  record Place(String kind, String address) {}

  /** Why a source gave nothing. */
  private record Failure(Place place, Exception reason) {

    String forOperators() {
      return (place.kind() + " " + place.address()).strip() + ": " + reason.getMessage();
    }

    /** The reasons of transports name hosts; those of what a CA signed may be told. */
    String forEverybody() {
      return place.kind()
          + ": "
          + (reason instanceof IOException ? "nothing was received" : reason.getMessage());
    }
  }

  private Inquiry(
      ParsedCertificate certificate,
      ParsedCertificate issuer,
      Instant at,
      Instant now,
      Instant believed) {
    this.certificate = certificate;
    this.issuer = issuer;
    this.at = at;
    this.now = now;
    this.believed = believed;
  }

  /**
   * Begins to search.
   *
   * @param at for when the status is wanted
   * @param now what is known must be of earlier, and its signer valid now
   */
  static Inquiry of(
      ParsedCertificate certificate, ParsedCertificate issuer, Instant at, Instant now) {
    return new Inquiry(certificate, issuer, at, now, now);
  }

  /**
   * Begins to judge what was kept.
   *
   * @param at for when the status is wanted; its signer must have been valid then
   */
  static Inquiry ofKept(ParsedCertificate certificate, ParsedCertificate issuer, Instant at) {
    return new Inquiry(certificate, issuer, at, Instant.MAX.minus(Duration.ofDays(1)), at);
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

  /** Returns whether there was a source that could be asked. */
  boolean hasAsked() {
    return !failures.isEmpty();
  }

  /** Why every source that was asked gave nothing, without addresses and hosts. */
  String failuresForEverybody() {
    return failures.stream().map(Failure::forEverybody).collect(Collectors.joining("; "));
  }

  /** Why every source that was asked gave nothing, with where it is. */
  String failuresForOperators() {
    return failures.stream().map(Failure::forOperators).collect(Collectors.joining("; "));
  }

  /** Gives what a source says. */
  @FunctionalInterface
  interface Source {

    StatusProof ask() throws IOException;
  }

  /**
   * Asks a source, if nothing is known yet.
   *
   * @param place for the reason, if it gives nothing
   * @throws VerificationException with {@code certificate-revoked}
   */
  void ask(Place place, Source source) {
    if (isOpen()) {
      try {
        StatusProof proof = source.ask();
        require(proof);
        good = Optional.of(proof);
      } catch (IOException | IllegalArgumentException e) {
        failures.add(new Failure(place, e));
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
    proof.delegate().ifPresent(this::requireValid);
    if (proof.thisUpdate().isAfter(issuer.notAfter())) {
      throw new IllegalArgumentException(
          "it is of after the certificate of its issuer had expired");
    }
    // What has expired is not listed any more, whether it was revoked or not.
    if (proof.thisUpdate().isAfter(certificate.notAfter())) {
      throw new IllegalArgumentException("it is of after the certificate had expired");
    }
  }

  /** A key whose certificate has expired may be compromised, and can sign any date. */
  private void requireValid(ParsedCertificate delegate) {
    if (believed.isAfter(delegate.notAfter().plus(TOLERANCE))) {
      throw new IllegalArgumentException(
          "the certificate of its signer was valid until " + delegate.notAfter());
    }
    if (believed.isBefore(delegate.notBefore().minus(TOLERANCE))) {
      throw new IllegalArgumentException(
          "the certificate of its signer is not valid before " + delegate.notBefore());
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
