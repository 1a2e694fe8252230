package io.github.citydc.signing.http;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.http.internal.StructuredFields;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.ListElement;

/**
 * The members of one label in {@code Signature-Input} and {@code Signature}, RFC 9421 §4. Members
 * of other labels are other people's business.
 */
final class SignatureFields {

  static final String INPUT_FIELD = "signature-input";
  static final String SIGNATURE_FIELD = "signature";

  private final SignatureParameters parameters;
  private final byte[] signature;

  SignatureFields(SignatureParameters parameters, byte[] signature) {
    this.parameters = parameters;
    this.signature = signature;
  }

  /** Reads the signature of the profile. */
  static SignatureFields read(HttpHeaders headers) {
    return read(headers, CdxProfile.LABEL);
  }

  /**
   * Reads both fields.
   *
   * @throws VerificationException with {@code signature-missing} if the label is missing in one,
   *     with {@code signature-invalid} if a field is malformed or has the label twice
   */
  static SignatureFields read(HttpHeaders headers, String label) {
    ListElement<?> input = member(headers, INPUT_FIELD, label);
    ListElement<?> signature = member(headers, SIGNATURE_FIELD, label);
    if (!(input instanceof InnerList list) || !(signature instanceof ByteSequenceItem bytes)) {
      throw CdxProfile.invalid(
          "the member "
              + label
              + " of Signature-Input is not an inner list, or that of Signature not a byte sequence");
    }
    try {
      return new SignatureFields(SignatureParameters.of(list), toByteArray(bytes.get()));
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "Signature-Input: " + e.getMessage(), e);
    }
  }

  /** Returns whether there is a signature, with its input, that a response can be bound to. */
  static boolean areUsable(HttpHeaders headers) {
    try {
      return member(headers, SIGNATURE_FIELD, CdxProfile.LABEL) instanceof ByteSequenceItem
          && member(headers, INPUT_FIELD, CdxProfile.LABEL) instanceof InnerList;
    } catch (VerificationException e) {
      return false;
    }
  }

  private static ListElement<?> member(HttpHeaders headers, String field, String label) {
    String value = headers.value(field).orElseThrow(() -> missing(field, label));
    Map<String, ListElement<?>> members;
    try {
      members = StructuredFields.dictionary(value);
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "the field " + field + " is not a dictionary", e);
    }
    ListElement<?> member =
        Optional.<ListElement<?>>ofNullable(members.get(label))
            .orElseThrow(() -> missing(field, label));
    if (StructuredFields.occurrences(value, label) != 1) {
      throw CdxProfile.invalid("the field " + field + " has the label " + label + " twice");
    }
    return member;
  }

  private static VerificationException missing(String field, String label) {
    return new VerificationException(
        ProblemCode.SIGNATURE_MISSING, "the field " + field + " has no member " + label);
  }

  private static byte[] toByteArray(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  SignatureParameters parameters() {
    return parameters;
  }

  byte[] signature() {
    return signature;
  }

  /** The headers with these members in place of what they had under the label. */
  HttpHeaders writeTo(HttpHeaders headers) {
    return writeTo(headers, CdxProfile.LABEL);
  }

  /** The headers with these members in place of what they had under the label. */
  HttpHeaders writeTo(HttpHeaders headers, String label) {
    HttpHeaders withInput =
        headers.with(INPUT_FIELD, replaced(headers, INPUT_FIELD, label, parameters.toInnerList()));
    return withInput.with(
        SIGNATURE_FIELD,
        replaced(headers, SIGNATURE_FIELD, label, ByteSequenceItem.valueOf(signature)));
  }

  private static String replaced(
      HttpHeaders headers, String field, String label, ListElement<?> member) {
    Map<String, ListElement<?>> members = new LinkedHashMap<>();
    headers.value(field).ifPresent(value -> members.putAll(others(value)));
    members.put(label, member);
    return StructuredFields.serialize(members);
  }

  private static Map<String, ListElement<?>> others(String value) {
    try {
      return StructuredFields.dictionary(value);
    } catch (IllegalArgumentException e) {
      // What is no dictionary is nobody's signature.
      return Map.of();
    }
  }
}
