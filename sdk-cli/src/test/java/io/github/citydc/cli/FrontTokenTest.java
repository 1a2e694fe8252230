package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.citydc.cli.demo.People;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A front-end machine signs with a key that stays in a token: SoftHSM, which has P-256, no SM2. */
@Tag("processes")
class FrontTokenTest {

  private static final NodeId VENDOR = CdxAtHub.VENDOR;
  private static final String PIN = "492817";
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib64/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib64/libsofthsm2.so"));

  @TempDir private Path folder;
  private Path library;
  private Map<String, String> environment;

  @BeforeEach
  void findSoftHsm() throws Exception {
    library = LIBRARIES.stream().filter(Files::exists).findFirst().orElse(Path.of(""));
    assumeTrue(Files.isRegularFile(library), "SoftHSM is not there");
    Path tokens = Files.createDirectories(folder.resolve("tokens"));
    Path config =
        Files.writeString(
            folder.resolve("softhsm2.conf"),
            """
            directories.tokendir = %s
            objectstore.backend = file
            log.level = ERROR
            """
                .formatted(tokens));
    environment = Map.of("SOFTHSM2_CONF", config.toString());
  }

  private String run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void what_is_sent_is_signed_by_the_token() throws Exception {
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    city.enrol(VENDOR);
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ECDSA_P256_SHA256);
    X509Certificate certificate = city.ca().certify(VENDOR, key.verificationKey());
    city.publish(VENDOR, certificate);
    Path settings = putIntoToken(key, certificate);
    Files.writeString(folder.resolve("pin"), PIN + "\n");
    Files.writeString(folder.resolve("token"), "c2VjcmV0\n");
    try (SandboxNode hub = SandboxNode.builder(city, CdxAtHub.HUB).recordingEverything().start()) {
      Path file =
          Files.writeString(
              folder.resolve("front.yaml"),
              """
              data: data
              hub: {url: '%s', node: '%s'}
              keys:
                pkcs11:
                  settings: %s
                  alias: grid
                  pin: {file: pin}
                  root: %s
              http: {port: 0, token: {file: token}}
              """
                  .formatted(
                      hub.baseUrl(),
                      CdxAtHub.HUB,
                      settings,
                      NodeFolder.in(folder.resolve("city"), VENDOR).path().resolve("root.pem")));
      CdxProcess check = CdxProcess.run(environment, "front", "--check", file);
      assertThat(check.lines()).anyMatch(line -> line.contains("key in a token"));
      try (CdxProcess front = CdxProcess.start(environment, "front", file)) {
        int port = front.ready().path("http").asInt();

        assertThat(post(port).statusCode()).isEqualTo(202);

        assertThat(hub.awaitMessages(1, Duration.ofSeconds(60))).hasSize(1);
        assertThat(front.terminate()).isEqualTo(143);
      }
    }
  }

  /** By keytool, as an operator would. */
  private Path putIntoToken(SigningKey key, X509Certificate certificate) throws Exception {
    run(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "front",
        "--pin",
        PIN,
        "--so-pin",
        PIN);
    Path settings =
        Files.writeString(
            folder.resolve("token.cfg"),
            """
            name = front
            library = %s
            slotListIndex = 0
            """
                .formatted(library));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("grid", privateKey(key), PIN.toCharArray(), new Certificate[] {certificate});
    Path file = folder.resolve("key.p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PIN.toCharArray());
    }
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-importkeystore",
        "-noprompt",
        "-srckeystore",
        file.toString(),
        "-srcstoretype",
        "PKCS12",
        "-srcstorepass",
        PIN,
        "-destkeystore",
        "NONE",
        "-deststoretype",
        "PKCS11",
        "-deststorepass",
        PIN,
        "-addprovider",
        "SunPKCS11",
        "-providerarg",
        settings.toString());
    return settings;
  }

  private static PrivateKey privateKey(SigningKey key) throws Exception {
    String base64 =
        new java.io.BufferedReader(new StringReader(key.toPrivateKeyPem()))
            .lines()
            .filter(line -> !line.startsWith("-----"))
            .collect(Collectors.joining());
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static HttpResponse<String> post(int port) throws Exception {
    People people = new People(DivisionCode.parse("440106"), 1);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/messages/population.person"))
                .header("Authorization", "Bearer c2VjcmV0")
                .header("Idempotency-Key", "1")
                .POST(HttpRequest.BodyPublishers.ofString(FrontMachine.json(people.next())))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
