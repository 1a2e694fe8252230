package io.github.citydc.signing.doctor;

import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.signing.doctor.Schemes.Scheme;
import io.github.citydc.signing.http.ComponentIdentifier;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.SignatureBase;
import io.github.citydc.signing.trust.KeyId;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One message on the table. Changes one thing at a time until the signature verifies. */
final class Examination {

  private final DoctorSetup setup;
  private final HttpMessage message;
  private final Optional<SenderBase> sender;
  private final SignatureReading reading;
  private final SignatureBase base;
  private final Budget budget = new Budget();
  private final List<Scheme> schemes;

  Examination(
      DoctorSetup setup,
      HttpMessage message,
      Optional<SenderBase> sender,
      SignatureReading reading,
      SignatureBase base) {
    this.setup = setup;
    this.message = message;
    this.sender = sender;
    this.reading = reading;
    this.base = base;
    this.schemes = Schemes.of(setup.key(), setup.userIds());
  }

  Diagnosis examine() {
    List<SignatureForm> forms = reading.forms();
    if (reading.malformed().isEmpty() && isGenuine(setup.key(), base.text(), forms.get(0))) {
      return new GenuineExamination(setup, message, reading.parameters(), budget).examine();
    }
    return Stream.<Supplier<Optional<Diagnosis>>>of(
            this::otherForm,
            this::otherKey,
            () -> scheme(base.text(), List.of(), Map.of()),
            this::senderBase,
            this::otherBase)
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(this::unexplained);
  }

