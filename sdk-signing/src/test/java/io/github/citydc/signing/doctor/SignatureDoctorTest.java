package io.github.citydc.signing.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bouncycastle.util.Arrays.reverse;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2Signature;
import io.github.citydc.signing.http.Careless;
import io.github.citydc.signing.http.ContentDigest;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.MessageSignature;
import io.github.citydc.signing.http.Network;
import io.github.citydc.signing.http.SignatureBase;
import io.github.citydc.signing.http.SignatureParameters;
import io.github.citydc.signing.http.Tampering;
import io.github.citydc.signing.trust.KeyId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is made for real, and the doctor has to name exactly that one. */
class SignatureDoctorTest {

  private static final Network NET = new Network();
  private static final SigningKey KEY = NET.districtKey;
  private static final String PATH = "/cdx/v1/messages/a%20b";
  private static final String QUERY = "?b=%E5&a=2&c=";
  private static final String JSON =
      "{\"type\":\"person/1\",\"name\":\"广州A&B\",\"n\":[1.0,2],\"empty\":{}}";
  private static final String JSON_SORTED =
      "{\"empty\":{},\"n\":[1.0,2],\"name\":\"广州A&B\",\"type\":\"person/1\"}";
  private static final String JSON_INDENTED =
      """
      {
        "type": "person/1",
        "name": "广州A&B",
        "n": [
          1.0,
          2
        ],
        "empty": {}
      }""";
  private static final SigningKey FORMER = NET.ca.issue(Network.DISTRICT);
  private static final HttpRequest GENUINE = signed(JSON);

  /** A message that went wrong in one way. */
  private record Case(SignatureFinding mistake, String what, HttpRequest message) {
    @Override
    public String toString() {
      return mistake.code() + ": " + what;
    }
  }

  @ParameterizedTest
  @MethodSource({"signatures", "ways", "transits", "bodies", "claims"})
  void theDoctorNamesExactlyTheMistake(Case one) {
    Diagnosis diagnosis = doctor().examine(HttpMessage.of(one.message));

    assertThat(diagnosis.findings()).describedAs(diagnosis.toString()).containsExactly(one.mistake);
    assertThat(diagnosis.explanation()).isNotBlank().doesNotContain("\n");
    assertThat(diagnosis.remedy()).isNotBlank();
  }

  /** None of the spoiled messages is accepted, or the doctor would have nothing to find. */
  @ParameterizedTest
  @MethodSource({"signatures", "ways", "transits", "bodies", "claims"})
  void theVerifierRefusesWhatTheDoctorExplains(Case one) {
    assertThatThrownBy(() -> NET.verifier().verify(one.message, Network.HUB))
        .isInstanceOf(VerificationException.class);
  }

  @Test
  void aGenuineMessageVerifies() {
    assertThat(doctor().examine(HttpMessage.of(GENUINE)).findings())
        .containsExactly(SignatureFinding.VERIFIES);
    NET.verifier().verify(GENUINE, Network.HUB);
  }

  static List<Case> signatures() {
    byte[] raw = MessageSignature.read(GENUINE.headers(), "cdx").toByteArray();
    String hex = Hex.toHexString(raw);
    return List.of(
        signature(
            SignatureFinding.SIGNATURE_IN_DER, "DER for r‖s", Sm2Signature.fromRaw(raw).toDer()),
        signature(SignatureFinding.SIGNATURE_IN_HEX, "hex, then Base64", hex.getBytes(UTF_8)),
        signature(
            SignatureFinding.SIGNATURE_IN_HEX,
            "capital hex, then Base64",
            hex.toUpperCase(Locale.ROOT).getBytes(UTF_8)),
        signature(
            SignatureFinding.SIGNATURE_IN_BASE64, "Base64 twice", base64(raw).getBytes(UTF_8)),
        signature(SignatureFinding.SIGNATURE_SWAPPED, "s before r", exchanged(raw)),
        signature(SignatureFinding.SIGNATURE_LITTLE_ENDIAN, "each number", exchanged(reverse(raw))),
        signature(SignatureFinding.SIGNATURE_LITTLE_ENDIAN, "the whole", reverse(raw)),
        field(SignatureFinding.SIGNATURE_IN_HEX, "hex as a string", "cdx=\"" + hex + "\""),
        field(
            SignatureFinding.SIGNATURE_IN_BASE64,
            "Base64 as a string",
            "cdx=\"" + base64(raw) + "\""),
        new Case(SignatureFinding.SIGNATURE_IN_BASE64URL, "Base64url", inBase64Url()),
        new Case(SignatureFinding.SIGNATURE_NOT_PADDED, "a short r without zeros", notPadded()),
        field(SignatureFinding.FIELDS_MALFORMED, "no byte sequence", "cdx=:!!!:"),
        new Case(
            SignatureFinding.SIGNATURE_MISSING,
            "no field Signature",
            GENUINE.headers(Tampering.without(GENUINE.headers(), "signature"))),
        new Case(SignatureFinding.OTHER_LABEL, "the label sig1", relabelled()));
  }

