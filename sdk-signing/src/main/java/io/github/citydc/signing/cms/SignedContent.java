package io.github.citydc.signing.cms;

import java.util.List;

/** A content with its signatures, all of which have been verified. Immutable. */
public final class SignedContent {

  private final byte[] content;
  private final List<VerifiedSignature> signatures;

  SignedContent(byte[] content, List<VerifiedSignature> signatures) {
    this.content = content;
    this.signatures = List.copyOf(signatures);
  }

  /**
   * The signed content.
   *
   * @return a copy of the bytes
   */
  public byte[] content() {
    return content.clone();
  }

  /**
   * The verified signatures.
   *
   * @return at least one
   */
  public List<VerifiedSignature> signatures() {
    return signatures;
  }

  /** The signatures; the content may be confidential. */
  @Override
  public String toString() {
    return "SignedContent[" + content.length + " bytes, " + signatures + "]";
  }
}
