package io.github.citydc.signing.doctor;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.http.CdxProfile;
import io.github.citydc.signing.http.ContentDigest;
import io.github.citydc.signing.http.HttpMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out why a body is not the one of its Content-Digest. */
final class BodyExamination {

  private static final int FIELD_MAXIMUM = 4096;
  private static final Pattern MEMBER =
      Pattern.compile("(sm3|sha-256|sha-512)=[:\"]?([^:\",;\\s]+)", Pattern.CASE_INSENSITIVE);

  private final HttpHeaders headers;
  private final byte[] body;
  private final Budget budget;

  BodyExamination(HttpMessage message, Budget budget) {
    this.headers = message.headers();
    this.body = message.body().toByteArray();
    this.budget = budget;
  }

  /** What is wrong with the body, empty if nothing is. */
  Optional<Diagnosis> examine() {
    Optional<String> field = headers.value(CdxProfile.CONTENT_DIGEST_FIELD);
    if (field.isEmpty()) {
      return Optional.empty();
    }
    ContentDigest digest;
    try {
      digest = ContentDigest.parse(field.get());
    } catch (IllegalArgumentException e) {
      return Optional.of(malformed(field.get(), String.valueOf(e.getMessage())));
    }
    return digest.digests().entrySet().stream()
        .filter(d -> !Arrays.equals(d.getValue(), d.getKey().digest(body)))
        .findFirst()
        .map(d -> mismatch(d.getKey(), d.getValue()));
  }

  private Diagnosis malformed(String field, String reason) {
    Matcher member = MEMBER.matcher(field);
    if (field.length() <= FIELD_MAXIMUM && member.find()) {
      DigestAlgorithm algorithm =
          DigestAlgorithm.ofWireName(member.group(1).toLowerCase(Locale.ROOT)).orElseThrow();
      Optional<Diagnosis> encoded = encoded(algorithm, algorithm.digest(body), member.group(2));
      if (encoded.isPresent()) {
        return encoded.get();
      }
    }
    return Diagnosis.of(
        SignatureFinding.DIGEST_MALFORMED,
        "Content-Digest cannot be read: " + reason,
        Map.of("content-digest", Shown.value(CdxProfile.CONTENT_DIGEST_FIELD, field)));
  }

  private Optional<Diagnosis> encoded(DigestAlgorithm algorithm, byte[] digest, String text) {
    if (SignatureVariants.fromHex(text).filter(d -> Arrays.equals(d, digest)).isPresent()) {
      return Optional.of(
          found(
              SignatureFinding.DIGEST_IN_HEX,
              algorithm,
              "the digest is the body's, in hexadecimal"));
    }
    return Stream.of(SignatureVariants.fromBase64(text), SignatureVariants.fromBase64Url(text))
            .anyMatch(found -> found.filter(d -> Arrays.equals(d, digest)).isPresent())
        ? Optional.of(
            found(
                SignatureFinding.DIGEST_IN_BASE64,
                algorithm,
                "the digest is the body's, but not as Base64 once, with padding and between colons"))
        : Optional.empty();
  }

  private Diagnosis mismatch(DigestAlgorithm algorithm, byte[] expected) {
    for (DigestAlgorithm other : DigestAlgorithm.values()) {
      if (Arrays.equals(other.digest(body), expected)) {
        return found(
            SignatureFinding.DIGEST_OTHER_ALGORITHM,
            algorithm,
            "the digest is the body's " + other + ", and is called " + algorithm);
      }
    }
    String text = new String(expected, StandardCharsets.ISO_8859_1);
    return encoded(algorithm, algorithm.digest(body), text)
        .or(() -> changed(algorithm, expected))
        .or(() -> contradicted(algorithm))
        .orElseGet(() -> unknown(algorithm, expected));
  }

  private Optional<Diagnosis> changed(DigestAlgorithm algorithm, byte[] expected) {
    Map<SignatureFinding, Supplier<Stream<Variant>>> experiments = new LinkedHashMap<>();
    experiments.put(SignatureFinding.BODY_LINE_ENDS, () -> BodyVariants.lineEnds(body).stream());
    experiments.put(SignatureFinding.BODY_REENCODED, () -> BodyVariants.charsets(body).stream());
    experiments.put(SignatureFinding.BODY_COMPRESSED, () -> BodyVariants.unpacked(body).stream());
    experiments.put(SignatureFinding.BODY_DECOMPRESSED, () -> BodyVariants.packed(body).stream());
    experiments.put(
        SignatureFinding.BODY_RESERIALIZED,
        () -> JsonVariants.of(body).flatMap(v -> Stream.of(v, v.withLineFeed())));
    return experiments.entrySet().stream()
        .flatMap(
            experiment ->
                experiment
                    .getValue()
                    .get()
                    .filter(v -> budget.spend(v.bytes().length))
                    .filter(v -> Arrays.equals(algorithm.digest(v.bytes()), expected))
                    .limit(1)
                    .map(v -> explained(experiment.getKey(), algorithm, v)))
        .findFirst();
  }

  private Diagnosis explained(
      SignatureFinding finding, DigestAlgorithm algorithm, Variant variant) {
    Diagnosis diagnosis =
        found(finding, algorithm, "the digest is that of the body " + variant.description());
    Map<String, String> evidence = new LinkedHashMap<>(diagnosis.evidence());
    evidence.put("digested", variant.bytes().length + " bytes");
    return Diagnosis.of(finding, diagnosis.explanation(), evidence);
  }

  /** What the message says about its body and what is not so: no experiment, but a fact. */
  private Optional<Diagnosis> contradicted(DigestAlgorithm algorithm) {
    String coding = headers.value(CdxProfile.CONTENT_ENCODING_FIELD).orElse("");
    boolean gzip = body.length > 2 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b;
    if (coding.equalsIgnoreCase("gzip") && !gzip) {
      return Optional.of(
          found(
              SignatureFinding.BODY_DECOMPRESSED,
              algorithm,
              "Content-Encoding says gzip, but the body that arrived is not compressed"));
    }
    String length = headers.value("content-length").orElse("" + body.length);
    if (!length.equals("" + body.length)) {
      Diagnosis incomplete =
          found(
              SignatureFinding.BODY_INCOMPLETE,
              algorithm,
              "Content-Length says "
                  + Shown.value("content-length", length)
                  + ", but the body has "
                  + body.length
                  + " bytes");
      return Optional.of(incomplete);
    }
    return Optional.empty();
  }

  private Diagnosis unknown(DigestAlgorithm algorithm, byte[] expected) {
    boolean empty = Arrays.equals(expected, algorithm.digest(new byte[0]));
    return found(
        SignatureFinding.BODY_CHANGED,
        algorithm,
        empty
            ? "the digest is that of an empty body"
            : "the body is not the one of the digest, and none of "
                + budget.spent()
                + " experiments shows how it was changed");
  }

  private Diagnosis found(SignatureFinding finding, DigestAlgorithm algorithm, String explanation) {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put(
        "content-digest",
        Shown.value(
            CdxProfile.CONTENT_DIGEST_FIELD,
            headers.value(CdxProfile.CONTENT_DIGEST_FIELD).orElse("")));
    evidence.put("digest-of-the-body", ContentDigest.of(Content.of(body), algorithm).toString());
    evidence.put("body", body.length + " bytes");
    return Diagnosis.of(finding, explanation, evidence);
  }
}