  static List<Case> ways() {
    return List.of(
        way(SignatureFinding.OTHER_USER_ID, "the empty one", base -> Careless.sm2(KEY, "", base)),
        way(
            SignatureFinding.OTHER_USER_ID,
            "that of TLS 1.3",
            base -> Careless.sm2(KEY, "TLSv1.3+GM+Cipher+Suite", base)),
        way(
            SignatureFinding.OTHER_USER_ID,
            "that of the example",
            base -> Careless.sm2(KEY, "ALICE123@YAHOO.COM", base)),
        way(
            SignatureFinding.OTHER_USER_ID,
            "one the doctor was told",
            base -> Careless.sm2(KEY, "our-own-id", base)),
        way(
            SignatureFinding.Z_MISSING,
            "SM3 of the base",
            base -> Careless.sm2OfHash(KEY, DigestAlgorithm.SM3.digest(base))),
        way(
            SignatureFinding.OTHER_HASH,
            "SHA-256 without Z",
            base -> Careless.sm2OfHash(KEY, DigestAlgorithm.SHA_256.digest(base))),
        way(
            SignatureFinding.OTHER_HASH,
            "SHA-256 for SM3",
            base -> Careless.sm2WithSha256(KEY, base)),
        way(
            SignatureFinding.HASHED_TWICE,
            "SM3 of the base",
            base -> KEY.sign(DigestAlgorithm.SM3.digest(base))),
        way(
            SignatureFinding.HASHED_TWICE,
            "SHA-256 of the base in hex",
            base -> KEY.sign(Hex.encode(DigestAlgorithm.SHA_256.digest(base)))),
        way(
            SignatureFinding.OTHER_SCHEME,
            "ECDSA on the SM2 curve",
            base -> Careless.ecdsa(KEY, base)),
        way(SignatureFinding.WRONG_KEY, "that of another node", NET.strangerKey::sign),
        text(SignatureFinding.BASE_FORMAT, "a line end too many", base -> base + "\n"),
        text(SignatureFinding.BASE_FORMAT, "CR LF", base -> base.replace("\n", "\r\n")),
        text(
            SignatureFinding.BASE_FORMAT,
            "parameters in another order",
            base -> base.replaceFirst("(;created=\\d+)(;nonce=\"[^\"]*\")", "$2$1")),
        text(
            SignatureFinding.BASE_FORMAT,
            "a parameter added after signing",
            base -> base.replace(";tag=\"cdx-1\"", "")),
        text(
            SignatureFinding.HEADER_CHANGED,
            "a field not trimmed",
            base -> base.replace(": application/json", ":  application/json")),
        text(
            SignatureFinding.QUERY_REWRITTEN,
            "a query without its question mark",
            base -> base.replace(": ?b", ": b")));
  }

