package io.github.citydc.signing.doctor;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.http.ComponentIdentifier;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.MessageSignature;
import io.github.citydc.signing.http.SignatureBase;
import io.github.citydc.signing.http.SignatureParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Messages on which no experiment is possible, because there is no signature or no base. */
final class Unreadable {

  private Unreadable() {}

  /** Why there is no signature under the label. */
  static Diagnosis explain(DoctorSetup setup, HttpMessage message, VerificationException refusal) {
    List<String> labels;
    try {
      labels = MessageSignature.labels(message.headers());
    } catch (VerificationException e) {
      return Diagnosis.of(
          SignatureFinding.FIELDS_MALFORMED, String.valueOf(e.getMessage()), Map.of());
    }
    List<String> others = labels.stream().filter(l -> !l.equals(setup.label())).toList();
    if (labels.contains(setup.label()) && !refusal.code().equals(ProblemCode.SIGNATURE_MISSING)) {
      return Diagnosis.of(
          SignatureFinding.FIELDS_MALFORMED, String.valueOf(refusal.getMessage()), Map.of());
    }
    if (labels.contains(setup.label()) || others.isEmpty()) {
      return Diagnosis.of(
          SignatureFinding.SIGNATURE_MISSING, String.valueOf(refusal.getMessage()), Map.of());
    }
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("labels", Shown.value("label", String.join(", ", others)));
    evidence.put("expected", setup.label());
    boolean genuine = others.stream().limit(8).anyMatch(label -> isGenuine(setup, message, label));
    return Diagnosis.of(
        SignatureFinding.OTHER_LABEL,
        genuine
            ? "the signature verifies, but it has not the label " + setup.label()
            : "there is no signature with the label " + setup.label() + ", but one with another",
        evidence);
  }

  private static boolean isGenuine(DoctorSetup setup, HttpMessage message, String label) {
    try {
      MessageSignature.read(message.headers(), label).verify(message, setup.key());
      return true;
    } catch (VerificationException e) {
      return false;
    }
  }

  /** The base, empty if the message lacks something that is covered. */
  static Optional<SignatureBase> base(HttpMessage message, SignatureParameters parameters) {
    try {
      return Optional.of(SignatureBase.of(message, parameters));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Which covered component the message lacks. */
  static Diagnosis absent(HttpMessage message, SignatureParameters parameters) {
    for (ComponentIdentifier component : parameters.components()) {
      try {
        SignatureBase.of(message, SignatureParameters.builder().cover(component).build());
      } catch (IllegalArgumentException e) {
        return Diagnosis.of(
            SignatureFinding.COMPONENT_ABSENT,
            "there is no signature base: " + e.getMessage(),
            Map.of("component", component.toString()));
      }
    }
    throw new IllegalStateException("A base that cannot be built lacks a component");
  }
}
