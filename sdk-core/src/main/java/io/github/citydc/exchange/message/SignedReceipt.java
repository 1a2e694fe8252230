package io.github.citydc.exchange.message;

/**
 * A receipt with its proof. The receiver's signature covers the receipt and, through the signature
 * of the request, exactly the message it acknowledges. Its file form is compact JSON that any
 * change of a single byte makes unacceptable, and that can be verified years later without either
 * node.
 *
 * @param receipt what was acknowledged
 * @param body the receipt as it was signed, byte for byte
 * @param evidence the signature, what it covers, and the certificates
 */
public record SignedReceipt(Receipt receipt, Content body, SignatureEvidence evidence) {

  /**
   * The receipt of a message, as its receiver has answered it. This does not verify the signature.
   *
   * @param message what was sent
   * @param body the receipt, byte for byte
   * @param evidence the signature over it
   * @return the receipt with its evidence
   * @throws MalformedMessageException if it is none, or that of another message
   * @throws VerificationException with {@code digest-mismatch} if it acknowledges another body
   */
  public static SignedReceipt of(
      PreparedMessage message, Content body, SignatureEvidence evidence) {
    Envelope sent = message.envelope();
    Receipt receipt = Receipt.fromJson(body.toByteArray());
    requireSame("messageId", sent.messageId(), receipt.messageId());
    requireSame("sender", sent.sender(), receipt.sender());
    requireSame("receiver", sent.receiver(), receipt.receiver());
    if (!receipt.bodyDigest().equals(ContentHash.of(message.body()))) {
      throw new VerificationException(
          ProblemCode.DIGEST_MISMATCH,
          "The receipt acknowledges another body than the one that was sent");
    }
    return new SignedReceipt(receipt, body, evidence);
  }

  private static void requireSame(String member, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new MalformedMessageException("/" + member, "the receipt is of another message");
    }
  }

  /**
   * The file form.
   *
   * @return one line of JSON in UTF-8, without a line break
   */
  public byte[] toJson() {
    return ReceiptJson.writeSigned(this);
  }

  /**
   * Reads the file form. This does not verify the signature.
   *
   * @param json what {@link #toJson} wrote, to the byte
   * @return the receipt and its evidence, not yet verified
   * @throws MalformedMessageException if it is anything else
   */
  public static SignedReceipt fromJson(byte[] json) {
    return ReceiptJson.readSigned(json);
  }
}