  static List<Case> transits() {
    return List.of(
        new Case(SignatureFinding.METHOD_CHANGED, "PUT", Tampering.method(GENUINE, "PUT")),
        target(SignatureFinding.PATH_REWRITTEN, "a prefix stripped", "/messages/a%20b" + QUERY),
        target(SignatureFinding.PATH_REWRITTEN, "a prefix added", "/gate/way" + PATH + QUERY),
        target(SignatureFinding.PATH_REWRITTEN, "a slash at the end", PATH + "/" + QUERY),
        target(
            SignatureFinding.PATH_REWRITTEN, "escapes added", PATH.replace("me", "%6de") + QUERY),
        target(SignatureFinding.PATH_REWRITTEN, "together with the query", PATH + "/?a=2&b=%E5&c="),
        target(SignatureFinding.QUERY_REWRITTEN, "sorted", PATH + "?a=2&b=%E5&c="),
        target(SignatureFinding.QUERY_REWRITTEN, "a parameter added", PATH + QUERY + "&trace=9"),
        target(
            SignatureFinding.QUERY_REWRITTEN, "escapes in small letters", PATH + "?b=%e5&a=2&c="),
        header(
            SignatureFinding.HEADER_CHANGED, "a charset added", "application/json;charset=UTF-8"),
        header(SignatureFinding.HEADER_CHANGED, "capitals", "Application/JSON"),
        new Case(
            SignatureFinding.HEADER_CHANGED,
            "combined with another value",
            Tampering.secondHeader(GENUINE, "content-encoding", "gzip")),
        new Case(
            SignatureFinding.HEADER_CHANGED,
            "a digest computed anew",
            Tampering.header(
                GENUINE,
                "content-digest",
                ContentDigest.of(GENUINE.body(), DigestAlgorithm.SHA_256).toString())),
        new Case(
            SignatureFinding.COMPONENT_ABSENT,
            "a field removed",
            GENUINE.headers(Tampering.without(GENUINE.headers(), "content-encoding"))),
        new Case(
            SignatureFinding.UNEXPLAINED,
            "another nonce",
            Tampering.input(GENUINE, ";nonce=\"", ";nonce=\"x")));
  }

  static List<Case> bodies() throws IOException {
    byte[] json = JSON.getBytes(UTF_8);
    JsonNode tree =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readTree(JSON);
    return List.of(
        json("indented by Jackson", tree.toPrettyString()),
        json("indented by two", JSON_INDENTED),
        json("spaces behind commas and colons", JSON.replace("\":", "\": ").replace(",", ", ")),
        json("members sorted", JSON_SORTED),
        json("escaped", JSON.replace("广州", "\\u5e7f\\u5dde")),
        json("slashes escaped", JSON.replace("/", "\\/")),
        json("HTML escaped", JSON.replace("&", "\\u0026")),
        json("zeros cut", JSON.replace("1.0", "1")),
        body(
            SignatureFinding.BODY_LINE_ENDS,
            "a line end added",
            JSON,
            (JSON + "\n").getBytes(UTF_8)),
        body(SignatureFinding.BODY_LINE_ENDS, "CR LF", "a\nb\n", "a\r\nb\r\n".getBytes(UTF_8)),
        body(
            SignatureFinding.BODY_REENCODED,
            "a byte order mark",
            JSON,
            ("\ufeff" + JSON).getBytes(UTF_8)),
        body(
            SignatureFinding.BODY_REENCODED, "in GBK", JSON, JSON.getBytes(Charset.forName("GBK"))),
        body(
            SignatureFinding.BODY_REENCODED,
            "read as Latin-1",
            JSON,
            new String(json, ISO_8859_1).getBytes(UTF_8)),
        body(SignatureFinding.BODY_COMPRESSED, "gzip after signing", JSON, gzip(json)),
        new Case(
            SignatureFinding.BODY_DECOMPRESSED,
            "gzip undone",
            withBody(NET.district.sign(request(gzip(json)), Network.HUB), json)),
        body(
            SignatureFinding.BODY_CHANGED,
            "other content",
            JSON,
            JSON.replace("2", "3").getBytes(UTF_8)),
        new Case(
            SignatureFinding.BODY_INCOMPLETE,
            "cut off",
            withBody(
                Tampering.header(GENUINE, "content-length", "" + json.length),
                Arrays.copyOf(json, 40))),
        digest(
            SignatureFinding.DIGEST_OTHER_ALGORITHM,
            "SHA-256 called sm3",
            "sm3=:" + base64(DigestAlgorithm.SHA_256.digest(json)) + ":"),
        digest(SignatureFinding.DIGEST_IN_HEX, "bare", "sm3=" + Hex.toHexString(sm3(json))),
        digest(
            SignatureFinding.DIGEST_IN_HEX,
            "then Base64",
            "sm3=:" + base64(Hex.encode(sm3(json))) + ":"),
        digest(
            SignatureFinding.DIGEST_IN_BASE64, "as a string", "sm3=\"" + base64(sm3(json)) + "\""),
        digest(
            SignatureFinding.DIGEST_IN_BASE64,
            "twice",
            "sm3=:" + base64(base64(sm3(json)).getBytes(UTF_8)) + ":"),
        digest(SignatureFinding.DIGEST_MALFORMED, "of no known algorithm", "md5=:AAAA:"));
  }

