package io.github.citydc.exchange.query;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.SignatureEvidence;
import java.util.Optional;

/**
 * An answer with its proof. The provider's signature covers the answer and, through the digest of
 * the request, exactly the query it answers. Its file form is compact JSON that any change of a
 * single byte makes unacceptable, and that can be verified years later without either node, with
 * the root certificate alone: {@code io.github.citydc.signing.http.AnswerVerifier}, {@code cdx
 * verify-answer}. It has the key and the record, whether or not they were encrypted on their way:
 * keep it as the record itself.
 *
 * @param answer what was answered
 * @param request the query as it was signed, byte for byte
 * @param openedRequest what was encrypted in the query; empty if it was sent in clear
 * @param body the answer as it was signed, byte for byte
 * @param openedAnswer what was encrypted in the answer; empty if it was sent in clear
 * @param evidence the signature, what it covers, and the certificates
 */
public record SignedAnswer(
    QueryAnswer answer,
    Content request,
    Optional<Content> openedRequest,
    Content body,
    Optional<Content> openedAnswer,
    SignatureEvidence evidence) {

  /**
   * The query that was answered.
   *
   * @return the query, its key in clear
   * @throws io.github.citydc.exchange.message.MalformedMessageException if the request is no query
   */
  public Query query() {
    return SignedAnswerJson.query(this);
  }

  /**
   * The file form.
   *
   * @return one line of JSON in UTF-8, without a line break
   */
  public byte[] toJson() {
    return SignedAnswerJson.write(this);
  }

  /**
   * Reads the file form. This does not verify the signature.
   *
   * @param json what {@link #toJson} wrote, to the byte; one line feed at the end does not count
   * @return the answer and its evidence, not yet verified
   * @throws io.github.citydc.exchange.message.MalformedMessageException if it is anything else
   * @throws io.github.citydc.exchange.message.VerificationException with {@code digest-mismatch} if
   *     what is said to have been encrypted is something else
   */
  public static SignedAnswer fromJson(byte[] json) {
    return SignedAnswerJson.read(json);
  }

  /**
   * Without key and record.
   *
   * @return what the answer says of itself
   */
  @Override
  public String toString() {
    return "SignedAnswer[" + answer + "]";
  }
}
