package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.Openssl;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and responses between here and the OpenSSL of the machine, with SM2 and with P-256. */
@Tag("processes")
class OpensslStatusTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final String SM2 = "SM2";
  private static final String ID = "distid:1234567812345678";

  @TempDir private Path folder;
  private Openssl openssl;

  @BeforeEach
  void findOpenssl() {
    openssl = Openssl.in(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {SM2, "prime256v1"})
  void lists_made_by_openssl_count_here(String curve) throws Exception {
    root(curve, "");
    X509Certificate good = node(curve, "good", 11);
    X509Certificate revoked = node(curve, "revoked", 12);
    ca(curve, "-revoke", "revoked", "-crl_reason", "keyCompromise");
    ca(curve, "-gencrl", "-out", "list.crl");
    TrustStore trust =
        trust(RevocationCheck.builder(RevocationPolicy.HARD_FAIL).bundle(folder).offline().build());

    assertThat(trust.validate(good, Instant.now()).revocationStatus())
        .isEqualTo(RevocationStatus.GOOD);
    refusedAsRevoked("(key compromise), says the CRL of CN=r", trust, revoked);
  }

  @ParameterizedTest
  @ValueSource(strings = {SM2, "prime256v1"})
  void a_responder_run_by_openssl_is_believed_here(String curve) throws Exception {
    int port = freePort();
    root(curve, "authorityInfoAccess=OCSP;URI:http://127.0.0.1:" + port + "/\n");
    X509Certificate good = node(curve, "good", 11);
    X509Certificate revoked = node(curve, "revoked", 12);
    Files.writeString(folder.resolve("index"), "V\t491231000000Z\t\t0B\tunknown\t/CN=good\n");
    ca(curve, "-revoke", "revoked", "-crl_reason", "superseded");
    TrustStore trust =
        trust(
            RevocationCheck.builder(RevocationPolicy.HARD_FAIL)
                .fetcher(HttpRevocationFetcher.create().allowing("127.0.0.1", "localhost"))
                .build());

    Process responder = responder(curve, port);
    try {
      assertThat(trust.validate(good, Instant.now()).revocationEvidence().ocspResponses())
          .hasSize(1);
      refusedAsRevoked("(superseded), says the OCSP responder CN=r", trust, revoked);
    } finally {
      responder.destroy();
      responder.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void lists_and_answers_made_here_are_read_by_openssl() throws Exception {
    SandboxCa ca = SandboxCa.create("sandbox");
    X509Certificate revoked = ca.issue(NODE).certificates().get(0);
    ca.revoke(revoked);
    Files.write(folder.resolve("list"), ca.crl(Duration.ofDays(1)));
    byte[] request =
        OcspQuestion.about(
                ParsedCertificate.of(revoked), ParsedCertificate.of(ca.root()), new SecureRandom())
            .request();
    Files.write(folder.resolve("request"), request);
    Files.write(folder.resolve("response"), ca.ocsp(request, Duration.ofDays(1)));
    String serial = revoked.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);

    assertThat(openssl.run("crl", "-inform", "DER", "-in", "list", "-noout", "-text"))
        .contains("Signature Algorithm: SM2-with-SM3", "Serial Number: " + serial);
    assertThat(openssl.run("ocsp", "-reqin", "request", "-req_text"))
        .contains("Serial Number: " + serial, "OCSP Nonce");
    assertThat(openssl.run("ocsp", "-respin", "response", "-noverify", "-resp_text"))
        .contains("Cert Status: revoked", "Serial Number: " + serial);
  }

  private void refusedAsRevoked(String reason, TrustStore trust, X509Certificate revoked) {
    assertThatThrownBy(() -> trust.validate(revoked, Instant.now()))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.CERTIFICATE_REVOKED))
        .hasMessageContaining(reason);
  }

  private TrustStore trust(RevocationCheck check) throws IOException {
    return TrustStore.ofPem(folder.resolve("root")).revocation(check);
  }

  private void root(String curve, String extension) throws IOException {
    key(curve, "rk");
    Files.writeString(
        folder.resolve("ca.cnf"),
        "[ca]\ndefault_ca=d\n[d]\ndatabase=index\ncrlnumber=number\ndefault_crl_days=9\n"
            + "default_md="
            + digest(curve)
            + "\n[req]\ndistinguished_name=n\n[n]\n"
            + "[root]\nbasicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\n"
            + "[node]\nkeyUsage=critical,digitalSignature\nsubjectAltName=URI:"
            + NODE.toUrn()
            + "\n"
            + extension);
    Files.writeString(folder.resolve("index"), "");
    Files.writeString(folder.resolve("number"), "01");
    sign(
        curve,
        "req",
        "-config",
        "ca.cnf",
        "-new",
        "-x509",
        "-key",
        "rk",
        "-subj",
        "/CN=r",
        "-extensions",
        "root",
        "-days",
        "9",
        "-out",
        "root");
  }

  private X509Certificate node(String curve, String name, int serial) throws IOException {
    key(curve, name + ".key");
    sign(
        curve,
        "req",
        "-config",
        "ca.cnf",
        "-new",
        "-key",
        name + ".key",
        "-subj",
        "/CN=" + name,
        "-out",
        name + ".req");
    List<String> id = curve.equals(SM2) ? List.of("-vfyopt", ID) : List.of();
    List<String> command = new ArrayList<>(id);
    command.addAll(
        List.of(
            "-req",
            "-in",
            name + ".req",
            "-CA",
            "root",
            "-CAkey",
            "rk",
            "-set_serial",
            String.valueOf(serial),
            "-extfile",
            "ca.cnf",
            "-extensions",
            "node",
            "-days",
            "9",
            "-out",
            name));
    command.add(0, "x509");
    sign(curve, command.toArray(String[]::new));
    return Certificates.fromPem(Files.readString(folder.resolve(name))).get(0);
  }

  private void ca(String curve, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("ca", "-config", "ca.cnf", "-keyfile", "rk", "-cert", "root"));
    command.addAll(List.of(arguments));
    if (curve.equals(SM2)) {
      command.addAll(List.of("-sigopt", ID));
    }
    openssl.run(command.toArray(String[]::new));
  }

  private void key(String curve, String name) throws IOException {
    openssl.run(
        "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + curve, "-out", name);
  }

  private void sign(String curve, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.add("-" + digest(curve));
    if (curve.equals(SM2)) {
      command.addAll(List.of("-sigopt", ID));
    }
    openssl.run(command.toArray(String[]::new));
  }

  private static String digest(String curve) {
    return curve.equals(SM2) ? "sm3" : "sha256";
  }

  private Process responder(String curve, int port) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "ocsp",
                "-port",
                String.valueOf(port),
                "-index",
                "index",
                "-CA",
                "root",
                "-rsigner",
                "root",
                "-rkey",
                "rk",
                "-rmd",
                digest(curve),
                "-ndays",
                "1"));
    if (curve.equals(SM2)) {
      command.addAll(List.of("-rsigopt", ID));
    }
    Path log = folder.resolve("responder.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; i < 100 && !Files.readString(log).contains("waiting for"); i++) {
      Thread.sleep(100);
    }
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
