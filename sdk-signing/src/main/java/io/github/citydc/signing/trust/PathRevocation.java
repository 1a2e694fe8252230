package io.github.citydc.signing.trust;

import io.github.citydc.exchange.VerificationException;
import io.github.citydc.exchange.spi.RevocationEvidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a certificate of a path was revoked; each but the anchor, which only its removal from the
 * trust store revokes. What was kept counts, and what a check finds out; if either says revoked,
 * the path is refused.
 */
final class PathRevocation {

  private final Optional<RevocationCheck> check;
  private final KeptStatus kept;

  PathRevocation(Optional<RevocationCheck> check, RevocationEvidence kept) {
    this.check = check;
    this.kept = new KeptStatus(kept);
  }

  /**
   * The certificate of the node with what is known about revocation.
   *
   * @throws VerificationException if a certificate was revoked, or it may not remain unknown
   */
  TrustedCertificate require(CertificatePath path, Instant at) {
    TrustedCertificate trusted = path.requireValidAt(at);
    List<ParsedCertificate> certificates = path.certificates();
    List<StatusProof> proofs = new ArrayList<>();
    for (int i = 0; i < certificates.size() - 1; i++) {
      ParsedCertificate certificate = certificates.get(i);
      ParsedCertificate issuer = certificates.get(i + 1);
      Optional<StatusProof> before = kept.require(certificate, issuer, at);
      Optional<StatusProof> now =
          check.flatMap(c -> c.require(certificate, issuer, at, before.isPresent()));
      before.or(() -> now).ifPresent(proofs::add);
    }
    kept.requireAllUsed();
    boolean all = proofs.size() == certificates.size() - 1;
    return trusted.with(all ? RevocationStatus.GOOD : RevocationStatus.UNKNOWN, evidence(proofs));
  }

  private static RevocationEvidence evidence(List<StatusProof> proofs) {
    return new RevocationEvidence(
        proofs.stream().flatMap(proof -> proof.evidence().crls().stream()).toList(),
        proofs.stream().flatMap(proof -> proof.evidence().ocspResponses().stream()).toList());
  }
}
