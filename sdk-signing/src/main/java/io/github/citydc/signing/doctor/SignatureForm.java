package io.github.citydc.signing.doctor;

import io.github.citydc.signing.SignatureAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the bytes of a signature may have been meant to be. */
final class SignatureForm {

  private final List<SignatureFinding> mistakes;
  private final byte[] bytes;

  private SignatureForm(List<SignatureFinding> mistakes, byte[] bytes) {
    this.mistakes = mistakes;
    this.bytes = bytes;
  }

  /** How the sender departed from the form; empty for the bytes as they are. */
  List<SignatureFinding> mistakes() {
    return mistakes;
  }

  /** The signature in the form of the algorithm. */
  byte[] bytes() {
    return bytes;
  }

  /** The bytes as they are, then what they may have been meant to be. */
  static List<SignatureForm> of(byte[] received, SignatureAlgorithm algorithm) {
    List<SignatureForm> forms = new ArrayList<>();
    forms.add(new SignatureForm(List.of(), received));
    if (isPair(algorithm)) {
      addPairs(forms, List.of(), received);
    }
    SignatureVariants.asText(received).ifPresent(text -> addTexts(forms, text, algorithm));
    return forms;
  }

  /** What text may have been meant to be that stands where a byte sequence belongs. */
  static List<SignatureForm> of(String text, SignatureAlgorithm algorithm) {
    List<SignatureForm> forms = new ArrayList<>();
    addTexts(forms, text, algorithm);
    return forms;
  }

  private static void addTexts(
      List<SignatureForm> forms, String text, SignatureAlgorithm algorithm) {
    add(forms, SignatureFinding.SIGNATURE_IN_HEX, SignatureVariants.fromHex(text), algorithm);
    add(forms, SignatureFinding.SIGNATURE_IN_BASE64, SignatureVariants.fromBase64(text), algorithm);
    add(
        forms,
        SignatureFinding.SIGNATURE_IN_BASE64URL,
        SignatureVariants.fromBase64Url(text),
        algorithm);
  }

  private static void add(
      List<SignatureForm> forms,
      SignatureFinding mistake,
      Optional<byte[]> bytes,
      SignatureAlgorithm algorithm) {
    bytes.ifPresent(
        found -> {
          forms.add(new SignatureForm(List.of(mistake), found));
          if (isPair(algorithm)) {
            addPairs(forms, List.of(mistake), found);
          }
        });
  }

  private static void addPairs(
      List<SignatureForm> forms, List<SignatureFinding> before, byte[] signature) {
    SignatureVariants.fromDer(signature)
        .ifPresent(raw -> forms.add(form(before, SignatureFinding.SIGNATURE_IN_DER, raw)));
    SignatureVariants.swapped(signature)
        .ifPresent(raw -> forms.add(form(before, SignatureFinding.SIGNATURE_SWAPPED, raw)));
    SignatureVariants.turned(signature)
        .forEach(raw -> forms.add(form(before, SignatureFinding.SIGNATURE_LITTLE_ENDIAN, raw)));
    SignatureVariants.padded(signature)
        .forEach(raw -> forms.add(form(before, SignatureFinding.SIGNATURE_NOT_PADDED, raw)));
  }

  private static SignatureForm form(
      List<SignatureFinding> before, SignatureFinding mistake, byte[] raw) {
    List<SignatureFinding> mistakes = new ArrayList<>(before);
    mistakes.add(mistake);
    return new SignatureForm(List.copyOf(mistakes), raw);
  }

  private static boolean isPair(SignatureAlgorithm algorithm) {
    return algorithm == SignatureAlgorithm.SM2_SM3
        || algorithm == SignatureAlgorithm.ECDSA_P256_SHA256;
  }

  /** Returns whether it is worth combining with another mistake: only what is common and cheap. */
  boolean isCommon() {
    return mistakes.isEmpty()
        || mistakes.equals(List.of(SignatureFinding.SIGNATURE_IN_DER))
        || mistakes.equals(List.of(SignatureFinding.SIGNATURE_IN_HEX))
        || mistakes.equals(List.of(SignatureFinding.SIGNATURE_IN_BASE64));
  }
}
