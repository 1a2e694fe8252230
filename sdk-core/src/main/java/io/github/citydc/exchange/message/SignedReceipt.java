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
