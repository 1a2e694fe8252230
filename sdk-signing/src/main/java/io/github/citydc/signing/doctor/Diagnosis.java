package io.github.citydc.signing.doctor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The result of {@link SignatureDoctor}. It helps a developer and decides nothing: whether a
 * message is accepted is a matter of {@link io.github.citydc.signing.http.HttpSignatures#verifier}.
 * Immutable; shows no secrets.
 *
 * @param findings what is wrong, most often one thing; {@link SignatureFinding#VERIFIES} alone if
 *     nothing is
 * @param explanation in one line
 * @param evidence names and values that show it, values of the sender and of the receiver side by
 *     side where there are two
 */
public record Diagnosis(
    List<SignatureFinding> findings, String explanation, Map<String, String> evidence) {

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if there is no finding
   */
  public Diagnosis {
    if (findings.isEmpty()) {
      throw new IllegalArgumentException("A diagnosis has at least one finding");
    }
    findings = List.copyOf(findings);
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  static Diagnosis of(SignatureFinding finding, String explanation, Map<String, String> evidence) {
    return new Diagnosis(List.of(finding), explanation, evidence);
  }

  /**
   * The first finding.
   *
   * @return the main mistake, or {@link SignatureFinding#VERIFIES}
   */
  public SignatureFinding finding() {
    return findings.get(0);
  }

  /**
   * The change that corrects the mistake.
   *
   * @return one line
   */
  public String remedy() {
    return findings.stream().map(SignatureFinding::remedy).collect(Collectors.joining(" "));
  }
}