  static List<Case> claims() {
    return List.of(
        new Case(
            SignatureFinding.CLOCK_OFF,
            "fifteen minutes late",
            Network.signer(KEY, Network.NOW.minusSeconds(900))
                .sign(request(JSON.getBytes(UTF_8)), Network.HUB)),
        claim(
            SignatureFinding.WRONG_ALGORITHM_NAME,
            "that of another key",
            d -> d.algorithm = "ed25519"),
        claim(
            SignatureFinding.KEY_ID_OF_OTHER_CERTIFICATE,
            "of a former certificate",
            d -> d.keyId = KeyId.of(FORMER.certificates().get(0)).toString()),
        claim(SignatureFinding.PARAMETER_MISSING, "no nonce", d -> d.nonce = ""),
        claim(SignatureFinding.NOT_COVERED, "no query", d -> d.uncover("\"@query\"")),
        new Case(
            SignatureFinding.SENDER_NOT_KEY_OWNER,
            "sent in another name",
            Tampering.resign(
                Tampering.header(GENUINE, "cdx-sender", Network.STRANGER.toString()),
                KEY,
                d -> {})),
        new Case(
            SignatureFinding.OTHER_RECEIVER,
            "for another node",
            NET.district.sign(request(JSON.getBytes(UTF_8)), Network.STRANGER)),
        new Case(
            SignatureFinding.OTHER_CERTIFICATE_OF_NODE,
            "the key of the former certificate",
            Network.signer(FORMER, Network.NOW).sign(request(JSON.getBytes(UTF_8)), Network.HUB)));
  }

  @Test
  void twoMistakesAtOnceAreBothNamed() {
    HttpRequest derOfOtherId =
        resigned(base -> Sm2Signature.fromRaw(Careless.sm2(KEY, "", base)).toDer());

    assertThat(doctor().examine(HttpMessage.of(derOfOtherId)).findings())
        .containsExactly(SignatureFinding.SIGNATURE_IN_DER, SignatureFinding.OTHER_USER_ID);
    assertThat(
            doctor()
                .examine(
                    HttpMessage.of(
                        Tampering.method(
                            resigned(base -> Sm2Signature.fromRaw(KEY.sign(base)).toDer()), "PUT")))
                .findings())
        .containsExactly(SignatureFinding.SIGNATURE_IN_DER, SignatureFinding.METHOD_CHANGED);
  }

  @Test
  void theSendersBaseShowsTheFirstLineThatDiffers() {
    String base = base(GENUINE);
    HttpRequest moved = Tampering.uri(GENUINE, "http://hub.example/elsewhere?b=%E5&a=2&c=");

    assertThat(doctor().examine(HttpMessage.of(moved)).findings())
        .containsExactly(SignatureFinding.UNEXPLAINED);
    Diagnosis diagnosis =
        doctor().examine(HttpMessage.of(moved), base.replace("\n", "\r\n") + "\n");
    assertThat(diagnosis.findings()).containsExactly(SignatureFinding.PATH_REWRITTEN);
    assertThat(diagnosis.evidence())
        .containsEntry("line", "2")
        .containsEntry("sender", "\"@path\": " + PATH)
        .containsEntry("receiver", "\"@path\": /elsewhere");
  }

  @Test
  void withTheSameBaseOnBothSidesTheKeyIsAnother() {
    HttpRequest foreign = resigned(SigningKey.generate(KEY.algorithm())::sign);

    assertThat(doctor().examine(HttpMessage.of(foreign)).findings())
        .containsExactly(SignatureFinding.UNEXPLAINED);
    Diagnosis diagnosis = doctor().examine(HttpMessage.of(foreign), base(foreign));
    assertThat(diagnosis.findings()).containsExactly(SignatureFinding.WRONG_KEY);
    assertThat(diagnosis.evidence()).containsEntry("key", KEY.verificationKey().toString());
  }

  @Test
  void aSendersBaseThatWasNotSignedIsNotBelieved() {
    HttpRequest foreign = resigned(SigningKey.generate(KEY.algorithm())::sign);

    Diagnosis diagnosis =
        doctor().examine(HttpMessage.of(foreign), base(foreign).replace("POST", "GET"));
    assertThat(diagnosis.findings()).containsExactly(SignatureFinding.UNEXPLAINED);
    assertThat(diagnosis.explanation()).contains("not verify over the sender's base either");
  }