  private boolean isGenuine(VerificationKey key, String text, SignatureForm form) {
    byte[] bytes = bytes(text);
    return budget.spend(bytes.length) && Schemes.isGenuine(key, bytes, form.bytes());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Optional<SignatureForm> genuineForm(VerificationKey key, String text, boolean all) {
    return reading.forms().stream()
        .filter(form -> all || form.isCommon())
        .filter(form -> isGenuine(key, text, form))
        .findFirst();
  }

  private Optional<Diagnosis> otherForm() {
    return genuineForm(setup.key(), base.text(), true)
        .map(
            form ->
                new Diagnosis(
                    form.mistakes(),
                    "the signature is genuine, but it is not written as "
                        + setup.key().algorithm()
                        + " demands",
                    Map.of("key", setup.key().toString())));
  }

  private Optional<Diagnosis> otherKey() {
    for (X509Certificate certificate : setup.otherCertificates()) {
      Optional<Diagnosis> match = usable(certificate).flatMap(key -> madeWith(key, certificate));
      if (match.isPresent()) {
        return match;
      }
    }
    return setup.otherKeys().stream()
        .flatMap(key -> genuineForm(key, base.text(), false).map(f -> wrongKey(f, key)).stream())
        .findFirst();
  }

  private static Optional<VerificationKey> usable(X509Certificate certificate) {
    try {
      return Optional.of(VerificationKey.of(certificate));
    } catch (IllegalArgumentException e) {
      // A key of a kind that signs no messages.
      return Optional.empty();
    }
  }

  private Optional<Diagnosis> madeWith(VerificationKey key, X509Certificate certificate) {
    return genuineForm(key, base.text(), false)
        .map(
            form -> {
              Optional<KeyId> id = DoctorSetup.keyIdOf(certificate);
              Optional<KeyId> expected = setup.certificate().flatMap(DoctorSetup::keyIdOf);
              boolean sameNode = id.map(KeyId::node).equals(expected.map(KeyId::node));
              if (id.isEmpty() || !sameNode) {
                return wrongKey(form, key);
              }
              Map<String, String> evidence = keys(key);
              evidence.put("signed-with", id.get().toString());
              evidence.put("expected", expected.map(KeyId::toString).orElse(""));
              evidence.put("valid-until", certificate.getNotAfter().toInstant().toString());
              return new Diagnosis(
                  with(form, SignatureFinding.OTHER_CERTIFICATE_OF_NODE),
                  "the signature was made with the key of another certificate of the node",
                  evidence);
            });
  }

  private Diagnosis wrongKey(SignatureForm form, VerificationKey key) {
    return new Diagnosis(
        with(form, SignatureFinding.WRONG_KEY),
        "the signature was made with the " + key + ", not with the " + setup.key(),
        keys(key));
  }

  private Map<String, String> keys(VerificationKey made) {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("verifies-with", made.toString());
    evidence.put("does-not-verify-with", setup.key().toString());
    return evidence;
  }

  private static List<SignatureFinding> with(SignatureForm form, SignatureFinding finding) {
    List<SignatureFinding> findings = new ArrayList<>(form.mistakes());
    findings.add(finding);
    return findings;
  }

  private Optional<Diagnosis> scheme(
      String text, List<SignatureFinding> before, Map<String, String> evidence) {
    byte[] bytes = bytes(text);
    for (SignatureForm form : reading.forms()) {
      for (Scheme scheme : form.isCommon() ? schemes : List.<Scheme>of()) {
        if (budget.spend(bytes.length) && scheme.accepts().test(bytes, form.bytes())) {
          List<SignatureFinding> findings = with(form, finding(scheme.kind()));
          findings.addAll(0, before);
          Map<String, String> more = new LinkedHashMap<>(evidence);
          more.put("signed-by", scheme.description());
          return Optional.of(
              new Diagnosis(
                  findings, "the right key was used, but with " + scheme.description(), more));
        }
      }
    }
    return Optional.empty();
  }

  private static SignatureFinding finding(Schemes.Kind kind) {
    return switch (kind) {
      case USER_ID -> SignatureFinding.OTHER_USER_ID;
      case NO_Z -> SignatureFinding.Z_MISSING;
      case HASH -> SignatureFinding.OTHER_HASH;
      case TWICE -> SignatureFinding.HASHED_TWICE;
      case SCHEME -> SignatureFinding.OTHER_SCHEME;
    };
  }

  private Optional<Diagnosis> senderBase() {
    return sender.filter(given -> !given.text().equals(base.text())).flatMap(this::difference);
  }

  private Optional<Diagnosis> difference(SenderBase given) {
    SenderBase.Difference difference = given.firstDifference(base.text());
    Optional<Diagnosis> genuine =
        genuineForm(setup.key(), given.text(), true)
            .map(
                form ->
                    new Diagnosis(
                        with(form, difference.finding()),
                        "the sender signed another " + difference.component() + " than arrived",
                        difference.evidence()));
    return genuine.or(
        () -> scheme(given.text(), List.of(difference.finding()), difference.evidence()));
  }

  private Optional<Diagnosis> otherBase() {
    List<SignatureForm> common = reading.forms().stream().filter(SignatureForm::isCommon).toList();
    return new BaseVariants(message, base, setup.prefixes())
        .all()
        .filter(variant -> !variant.text().equals(base.text()))
        .flatMap(
            variant ->
                common.stream()
                    .filter(form -> isGenuine(setup.key(), variant.text(), form))
                    .map(form -> explained(variant, form)))
        .findFirst();
  }

  private Diagnosis explained(BaseVariants.BaseVariant variant, SignatureForm form) {
    Map<String, String> evidence = new LinkedHashMap<>();
    String name = Shown.nameOf(variant.component());
    if (!name.isEmpty()) {
      ComponentIdentifier component = ComponentIdentifier.parse(variant.component());
      evidence.put("component", variant.component());
      evidence.put("sender", Shown.value(name, variant.signed()));
      evidence.put("receiver", Shown.value(name, base.value(component).orElse("")));
    }
    String what = name.isEmpty() ? "the signature base" : variant.component();
    return new Diagnosis(
        with(form, variant.mistake()),
        "the sender signed " + what + " " + variant.description(),
        evidence);
  }

  private Diagnosis unexplained() {
    Map<String, String> evidence = new LinkedHashMap<>();
    evidence.put("experiments", String.valueOf(budget.spent()));
    evidence.put("key", setup.key().toString());
    if (reading.malformed().isPresent()) {
      return Diagnosis.of(SignatureFinding.FIELDS_MALFORMED, reading.malformed().get(), evidence);
    }
    Optional<String> expected =
        setup.certificate().flatMap(DoctorSetup::keyIdOf).map(KeyId::toString);
    Optional<String> named = reading.parameters().keyId();
    if (expected.isPresent() && named.isPresent() && !named.equals(expected)) {
      evidence.put("keyid", Shown.value("@signature-params", named.get()));
      evidence.put("expected", expected.get());
      return Diagnosis.of(
          SignatureFinding.WRONG_KEY, "keyid names another key than the one at hand", evidence);
    }
    String pinned = setup.key().algorithm().wireName();
    Optional<String> algorithm = reading.parameters().algorithm();
    if (algorithm.filter(alg -> !alg.equals(pinned)).isPresent()) {
      evidence.put("alg", Shown.value("alg", algorithm.get()));
      return Diagnosis.of(
          SignatureFinding.WRONG_KEY,
          "alg names an algorithm that the key at hand is not for",
          evidence);
    }
    return compared(evidence);
  }

  private Diagnosis compared(Map<String, String> evidence) {
    if (sender.filter(given -> given.text().equals(base.text())).isPresent()) {
      return Diagnosis.of(
          SignatureFinding.WRONG_KEY,
          "both sides have the same signature base and no known way of signing fits: the private key is another",
          evidence);
    }
    sender.ifPresent(given -> evidence.putAll(given.firstDifference(base.text()).evidence()));
    return Diagnosis.of(
        SignatureFinding.UNEXPLAINED,
        "the signature does not verify, and none of the experiments explains it"
            + (sender.isPresent() ? "; it does not verify over the sender's base either" : ""),
        evidence);
  }

  /** Reads the message and examines it, or says why it cannot even be read. */
  static Diagnosis of(DoctorSetup setup, HttpMessage message, Optional<SenderBase> sender) {
    SignatureReading reading;
    try {
      reading = SignatureReading.read(message.headers(), setup.label(), setup.key().algorithm());
    } catch (VerificationException e) {
      return Unreadable.explain(setup, message, e);
    }
    Optional<SignatureBase> base = Unreadable.base(message, reading.parameters());
    return base.isPresent()
        ? new Examination(setup, message, sender, reading, base.get()).examine()
        : Unreadable.absent(message, reading.parameters());
  }
}
