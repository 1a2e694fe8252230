package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.bundle.BundleSender;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.signing.trust.RevocationCheck;
import io.github.citydc.signing.trust.RevocationPolicy;
import io.github.citydc.signing.trust.RevocationStatus;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of {@code docs/receipts.md}, in both languages, on a receipt of a real node. */
@Tag("processes")
class ReceiptRecipeTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private SandboxCity city;
  private SignedReceipt receipt;
  private SignedReceipt ofBundle;

  @BeforeEach
  void send() throws IOException {
    city = SandboxCity.found("Test Root");
    Path lists = Files.createDirectory(folder.resolve("lists"));
    Files.write(lists.resolve("city.crl"), city.ca().crl(Duration.ofDays(30)));
    TrustStore trust =
        city.trust()
            .revocation(
                RevocationCheck.builder(RevocationPolicy.HARD_FAIL)
                    .bundle(lists)
                    .offline()
                    .build());
    try (SandboxNode hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .on(Person.class, (person, context) -> {})
            .start()) {
      ExchangeClient client =
          ExchangeClient.builder()
              .self(TIANHE)
              .signer(HttpSignatures.signer(city.enrol(TIANHE)))
              .verifier(HttpSignatures.verifier(trust, city.directory()))
              .directory(city.directory())
              .build();
      receipt = client.send(hub.node(), person());
      List<PreparedMessage> messages =
          Stream.generate(() -> client.prepare(hub.node(), Operation.UPSERT, person()))
              .limit(11)
              .toList();
      ofBundle = BundleSender.through(client).sendAll(messages).get(6).receipt().orElseThrow();
    }
    Files.writeString(folder.resolve("root.pem"), Certificates.toPem(List.of(city.ca().root())));
  }

  @Test
  void a_receipt_of_a_real_exchange_shows_that_its_signer_was_not_revoked() {
    ReceiptVerifier offline = new ReceiptVerifier(city.trust()).requiringRevocationState();

    assertThat(offline.verify(SignedReceipt.fromJson(receipt.toJson())).revocation())
        .isEqualTo(RevocationStatus.GOOD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"receipts.md", "zh-CN/receipts.md"})
  void the_recipe_accepts_a_genuine_receipt(String page) throws Exception {
    Result result = recipe(page, json -> {});

    assertThat(result.status()).as(result.output()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"receipts.md", "zh-CN/receipts.md"})
  void the_recipe_accepts_a_receipt_from_a_bundle(String page) throws Exception {
    receipt = ofBundle;

    Result result = recipe(page, json -> {});

    assertThat(result.status()).as(result.output()).isZero();
  }

  @Test
  void the_recipe_refuses_a_receipt_from_a_bundle_that_was_changed() throws Exception {
    receipt = ofBundle;

    refused("successfully", json -> replace(json, "receipt", "upsert", "delete"));
    refused("successfully", json -> json.withArray("bundle").remove(0));
    refused("successfully", json -> json.remove("bundle"));
  }

  @Test
  void the_recipe_refuses_a_receipt_that_was_changed() throws Exception {
    refused("Verification Failure", json -> replace(json, "signatureBase", "200", "201"));
    refused("successfully", json -> replace(json, "receipt", "upsert", "delete"));
    refused("Verification Failure", json -> json.withArray("certificates").set(0, other()));
    refused(
        "Serial Number",
        json -> json.withObject("revocation").withArray("crls").set(0, revokedSince()));
    refused("", json -> json.remove("revocation"));
  }

  private void refused(String lastWords, Consumer<ObjectNode> change) throws Exception {
    Result result = recipe("receipts.md", change);

    assertThat(result.status()).isNotZero();
    assertThat(result.output()).containsIgnoringCase(lastWords);
  }

  private static void replace(ObjectNode json, String member, String from, String to) {
    json.put(member, json.path(member).asText().replace(from, to));
  }

  private String other() {
    return base64(SandboxCity.found("Test Root").ca().issue(HUB).certificates().get(0));
  }

  private static String base64(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }

  /** A genuine list, on which the signer stands. */
  private String revokedSince() {
    byte[] signer = Base64.getDecoder().decode(receipt.evidence().certificates().get(0));
    city.ca().revoke(Certificates.fromDer(signer));
    return Base64.getEncoder().encodeToString(city.ca().crl(Duration.ofDays(1)));
  }

  private record Result(int status, String output) {}

  /** What the commands of a page come to, those below the heading that names OpenSSL. */
  private Result recipe(String page, Consumer<ObjectNode> change) throws Exception {
    assumeTrue(
        runs("openssl version | grep -E 'OpenSSL ([3-9]|[0-9]{2,})' && jq --version"),
        "no openssl of version 3 or later, or no jq: the recipe is not tried here");
    ObjectNode json = (ObjectNode) JSON.readTree(receipt.toJson());
    change.accept(json);
    Files.write(folder.resolve("receipt.json"), JSON.writeValueAsBytes(json));
    String text = Files.readString(Path.of("..", "docs", page));
    Matcher commands =
        COMMANDS.matcher(text.substring(text.indexOf("## ", text.indexOf("--crls"))));
    StringBuilder script = new StringBuilder("set -e\n");
    while (commands.find()) {
      script.append(commands.group(1));
    }
    Files.writeString(folder.resolve("recipe.sh"), script);
    return run("sh", "recipe.sh");
  }

  private boolean runs(String command) throws Exception {
    return run("sh", "-c", command).status() == 0;
  }

  private Result run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(output).isTrue();
    return new Result(process.exitValue(), output);
  }

  private static Person person() {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106198001010019")
        .name("张三")
        .sex("1")
        .birthDate(LocalDate.of(1980, 1, 1))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .build();
  }
}