  @Test
  void whatAResponseSaysOfItsRequestIsExamined() {
    HttpResponse response = NET.hub.sign(Network.response(), GENUINE);
    HttpResponse careless =
        Tampering.resign(response, GENUINE, NET.hubKey, d -> d.uncover("\"cdx-request\""));
    SignatureDoctor doctor =
        SignatureDoctor.builder(NET.hubKey.certificates().get(0))
            .clock(Network.clockAt(Network.NOW))
            .self(Network.DISTRICT)
            .build();

    Diagnosis changed =
        doctor.examine(HttpMessage.of(RequestVerification.VERIFIED.onto(response), GENUINE));
    Diagnosis uncovered = doctor.examine(HttpMessage.of(careless, GENUINE));

    assertThat(changed.findings()).containsExactly(SignatureFinding.HEADER_CHANGED);
    assertThat(changed.explanation()).contains("cdx-request");
    assertThat(uncovered.findings()).containsExactly(SignatureFinding.NOT_COVERED);
    assertThat(uncovered.explanation()).contains("cdx-request");
  }

  @Test
  void aResponseIsExaminedWithItsRequest() {
    HttpResponse response = NET.hub.sign(Network.response(), GENUINE);
    SignatureDoctor doctor =
        SignatureDoctor.builder(NET.hubKey.certificates().get(0))
            .clock(Network.clockAt(Network.NOW))
            .self(Network.DISTRICT)
            .build();
    HttpResponse other = new HttpResponse(201, response.headers(), response.body());
    HttpRequest retry = signed(JSON);

    assertThat(doctor.examine(HttpMessage.of(response, GENUINE)).findings())
        .containsExactly(SignatureFinding.VERIFIES);
    assertThat(doctor.examine(HttpMessage.of(other, GENUINE)).findings())
        .containsExactly(SignatureFinding.STATUS_CHANGED);
    assertThat(
            doctor
                .examine(
                    HttpMessage.of(response, retry),
                    SignatureBase.of(
                            response,
                            GENUINE,
                            MessageSignature.read(response.headers(), "cdx").parameters())
                        .text())
                .findings())
        .containsExactly(SignatureFinding.OTHER_REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "-28800, eight hours of China",
    "28800, eight hours of China",
    "-900, 900 s before",
    "900, 900 s after"
  })
  void aClockThatIsOffIsMeasured(long seconds, String explanation) {
    HttpRequest signed =
        Network.signer(KEY, Network.NOW.plusSeconds(seconds))
            .sign(request(JSON.getBytes(UTF_8)), Network.HUB);

    Diagnosis diagnosis = doctor().examine(HttpMessage.of(signed));
    assertThat(diagnosis.findings()).containsExactly(SignatureFinding.CLOCK_OFF);
    assertThat(diagnosis.explanation()).contains(explanation);
    assertThat(diagnosis.evidence()).containsEntry("seconds", String.valueOf(-seconds));
  }

  @Test
  void millisecondsAreNamedAsSuch() {
    HttpRequest signed =
        Tampering.resign(
            GENUINE, KEY, d -> d.created = Instant.ofEpochSecond(Network.NOW.toEpochMilli()));

    assertThat(doctor().examine(HttpMessage.of(signed)).explanation()).contains("milliseconds");
  }

  @ParameterizedTest
  @EnumSource(names = {"ECDSA_P256_SHA256", "ED25519", "RSA_PSS_SHA512"})
  void otherAlgorithmsAreExaminedToo(SignatureAlgorithm algorithm) {
    SigningKey key = SigningKey.generate(algorithm);
    SignatureParameters parameters =
        SignatureParameters.parse(
            "(\"@method\" \"@path\" \"content-type\");created=" + Network.NOW.getEpochSecond());
    HttpMessage message = HttpMessage.of(request(JSON.getBytes(UTF_8)));
    HttpMessage signed =
        message.headers(
            MessageSignature.sign(message, parameters, key).writeTo(message.headers(), "sig1"));
    byte[] base = SignatureBase.of(message, parameters).toByteArray();
    HttpMessage twice =
        message.headers(
            Tampering.signature(
                message.headers(),
                parameters,
                key.sign(DigestAlgorithm.SHA_512.digest(base)),
                "sig1"));
    SignatureDoctor doctor =
        SignatureDoctor.builder(key.verificationKey())
            .label("sig1")
            .clock(Network.clockAt(Network.NOW))
            .build();

    assertThat(doctor.examine(signed).findings()).containsExactly(SignatureFinding.VERIFIES);
    assertThat(doctor.examine(twice).findings()).containsExactly(SignatureFinding.HASHED_TWICE);
    assertThat(
            doctor
                .examine(
                    signed.headers(
                        signed.headers().with("content-type", "application/json; charset=utf-8")))
                .findings())
        .containsExactly(SignatureFinding.HEADER_CHANGED);
  }

