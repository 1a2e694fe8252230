package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.TrustStore;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The application has an older BouncyCastle, registered as provider of the JVM; the module has its
 * own, on another class loader. Neither must notice the other.
 */
class OlderBouncyCastleTest {

  private static final byte[] MESSAGE = "message".getBytes(US_ASCII);

  private URLClassLoader application;
  private URLClassLoader module;
  private Provider older;

  @BeforeEach
  void startAnApplicationWithAnOlderBouncyCastle() throws Exception {
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    application = new URLClassLoader(olderJars(), platform);
    module = new URLClassLoader(classPath(), platform);
    older =
        (Provider)
            application
                .loadClass(BouncyCastleProvider.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    Security.addProvider(older);
  }

  @AfterEach
  void stop() throws IOException {
    Security.removeProvider(older.getName());
    application.close();
    module.close();
  }

  private static URL[] olderJars() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "older-bouncycastle"))) {
      return urls(jars.toList());
    }
  }

  private static URL[] classPath() throws IOException {
    String path = System.getProperty("java.class.path");
    return urls(Arrays.stream(path.split(File.pathSeparator)).map(Path::of).toList());
  }

  private static URL[] urls(List<Path> files) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path file : files) {
      urls.add(file.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  @Test
  void theModuleSignsAndVerifiesWithItsOwn() throws Exception {
    List<Provider> before = List.of(Security.getProviders());

    assertThat(inModule(Work.class))
        .isEqualTo("7 kinds of work done with " + new BouncyCastleProvider().getVersionStr());
    assertThat(older.getVersionStr()).isNotEqualTo(new BouncyCastleProvider().getVersionStr());
    assertThat(Security.getProviders()).containsExactlyElementsOf(before);
    assertThat(Security.getProvider("BC")).isSameAs(older);
  }

  @Test
  void theApplicationVerifiesWithItsOwnWhatTheModuleSigned() throws Exception {
    String[] signed = inModule(Signed.class).split(" ", 2);
    byte[] subjectPublicKeyInfo = HexFormat.of().parseHex(signed[0]);
    byte[] der = HexFormat.of().parseHex(signed[1]);

    PublicKey key =
        KeyFactory.getInstance("EC", "BC")
            .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
    Signature verifier = Signature.getInstance("SM3withSM2", "BC");
    verifier.initVerify(key);
    verifier.update(MESSAGE);

    assertThat(key.getClass().getClassLoader()).isSameAs(application);
    assertThat(verifier.verify(der)).isTrue();
  }

  @SuppressWarnings("unchecked")
  private String inModule(Class<? extends Callable<String>> work) throws Exception {
    Class<?> there = module.loadClass(work.getName());
    assertThat(there).isNotSameAs(work);
    return ((Callable<String>) there.getDeclaredConstructor().newInstance()).call();
  }

  /** Runs on the class loader of the module: a bit of everything that needs BouncyCastle. */
  public static final class Work implements Callable<String> {

    private static final NodeId HUB = NodeId.parse("440100:11440100696927049H:hub");
    private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");

    @Override
    public String call() {
      int done = 0;
      for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
        SigningKey key =
            algorithm.isSymmetric()
                ? SigningKey.of(SharedSecret.fromRawBytes(new byte[32]), algorithm)
                : SigningKey.generate(algorithm);
        key.verificationKey().verify(MESSAGE, key.sign(MESSAGE));
        done++;
      }
      exchange();
      done++;
      return done + " kinds of work done with " + new BouncyCastleProvider().getVersionStr();
    }

    private static void exchange() {
      SandboxCa ca = SandboxCa.create("sandbox");
      SigningKey key = ca.issue(NODE);
      SigningKey read =
          SigningKey.fromPem(key.toPrivateKeyPem(), Certificates.toPem(key.certificates()));
      HttpRequest request =
          new HttpRequest(
              "POST",
              URI.create("http://hub/messages"),
              HttpHeaders.empty().with("content-type", "text/plain"),
              Content.of(MESSAGE));
      NodeDirectory directory = NodeDirectory.of(NodeEntry.sending(NODE, read.certificates()));
      HttpSignatures.verifier(TrustStore.of(List.of(ca.root())), directory)
          .verify(HttpSignatures.signer(read).sign(request, HUB), HUB);
    }
  }

  /** Runs on the class loader of the module: a public key, and a signature in DER. */
  public static final class Signed implements Callable<String> {

    @Override
    public String call() {
      SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
      HexFormat hex = HexFormat.of();
      return hex.formatHex(key.verificationKey().toSubjectPublicKeyInfo())
          + " "
          + hex.formatHex(Sm2Signature.fromRaw(key.sign(MESSAGE)).toDer());
    }
  }
}
