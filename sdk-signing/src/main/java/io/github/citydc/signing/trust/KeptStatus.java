package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.internal.StrictBase64;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The revocation state that was kept with a signature. Every item must be genuine and of use for
 * exactly one certificate of the path, so that no byte of it can be changed. Not thread-safe.
 */
final class KeptStatus {

  private final List<RevocationList> lists = new ArrayList<>();
  private final List<String> responses;

  /** Reads the lists; responses are read with the certificate they are about. */
  KeptStatus(RevocationEvidence evidence) {
    for (String crl : evidence.crls()) {
      try {
        lists.add(RevocationList.read(StrictBase64.decode(crl)));
      } catch (IllegalArgumentException e) {
        throw untrusted("a CRL of the revocation state is refused: " + e.getMessage(), e);
      }
    }
    this.responses = new ArrayList<>(evidence.ocspResponses());
  }

  /**
   * What shows that a certificate was not revoked; empty if nothing was kept about it.
   *
   * @throws VerificationException with {@code certificate-revoked}, or with {@code
   *     certificate-untrusted} if what was kept is not genuine, or of another time
   */
  Optional<StatusProof> require(
      ParsedCertificate certificate, ParsedCertificate issuer, Instant at) {
    Optional<StatusProof> proof = response(certificate, issuer).or(() -> list(certificate, issuer));
    proof.ifPresent(
        kept -> {
          try {
            Inquiry.ofKept(certificate, issuer, at).require(kept);
          } catch (IllegalArgumentException e) {
            throw untrusted(kept.about() + " shows nothing: " + e.getMessage(), e);
          }
        });
    return proof;
  }

  private Optional<StatusProof> response(ParsedCertificate certificate, ParsedCertificate issuer) {
    for (String response : responses) {
      Optional<OcspAnswer> answer = answer(response, certificate, issuer);
      if (answer.isPresent()) {
        responses.remove(response);
        return Optional.of(answer.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<OcspAnswer> answer(
      String response, ParsedCertificate certificate, ParsedCertificate issuer) {
    try {
      OcspAnswer answer = OcspAnswer.read(StrictBase64.decode(response), certificate, issuer);
      return Optional.of(answer).filter(a -> a.evidence().ocspResponses().contains(response));
    } catch (IllegalArgumentException e) {
      // About another certificate, or not genuine: requireAllUsed refuses what is left over.
      return Optional.empty();
    }
  }

  /** CAs that were renewed under another key share a name, so that the key decides whose it is. */
  private Optional<StatusProof> list(ParsedCertificate certificate, ParsedCertificate issuer) {
    Optional<IllegalArgumentException> failure = Optional.empty();
    for (RevocationList list : lists) {
      if (list.issuer().equals(issuer.subject())) {
        try {
          StatusProof proof = list.requireSignedBy(issuer).about(certificate);
          lists.remove(list);
          return Optional.of(proof);
        } catch (IllegalArgumentException e) {
          failure = failure.or(() -> Optional.of(e));
        }
      }
    }
    if (failure.isPresent()) {
      throw untrusted(
          "a CRL of the revocation state is refused: " + failure.get().getMessage(), failure.get());
    }
    return Optional.empty();
  }

  /**
   * That nothing was kept that shows nothing.
   *
   * @throws VerificationException with {@code certificate-untrusted}
   */
  void requireAllUsed() {
    if (!lists.isEmpty() || !responses.isEmpty()) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED,
          "the revocation state has a CRL or a response that is not genuine, or of no certificate"
              + " of the signer");
    }
  }

  private static VerificationException untrusted(String detail, Exception cause) {
    return new VerificationException(ProblemCode.CERTIFICATE_UNTRUSTED, detail, cause);
  }
}
