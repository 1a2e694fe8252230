package io.github.citydc.signing.doctor;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.CdxProfile;
import io.github.citydc.signing.http.ComponentIdentifier;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.SignatureParameters;
import io.github.citydc.signing.trust.KeyId;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds out what else is wrong with a message whose signature is genuine. */
final class GenuineExamination {

  private final DoctorSetup setup;
  private final HttpMessage message;
  private final SignatureParameters parameters;
  private final Budget budget;

  GenuineExamination(
      DoctorSetup setup, HttpMessage message, SignatureParameters parameters, Budget budget) {
    this.setup = setup;
    this.message = message;
    this.parameters = parameters;
    this.budget = budget;
  }

  Diagnosis examine() {
    return Stream.<Supplier<Optional<Diagnosis>>>of(
            this::algorithm,
            this::keyId,
            this::profile,
            () -> new BodyExamination(message, budget).examine(),
            this::addresses,
            this::time)
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(
            () ->
                Diagnosis.of(
                    SignatureFinding.VERIFIES,
                    "the message verifies with the " + setup.key(),
                    Map.of()));
  }

  private Optional<Diagnosis> algorithm() {
    String pinned = setup.key().algorithm().wireName();
    return parameters
        .algorithm()
        .filter(named -> !named.equals(pinned))
        .map(
            named ->
                Diagnosis.of(
                    SignatureFinding.WRONG_ALGORITHM_NAME,
                    "the signature is a genuine " + pinned + " signature, but alg names another",
                    Map.of("alg", Shown.value("alg", named), "key", pinned)));
  }

  private Optional<Diagnosis> keyId() {
    Optional<String> expected =
        setup.certificate().flatMap(DoctorSetup::keyIdOf).map(KeyId::toString);
    Optional<String> named = parameters.keyId();
    if (expected.isEmpty() || named.isEmpty() || named.equals(expected)) {
      return Optional.empty();
    }
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("keyid", Shown.value("@signature-params", named.get()));
    evidence.put("expected", expected.get());
    Optional<X509Certificate> known = setup.certificateOf(named.get());
    known.ifPresent(
        other -> evidence.put("valid-until", other.getNotAfter().toInstant().toString()));
    return Optional.of(
        Diagnosis.of(
            SignatureFinding.KEY_ID_OF_OTHER_CERTIFICATE,
            "the signature was made with the expected key, but keyid names "
                + (known.isPresent() ? "a former certificate" : "a certificate that is not known"),
            evidence));
  }

  private Optional<Diagnosis> profile() {
    return setup.isProfile()
        ? refused(SignatureFinding.PARAMETER_MISSING, List.of())
            .or(() -> refused(SignatureFinding.NOT_COVERED, required()))
        : Optional.empty();
  }

  private List<ComponentIdentifier> required() {
    return message
        .response()
        .map(response -> CdxProfile.requiredOfResponse(response, message.request()))
        .orElseGet(() -> CdxProfile.requiredOf(message.request()));
  }

  private Optional<Diagnosis> refused(
      SignatureFinding finding, List<ComponentIdentifier> required) {
    try {
      CdxProfile.require(parameters, required);
      return Optional.empty();
    } catch (VerificationException e) {
      return Optional.of(
          Diagnosis.of(
              finding,
              String.valueOf(e.getMessage()),
              Map.of("parameters", Shown.value("@signature-params", parameters.toString()))));
    }
  }

  private Optional<Diagnosis> addresses() {
    if (!setup.isProfile()) {
      return Optional.empty();
    }
    HttpHeaders headers = message.headers();
    String owner = parameters.keyId().map(KeyId::parse).orElseThrow().node().toString();
    String sender = headers.value(CdxProfile.SENDER_FIELD).orElse("");
    if (!sender.equals(owner)) {
      return Optional.of(
          Diagnosis.of(
              SignatureFinding.SENDER_NOT_KEY_OWNER,
              "cdx-sender is not the node that owns the key",
              Map.of("cdx-sender", Shown.value(CdxProfile.SENDER_FIELD, sender), "owner", owner)));
    }
    String receiver = headers.value(CdxProfile.RECEIVER_FIELD).orElse("");
    return setup
        .self()
        .map(NodeId::toString)
        .filter(self -> !self.equals(receiver))
        .map(
            self ->
                Diagnosis.of(
                    SignatureFinding.OTHER_RECEIVER,
                    "the message is for another node",
                    Map.of(
                        "cdx-receiver",
                        Shown.value(CdxProfile.RECEIVER_FIELD, receiver),
                        "this-node",
                        self)));
  }

  private Optional<Diagnosis> time() {
    Instant now = setup.clock().instant();
    Optional<Instant> created = parameters.created();
    if (created.isEmpty()) {
      return Optional.empty();
    }
    try {
      setup.window().require(created.get(), parameters.expires(), now);
      return Optional.empty();
    } catch (VerificationException e) {
      Map<String, String> evidence = new LinkedHashMap<>();
      evidence.put("created", created.get().toString());
      evidence.put("now", now.toString());
      evidence.put("seconds", String.valueOf(Duration.between(created.get(), now).toSeconds()));
      return Optional.of(
          Diagnosis.of(
              SignatureFinding.CLOCK_OFF, e.getMessage() + habit(created.get(), now), evidence));
    }
  }

  /** The two habits that put a clock off by a known amount. */
  private static String habit(Instant created, Instant now) {
    if (created.getEpochSecond() / 1000 > now.getEpochSecond() / 2) {
      return "; created is in milliseconds, not in seconds";
    }
    long hours = Math.round(Duration.between(created, now).toSeconds() / 3600.0);
    long rest = Duration.between(created, now).minusHours(hours).abs().toSeconds();
    return Math.abs(hours) == 8 && rest <= 300
        ? "; these are the eight hours of China: local time was taken for UTC"
        : "";
  }
}
