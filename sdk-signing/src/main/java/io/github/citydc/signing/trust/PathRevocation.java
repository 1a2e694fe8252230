package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.VerificationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether the certificates of a path were revoked; each but the anchor, which only its removal from
 * the trust store revokes. What was kept counts, and what a check finds out; if either says
 * revoked, the path is refused. Of several paths one that is valid is enough, unless the node's own
 * certificate was revoked.
 */
final class PathRevocation {

  /** The failure to report if several paths fail: temporary failures first. */
  private static final List<ProblemCode> PRECEDENCE =
      List.of(
          ProblemCode.UNAVAILABLE,
          ProblemCode.CERTIFICATE_REVOKED,
          ProblemCode.CERTIFICATE_NOT_VALID,
          ProblemCode.CERTIFICATE_UNTRUSTED);

  private final Optional<RevocationCheck> check;
  private final RevocationEvidence evidence;

  PathRevocation(Optional<RevocationCheck> check, RevocationEvidence evidence) {
    this.check = check;
    this.evidence = evidence;
  }

  /**
   * The certificate of the node with what is known about revocation, by the first path that is
   * valid.
   *
   * @param paths at least one
   * @throws VerificationException if none is: a certificate is not valid at that time, was revoked,
   *     or it may not remain unknown
   */
  TrustedCertificate require(List<CertificatePath> paths, Instant at) {
    List<VerificationException> refusals = new ArrayList<>();
    for (CertificatePath path : paths) {
      List<Optional<StatusProof>> known = new ArrayList<>();
      try {
        return require(path, at, known);
      } catch (VerificationException e) {
        refusals.add(e);
        if (known.isEmpty() && e.code().equals(ProblemCode.CERTIFICATE_REVOKED)) {
          break;
        }
      }
    }
    throw refusals.stream()
        .min(Comparator.comparingInt(e -> PRECEDENCE.indexOf(e.code())))
        .orElseThrow(() -> new IllegalArgumentException("There is no path"));
  }

  /** Notes for each certificate what is known. */
  private TrustedCertificate require(
      CertificatePath path, Instant at, List<Optional<StatusProof>> known) {
    TrustedCertificate trusted = path.requireValidAt(at);
    KeptStatus kept = new KeptStatus(evidence);
    List<ParsedCertificate> certificates = path.certificates();
    for (int i = 0; i < certificates.size() - 1; i++) {
      ParsedCertificate certificate = certificates.get(i);
      ParsedCertificate issuer = certificates.get(i + 1);
      Optional<StatusProof> before = kept.require(certificate, issuer, at);
      Optional<StatusProof> now =
          check.flatMap(c -> c.require(certificate, issuer, at, before.isPresent()));
      known.add(before.or(() -> now));
    }
    kept.requireAllUsed();
    boolean all = known.stream().allMatch(Optional::isPresent);
    List<StatusProof> proofs = known.stream().flatMap(Optional::stream).toList();
    return trusted.with(all ? RevocationStatus.GOOD : RevocationStatus.UNKNOWN, evidence(proofs));
  }

  private static RevocationEvidence evidence(List<StatusProof> proofs) {
    return new RevocationEvidence(
        proofs.stream().flatMap(proof -> proof.evidence().crls().stream()).toList(),
        proofs.stream().flatMap(proof -> proof.evidence().ocspResponses().stream()).toList());
  }
}
