package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.SignatureBase;
import io.github.citydc.signing.http.SignatureParameters;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not get out, and what must not be changed for others in the same JVM. */
class SecrecyTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final byte[] SCALAR =
      Hex.decode("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
  private static final byte[] SECRET = "kT7wQz2xVn8rLp4mJd6hFs9cBg3yXa5e".getBytes(US_ASCII);
  private static final String PKCS8 =
      "3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420"
          + Hex.toHexString(SCALAR);

  @Test
  void noTextShowsAKey() {
    SandboxCa ca = SandboxCa.create("sandbox");
    SigningKey bare = SigningKey.fromPem(pem(PKCS8));
    SigningKey key = bare.certificates(List.of(ca.certify(NODE, bare.verificationKey())));
    SharedSecret secret = SharedSecret.fromRawBytes(SECRET);
    SigningKey hmac = SigningKey.of(secret, SignatureAlgorithm.HMAC_SM3);
    SandboxCa caOfKey =
        SandboxCa.of(
            SigningKey.fromPem(ca.key().toPrivateKeyPem()).certificates(List.of(ca.root())),
            Clock.systemUTC(),
            new SecureRandom());

    for (Object shown :
        List.of(
            bare,
            key,
            key.verificationKey(),
            key.random(new SecureRandom()),
            secret,
            hmac,
            hmac.verificationKey(),
            ca,
            caOfKey,
            TrustStore.of(List.of(ca.root())),
            HttpSignatures.signer(key),
            HttpSignatures.signerBuilder(key),
            HttpSignatures.verifier(TrustStore.of(List.of()), NodeDirectory.of()))) {
      assertKeyless(shown.toString());
    }
    assertThat(secret.toString()).isEqualTo("SharedSecret[32 bytes]");
    assertThat(hmac.toString()).isEqualTo("SigningKey[hmac-sm3 shared secret, no certificate]");
  }

  @Test
  void noExceptionShowsAKey(@TempDir Path folder) {
    SigningKey key = SigningKey.fromPem(pem(PKCS8));
    SigningKey other = SandboxCa.create("sandbox").issue(NODE);
    SharedSecret secret = SharedSecret.fromRawBytes(SECRET);
    SigningKey hmac = SigningKey.of(secret, SignatureAlgorithm.HMAC_SM3);
    String intact = pem(PKCS8);

    // The key cut off, lengthened, of an unknown curve and type, not Base64, in the wrong block.
    refused(() -> SigningKey.fromPem(pem(PKCS8.substring(0, PKCS8.length() - 2))));
    refused(() -> SigningKey.fromPem(pem(PKCS8 + "00")));
    refused(() -> SigningKey.fromPem(pem(PKCS8.replace("2a811ccf5501822d", "2a811ccf5501822e"))));
    refused(() -> SigningKey.fromPem(pem(PKCS8.replace("2a8648ce3d0201", "2a8648ce3d0202"))));
    refused(() -> SigningKey.fromPem(pem(PKCS8.replace("0420", "0421"))));
    refused(() -> SigningKey.fromPem(pem(PKCS8.replace("0420", "0220"))));
    refused(() -> SigningKey.fromPem(pem("0420" + Hex.toHexString(SCALAR))));
    refused(() -> SigningKey.fromPem(intact.replace("\n-----END", "!\n-----END")));
    refused(() -> SigningKey.fromPem(intact.replace("PRIVATE KEY", "EC PRIVATE KEY")));
    refused(() -> SigningKey.fromPem(intact + intact));
    refused(() -> SigningKey.fromPem(intact, intact));
    refused(() -> Certificates.fromPem(intact));
    refused(() -> Certificates.fromDer(Hex.decode(PKCS8)));
    refused(() -> VerificationKey.fromSubjectPublicKeyInfo(Hex.decode(PKCS8)));
    refused(() -> SigningKey.fromPkcs12(folder.resolve("absent.p12"), "password".toCharArray()));
    // A key that does not fit, a secret where it does not belong.
    refused(() -> key.certificates(other.certificates()));
    refused(() -> key.verificationKey().verify(SCALAR, new byte[64]));
    refused(() -> hmac.verificationKey().verify(SCALAR, new byte[32]));
    refused(hmac::toPrivateKeyPem);
    refused(() -> hmac.verificationKey().toSubjectPublicKeyInfo());
    refused(() -> SigningKey.of(secret, SignatureAlgorithm.ED25519));
    refused(() -> SharedSecret.fromRawBytes(Arrays.copyOf(SECRET, 31)));
    refused(() -> HttpSignatures.signer(key));
    refused(() -> HttpSignatures.signer(hmac));
  }

  @Test
  void aSignatureBaseShowsNoValues() {
    HttpRequest request =
        new HttpRequest(
            "GET",
            URI.create("http://hub/"),
            HttpHeaders.empty().with("authorization", "Bearer token-for-tests"),
            Content.empty());
    SignatureBase base =
        SignatureBase.of(request, SignatureParameters.parse("(\"authorization\")"));

    assertThat(base.text()).contains("token-for-tests");
    assertThat(base.toString()).doesNotContain("token-for-tests").contains("authorization");
  }

  @Test
  void theProvidersOfTheJvmStayAsTheyAre() {
    List<Provider> before = List.of(Security.getProviders());
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      if (!algorithm.isSymmetric()) {
        SigningKey key = SigningKey.generate(algorithm);
        key.verificationKey().verify(SCALAR, key.sign(SCALAR));
      }
    }
    SigningKey issued = SandboxCa.create("sandbox").issue(NODE);
    Certificates.fromPem(Certificates.toPem(issued.certificates()));

    assertThat(Security.getProviders()).containsExactlyElementsOf(before);
    assertThat(Security.getProvider("BC")).isNull();
  }

  private static String pem(String hex) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getEncoder().encodeToString(Hex.decode(hex))
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** Refused, with causes and stack traces that keep the secrets. */
  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfAny(
            IllegalArgumentException.class,
            IllegalStateException.class,
            VerificationException.class,
            IOException.class)
        .satisfies(
            e -> {
              StringWriter text = new StringWriter();
              e.printStackTrace(new PrintWriter(text));
              assertKeyless(text.toString());
            });
  }

  private static void assertKeyless(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s:]", "");
    for (byte[] key : List.of(SCALAR, SECRET)) {
      // Any third of it, in the forms a text could have it.
      for (int begin = 0; begin <= key.length - 10; begin++) {
        byte[] part = Arrays.copyOfRange(key, begin, begin + 10);
        assertThat(plain).doesNotContain(Hex.toHexString(part));
        assertThat(text).doesNotContain(new String(part, ISO_8859_1));
      }
      String base64 = Base64.getEncoder().encodeToString(key);
      assertThat(text)
          .doesNotContain(base64.substring(2, 16))
          .doesNotContain(base64.substring(20, 34));
      assertThat(text).doesNotContain(new BigInteger(1, key).toString());
      assertThat(text).doesNotContain(Arrays.toString(key));
    }
    assertThat(text).doesNotContain(pem(PKCS8).substring(80, 100));
  }
}