  @Test
  void noDiagnosisShowsCredentialsOrNumbersOfPersons() {
    HttpRequest secret =
        Tampering.uri(
            Tampering.header(request(JSON.getBytes(UTF_8)), "authorization", "Bearer hidden-token"),
            "http://hub.example/people?phone=13800138000&id=44010619900101123X");
    HttpMessage message = HttpMessage.of(secret);
    SignatureParameters parameters = SignatureParameters.parse("(\"@query\" \"authorization\")");
    HttpMessage signed =
        message.headers(
            MessageSignature.sign(message, parameters, KEY).writeTo(message.headers(), "cdx"));
    HttpMessage changed =
        signed.headers(signed.headers().with("authorization", "bearer hidden-token"));

    for (HttpMessage one :
        List.of(
            signed.request(
                Tampering.uri(
                    signed.request(),
                    "http://hub.example/people?id=44010619900101123X&phone=13800138000")),
            changed)) {
      for (String base : List.of("", SignatureBase.of(message, parameters).text())) {
        assertThat(doctor().examine(one, base).toString())
            .doesNotContain("13800138000", "44010619900101123", "hidden-token");
      }
    }
  }

  @Test
  @Timeout(20)
  void theWorkOnAHostileMessageIsBounded() throws IOException {
    byte[] bomb = gzip(new byte[64 << 20]);
    String longPath = "/a".repeat(4000);
    HttpRequest hostile =
        Tampering.uri(
            withBody(GENUINE, bomb), "http://hub.example" + longPath + "?" + "a&".repeat(3000));
    HttpRequest deep =
        Tampering.header(
            withBody(GENUINE, "[".repeat(100_000).getBytes(UTF_8)),
            "content-type",
            ", ".repeat(50_000));

    assertThat(doctor().examine(HttpMessage.of(hostile)).findings())
        .containsExactly(SignatureFinding.UNEXPLAINED);
    assertThat(doctor().examine(HttpMessage.of(deep)).findings())
        .containsExactly(SignatureFinding.UNEXPLAINED);
    assertThat(
            doctor()
                .examine(HttpMessage.of(withBody(GENUINE, "[".repeat(900_000).getBytes(UTF_8))))
                .findings())
        .containsExactly(SignatureFinding.BODY_CHANGED);
    assertThat(doctor().examine(HttpMessage.of(withBody(GENUINE, bomb))).findings())
        .containsExactly(SignatureFinding.BODY_CHANGED);
  }

  /** Whatever stands in the fields, an answer comes and no exception. */
  @Property(tries = 300)
  void everyMessageGetsADiagnosis(
      @ForAll @StringLength(max = 60) String input,
      @ForAll @StringLength(max = 60) String signature,
      @ForAll @StringLength(max = 60) String digest,
      @ForAll boolean wellFormed) {
    HttpHeaders headers = GENUINE.headers();
    try {
      headers =
          headers.with("signature", wellFormed ? "cdx=\"" + ascii(signature) + "\"" : signature);
      headers =
          headers.with("signature-input", wellFormed ? "cdx=();a=\"" + ascii(input) + "\"" : input);
      headers = headers.with("content-digest", digest);
    } catch (IllegalArgumentException e) {
      // Not a message at all.
      assertThat(e).hasMessageContaining("line break");
      return;
    }

    assertThat(doctor().examine(HttpMessage.of(GENUINE.headers(headers)), input).findings())
        .isNotEmpty()
        .doesNotContain(SignatureFinding.VERIFIES);
  }

  private static String ascii(String text) {
    return text.replaceAll("[^ -~]|[\"\\\\]", "");
  }

  private static SignatureDoctor doctor() {
    return SignatureDoctor.builder(KEY.certificates().get(0))
        .otherCertificates(FORMER.certificates())
        .otherKeys(List.of(NET.strangerKey.verificationKey()))
        .userIds(List.of("our-own-id"))
        .clock(Network.clockAt(Network.NOW))
        .self(Network.HUB)
        .build();
  }

