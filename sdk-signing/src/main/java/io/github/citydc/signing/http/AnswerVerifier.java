package io.github.citydc.signing.http;

import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.query.SignedAnswer;

/**
 * An offline verifier of stored answers to queries, also years later, with the root certificate
 * alone: what was asked, and what the register has said.
 *
 * <pre>{@code
 * SignedAnswer stored = SignedAnswer.fromJson(Files.readAllBytes(file));
 * VerifiedReceipt proof = new AnswerVerifier(new ReceiptVerifier(trust)).verify(stored);
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * <p><b>Security guarantees.</b> Those of {@link ReceiptVerifier}, for the answer. In addition the
 * signature covers the digest of the query, so the answer is the one to this very query; key and
 * record that were encrypted on their way are those that were signed. Not proved: that the register
 * was right, and the time, which is the signer's word.
 */
public final class AnswerVerifier {

  private static final int OK = 200;

  private final ReceiptVerifier signatures;

  /**
   * A verifier.
   *
   * @param signatures knows the roots, and whether the revocation state is required
   */
  public AnswerVerifier(ReceiptVerifier signatures) {
    this.signatures = signatures;
  }

  /**
   * Verifies an answer as it was stored.
   *
   * @param signed the answer with its evidence
   * @return what it proves
   * @throws VerificationException as {@link ReceiptVerifier#verify(
   *     io.github.citydc.exchange.message.SignatureEvidence,
   *     io.github.citydc.exchange.message.Content)}; {@code signature-invalid} also if the answer
   *     was signed by, or for, another node than it names, or as something else than an answer;
   *     {@code digest-mismatch} also if the query is another
   */
  public VerifiedReceipt verify(SignedAnswer signed) {
    VerifiedReceipt verified = signatures.verify(signed.evidence(), signed.body());
    if (!verified.signer().equals(signed.answer().provider())
        || !verified.receiver().equals(signed.answer().reader())) {
      throw CdxProfile.invalid("the answer names other nodes than its signature");
    }
    if (verified.status() != OK) {
      throw CdxProfile.invalid("a response of status " + verified.status() + " is no answer");
    }
    SignatureBase base = ReceiptVerifier.requireVerifiedRequest(signed.evidence());
    SignatureCheck.verifyBody(
        base.value(CdxProfile.REQUEST_DIGEST)
            .orElseThrow(() -> CdxProfile.invalid("the answer is bound to no query")),
        signed.request());
    return verified;
  }
}
