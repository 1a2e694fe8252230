package io.github.citydc.signing.http;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.internal.StrictBase64;
import io.github.citydc.signing.trust.RevocationStatus;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedCertificate;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An offline verifier of stored receipts, also years later. It needs only the body of the response
 * and the {@link SignatureEvidence} that came with it, neither the network nor the message.
 *
 * <pre>{@code
 * SignedReceipt stored = SignedReceipt.fromJson(Files.readAllBytes(file));
 * VerifiedReceipt proof = new ReceiptVerifier(trust).verify(stored);
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * <p><b>Security guarantees.</b> The receipt was signed, over exactly this body, with the key of a
 * certificate that led to an anchor and was valid at the time the signature names, and the
 * signature covers what the profile demands of a response, the signature of the request included.
 * Every byte of evidence and body matters: one that is changed is refused. Where the revocation
 * state was kept with the receipt, no certificate of the signer had been revoked at that time;
 * where it was not, the {@linkplain VerifiedReceipt#revocation result says so}, or the receipt is
 * refused {@linkplain #requiringRevocationState on demand}. Not proved: the time itself, which is
 * the signer's word.
 */
public final class ReceiptVerifier {

  /** A message is accepted by 200, a batch by 202. */
  private static final Set<Integer> ACCEPTED = Set.of(200, 202);

  private final TrustStore trust;
  private final Set<RevocationStatus> accepted;

  /**
   * A verifier that accepts receipts without revocation state, too.
   *
   * @param trust the roots that certify nodes, those of the time of the receipts included; with a
   *     check of revocation, what it finds out counts beside what was kept
   */
  public ReceiptVerifier(TrustStore trust) {
    this(trust, EnumSet.allOf(RevocationStatus.class));
  }

  private ReceiptVerifier(TrustStore trust, Set<RevocationStatus> accepted) {
    this.trust = trust;
    this.accepted = accepted;
  }

  /**
   * A verifier that accepts a receipt only if it is known that no certificate of its signer was
   * revoked.
   *
   * @return a new verifier with the same roots
   */
  public ReceiptVerifier requiringRevocationState() {
    return new ReceiptVerifier(trust, EnumSet.of(RevocationStatus.GOOD));
  }

  /**
   * Verifies a receipt as it was stored, and that it says of itself what its signature says.
   *
   * @param receipt the receipt with its evidence
   * @return what it proves
   * @throws VerificationException as {@link #verify(SignatureEvidence, Content)}; {@code
   *     signature-invalid} also if the receipt was signed by, or for, another node than it names,
   *     or as something else than a receipt
   */
  public VerifiedReceipt verify(SignedReceipt receipt) {
    VerifiedReceipt verified = verify(receipt.evidence(), receipt.body());
    if (!verified.signer().equals(receipt.receipt().receiver())
        || !verified.receiver().equals(receipt.receipt().sender())) {
      throw CdxProfile.invalid("the receipt names other nodes than its signature");
    }
    if (!ACCEPTED.contains(verified.status())) {
      throw CdxProfile.invalid("a response of status " + verified.status() + " is no receipt");
    }
    requireVerifiedRequest(receipt.evidence());
    return verified;
  }

  static SignatureBase requireVerifiedRequest(SignatureEvidence evidence) {
    SignatureBase base = base(evidence.signatureBase());
    Optional<String> said = base.value(CdxProfile.REQUEST_VERIFICATION);
    if (!said.equals(Optional.of(RequestVerification.VERIFIED.wireName()))) {
      throw CdxProfile.invalid("a response to a request that was not verified is no receipt");
    }
    return base;
  }

  /**
   * Verifies a response that was stored.
   *
   * @param evidence what was stored with it
   * @param body the body of the response, byte for byte
   * @return what it proves
   * @throws VerificationException if it proves nothing: {@code signature-invalid} if the evidence
   *     is malformed, does not keep the profile or does not verify; {@code certificate-untrusted}
   *     or {@code certificate-not-valid} if the certificates do not lead to an anchor, or did not
   *     at the time; {@code certificate-revoked} if one had been revoked by then; {@code
   *     certificate-untrusted} also if the revocation state is not genuine, or missing although it
   *     is required; {@code sender-mismatch} if the signer does not own the key; {@code
   *     digest-mismatch} if the body is another
   */
  public VerifiedReceipt verify(SignatureEvidence evidence, Content body) {
    SignatureBase base = base(evidence.signatureBase());
    SignatureClaims claims =
        CdxProfile.require(base.parameters(), CdxProfile.requiredOfReceipt(!body.isEmpty()));
    NodeId signer = node(base, CdxProfile.SENDER);
    if (!signer.equals(claims.keyId().node())) {
      throw new VerificationException(
          ProblemCode.SENDER_MISMATCH,
          "the receipt is from " + signer + ", its key belongs to " + claims.keyId().node());
    }
    TrustedCertificate certificate = certificate(evidence, claims);
    SignatureCheck.verify(base, signature(evidence.signature()), claims, certificate);
    verifyBody(evidence, base, body);
    return new VerifiedReceipt(
        signer,
        node(base, CdxProfile.RECEIVER),
        claims.created(),
        status(base),
        claims.keyId(),
        certificate.revocationStatus());
  }

  /** What came in a bundle is proved by its path to the root that was signed. */
  private static void verifyBody(SignatureEvidence evidence, SignatureBase base, Content body) {
    if (evidence.bundle().isPresent()) {
      String root = evidence.bundle().get().field(body);
      if (!base.value(CdxProfile.BUNDLE).equals(Optional.of(root))) {
        throw new VerificationException(
            ProblemCode.DIGEST_MISMATCH, "the body is none of the bundle that was signed");
      }
    } else {
      base.value(CdxProfile.CONTENT_DIGEST)
          .ifPresent(digest -> SignatureCheck.verifyBody(digest, body));
    }
  }

  private static SignatureBase base(String text) {
    try {
      return SignatureBase.parse(text);
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "the signature base is malformed: " + e.getMessage(), e);
    }
  }

  private static byte[] signature(String text) {
    try {
      return StrictBase64.decode(text);
    } catch (IllegalArgumentException e) {
      throw CdxProfile.invalid("the signature is not Base64");
    }
  }

  private TrustedCertificate certificate(SignatureEvidence evidence, SignatureClaims claims) {
    List<X509Certificate> chain = chain(evidence.certificates());
    TrustedCertificate trusted = trust.validate(chain, claims.created(), evidence.revocation());
    if (!trusted.chain().equals(chain)) {
      throw untrusted("the certificates of the receipt are not the path to the anchor");
    }
    if (!trusted.keyId().equals(claims.keyId())) {
      throw untrusted("the certificate of the receipt is not that of the key " + claims.keyId());
    }
    if (!accepted.contains(trusted.revocationStatus())) {
      throw untrusted(
          "the receipt does not show that the certificates of its signer were not revoked");
    }
    return trusted;
  }

  private static List<X509Certificate> chain(List<String> encoded) {
    if (encoded.isEmpty()) {
      throw untrusted("the receipt has no certificate");
    }
    try {
      return encoded.stream().map(StrictBase64::decode).map(Certificates::fromDer).toList();
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED, "a certificate of the receipt is malformed", e);
    }
  }

  private static VerificationException untrusted(String detail) {
    return new VerificationException(ProblemCode.CERTIFICATE_UNTRUSTED, detail);
  }

  private static NodeId node(SignatureBase base, ComponentIdentifier component) {
    try {
      return NodeId.parse(base.value(component).orElse(""));
    } catch (IllegalArgumentException e) {
      throw CdxProfile.invalid(component + " is not a node id");
    }
  }

  private static int status(SignatureBase base) {
    String status = base.value(CdxProfile.STATUS).orElse("");
    if (!status.matches("[1-5][0-9]{2}")) {
      throw CdxProfile.invalid("@status is not a status");
    }
    return Integer.parseInt(status);
  }
}