  private static HttpRequest request(byte[] body) {
    return new HttpRequest(
        "POST",
        URI.create("http://hub.example" + PATH + QUERY),
        HttpHeaders.empty()
            .with("content-type", "application/json")
            .with("content-encoding", "identity"),
        Content.of(body));
  }

  private static HttpRequest signed(String body) {
    return NET.district.sign(request(body.getBytes(UTF_8)), Network.HUB);
  }

  private static String base(HttpRequest request) {
    return SignatureBase.of(request, MessageSignature.read(request.headers(), "cdx").parameters())
        .text();
  }

  /** The genuine message, its base signed in another way. */
  private static HttpRequest resigned(UnaryOperator<byte[]> signing) {
    SignatureParameters parameters = MessageSignature.read(GENUINE.headers(), "cdx").parameters();
    byte[] signature = signing.apply(base(GENUINE).getBytes(UTF_8));
    return GENUINE.headers(Tampering.signature(GENUINE.headers(), parameters, signature, "cdx"));
  }

  private static Case signature(SignatureFinding mistake, String what, byte[] signature) {
    return new Case(mistake, what, resigned(base -> signature));
  }

  private static Case field(SignatureFinding mistake, String what, String value) {
    return new Case(mistake, what, Tampering.header(GENUINE, "signature", value));
  }

  private static Case way(SignatureFinding mistake, String what, UnaryOperator<byte[]> signing) {
    return new Case(mistake, what, resigned(signing));
  }

  private static Case text(SignatureFinding mistake, String what, UnaryOperator<String> writing) {
    String base = base(GENUINE);
    assertThat(writing.apply(base)).isNotEqualTo(base);
    return way(
        mistake, what, bytes -> KEY.sign(writing.apply(new String(bytes, UTF_8)).getBytes(UTF_8)));
  }

  private static Case target(SignatureFinding mistake, String what, String target) {
    return new Case(mistake, what, Tampering.uri(GENUINE, "http://hub.example" + target));
  }

  private static Case header(SignatureFinding mistake, String what, String mediaType) {
    return new Case(mistake, what, Tampering.header(GENUINE, "content-type", mediaType));
  }

  private static Case json(String what, String signed) {
    return body(SignatureFinding.BODY_RESERIALIZED, what, signed, JSON.getBytes(UTF_8));
  }

  private static Case body(SignatureFinding mistake, String what, String signed, byte[] arrived) {
    return new Case(mistake, what, withBody(signed(signed), arrived));
  }

  private static HttpRequest withBody(HttpRequest request, byte[] body) {
    return new HttpRequest(request.method(), request.uri(), request.headers(), Content.of(body));
  }

  private static Case digest(SignatureFinding mistake, String what, String contentDigest) {
    return new Case(
        mistake,
        what,
        Tampering.resign(Tampering.header(GENUINE, "content-digest", contentDigest), KEY, d -> {}));
  }

  private static Case claim(
      SignatureFinding mistake, String what, Consumer<Tampering.Draft> change) {
    return new Case(mistake, what, Tampering.resign(GENUINE, KEY, change));
  }

  private static HttpRequest relabelled() {
    MessageSignature signature = MessageSignature.read(GENUINE.headers(), "cdx");
    return GENUINE.headers(signature.writeTo(request(new byte[0]).headers(), "sig1"));
  }

  private static HttpRequest inBase64Url() {
    return Stream.generate(() -> KEY.sign(base(GENUINE).getBytes(UTF_8)))
        .map(signature -> Base64.getUrlEncoder().encodeToString(signature))
        .filter(text -> text.contains("-") || text.contains("_"))
        .map(text -> Tampering.header(GENUINE, "signature", "cdx=:" + text + ":"))
        .findFirst()
        .orElseThrow();
  }

  private static HttpRequest notPadded() {
    return resigned(
        base ->
            Stream.generate(() -> KEY.sign(base))
                .filter(signature -> signature[0] == 0)
                .map(signature -> Arrays.copyOfRange(signature, 1, signature.length))
                .findFirst()
                .orElseThrow());
  }

  private static byte[] exchanged(byte[] raw) {
    byte[] exchanged = new byte[raw.length];
    System.arraycopy(raw, 32, exchanged, 0, 32);
    System.arraycopy(raw, 0, exchanged, 32, 32);
    return exchanged;
  }

  private static byte[] sm3(byte[] bytes) {
    return DigestAlgorithm.SM3.digest(bytes);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }
}
