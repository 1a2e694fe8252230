package io.github.citydc.signing.http;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.signing.http.internal.StructuredFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A signature of a message, RFC 9421 §3 and §4, without a profile: it covers exactly the components
 * in its parameters, possibly none. For the exchange of nodes use {@link HttpSignatures}, which
 * demands what must be covered, and checks time, nonce, body and sender.
 *
 * <pre>{@code
 * HttpHeaders signed = MessageSignature.sign(message, parameters, key).writeTo(message.headers(), "sig1");
 *
 * SignatureBase proven = MessageSignature.read(message.headers(), "sig1").verify(message, key);
 * }</pre>
 *
 * <p>A message may have several signatures under different labels; each is read and verified on its
 * own. Immutable.
 *
 * <p><b>Security guarantees.</b> {@link #verify} returns the base that was signed: look there for
 * what is proven, not in the message. The algorithm is the key's. Not checked: {@code created},
 * {@code expires} and {@code nonce}, and that the body is the one of {@code Content-Digest}.
 */
public final class MessageSignature {

  private final SignatureFields fields;

  private MessageSignature(SignatureFields fields) {
    this.fields = fields;
  }

  /**
   * Signs a message.
   *
   * @param message a request, or a response with the request it answers
   * @param parameters what to cover, and what the signature says about itself; {@code alg}, if
   *     named, is the key's
   * @param key with what
   * @return the signature, to be written into the fields of the message
   * @throws IllegalArgumentException if the message lacks a covered component, or {@code alg} is
   *     not the algorithm of the key
   */
  public static MessageSignature sign(
      HttpMessage message, SignatureParameters parameters, SigningKey key) {
    String pinned = key.algorithm().wireName();
    if (parameters.algorithm().filter(named -> !named.equals(pinned)).isPresent()) {
      throw new IllegalArgumentException("alg is not " + pinned + ", the algorithm of the key");
    }
    byte[] signature = key.sign(SignatureBase.of(message, parameters).toByteArray());
    return new MessageSignature(new SignatureFields(parameters, signature));
  }

  /**
   * The labels under which fields have a signature.
   *
   * @param headers the fields of a message
   * @return the labels of {@code Signature-Input} in their order; empty if there is none
   * @throws VerificationException with {@code signature-invalid} if the field is malformed
   */
  public static List<String> labels(HttpHeaders headers) {
    Optional<String> input = headers.value(SignatureFields.INPUT_FIELD);
    try {
      return input
          .map(value -> List.copyOf(new ArrayList<>(StructuredFields.dictionary(value).keySet())))
          .orElse(List.of());
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "the field signature-input is not a dictionary", e);
    }
  }

  /**
   * Reads one signature. Nothing of it is verified yet.
   *
   * @param headers the fields of a message
   * @param label the label
   * @return the signature
   * @throws VerificationException with {@code signature-missing} if there is none of this label,
   *     with {@code signature-invalid} if it is malformed
   */
  public static MessageSignature read(HttpHeaders headers, String label) {
    return new MessageSignature(SignatureFields.read(headers, label));
  }

  /**
   * The covered components and the parameters of the signature.
   *
   * @return the parameters
   */
  public SignatureParameters parameters() {
    return fields.parameters();
  }

  /**
   * The signature itself.
   *
   * @return as on the wire, freshly allocated
   */
  public byte[] toByteArray() {
    return fields.signature().clone();
  }

  /**
   * Verifies the signature; it returns only if it is genuine.
   *
   * @param message the message as received
   * @param key the key that must have made it
   * @return what was signed
   * @throws VerificationException with {@code signature-invalid} if it was not made with this key
   *     over this message, {@code alg} names another algorithm than that of the key, or the message
   *     lacks a covered component
   */
  public SignatureBase verify(HttpMessage message, VerificationKey key) {
    String pinned = key.algorithm().wireName();
    if (parameters().algorithm().filter(named -> !named.equals(pinned)).isPresent()) {
      throw CdxProfile.invalid("alg is not " + pinned + ", the algorithm of the key");
    }
    SignatureBase base;
    try {
      base = SignatureBase.of(message, parameters());
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "there is no signature base: " + e.getMessage(), e);
    }
    key.verify(base.toByteArray(), fields.signature());
    return base;
  }

  /**
   * Writes the signature beside those that are there.
   *
   * @param headers the fields of the message that was signed
   * @param label a name of its own, or the one it replaces
   * @return the fields with the members of this label in {@code Signature-Input} and {@code
   *     Signature}
   * @throws IllegalArgumentException if the label is not a key of RFC 8941 §3.1.2
   */
  public HttpHeaders writeTo(HttpHeaders headers, String label) {
    return fields.writeTo(headers, label);
  }

  /** The parameters; a signature is public, but long. */
  @Override
  public String toString() {
    return "MessageSignature[" + parameters() + "]";
  }
}
