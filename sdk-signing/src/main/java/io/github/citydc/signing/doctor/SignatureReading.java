package io.github.citydc.signing.doctor;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.http.MessageSignature;
import io.github.citydc.signing.http.SignatureParameters;
import io.github.citydc.signing.http.internal.StructuredFields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greenbytes.http.sfv.InnerList;

/**
 * A signature read with patience: where {@code Signature} is not what it should be, as whatever its
 * text may have been meant to be.
 *
 * @param parameters what {@code Signature-Input} says
 * @param forms what the signature may be, as it is first
 * @param malformed why the field cannot be read by the standard, empty if it can
 */
record SignatureReading(
    SignatureParameters parameters, List<SignatureForm> forms, Optional<String> malformed) {

  private static final String SIGNATURE = "signature";
  private static final String SIGNATURE_INPUT = "signature-input";
  private static final int MAXIMUM = 16384;

  /**
   * Reads.
   *
   * @throws VerificationException if even patience does not help
   */
  static SignatureReading read(HttpHeaders headers, String label, SignatureAlgorithm algorithm) {
    try {
      MessageSignature signature = MessageSignature.read(headers, label);
      return new SignatureReading(
          signature.parameters(),
          SignatureForm.of(signature.toByteArray(), algorithm),
          Optional.empty());
    } catch (VerificationException e) {
      if (headers.values(SIGNATURE).isEmpty()) {
        throw e;
      }
      List<SignatureForm> forms =
          text(headers, label).map(text -> SignatureForm.of(text, algorithm)).orElse(List.of());
      return new SignatureReading(
          parameters(headers, label).orElseThrow(() -> e),
          forms,
          Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static Optional<SignatureParameters> parameters(HttpHeaders headers, String label) {
    try {
      return headers
          .value(SIGNATURE_INPUT)
          .flatMap(value -> Optional.ofNullable(StructuredFields.dictionary(value).get(label)))
          .filter(InnerList.class::isInstance)
          .map(member -> SignatureParameters.of((InnerList) member));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What stands behind the label, without colons or quotation marks around it. */
  private static Optional<String> text(HttpHeaders headers, String label) {
    Pattern member =
        Pattern.compile("(?:\\A|,\\s*)" + Pattern.quote(label) + "\\s*=\\s*[:\"]?([^:\",;\\s]+)");
    return headers
        .value(SIGNATURE)
        .filter(value -> value.length() <= MAXIMUM)
        .map(member::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }
}
