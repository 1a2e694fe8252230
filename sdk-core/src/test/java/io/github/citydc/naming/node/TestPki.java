package io.github.citydc.naming.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Certificates made with the keytool of the JDK that runs the tests. */
public final class TestPki {

  private static final String PASSWORD = "changeit";

  private final Path file;

  public TestPki(Path folder) {
    file = folder.resolve("pki.p12");
  }

  /** A certificate authority. */
  public void authority(String alias) throws Exception {
    keytool("-genkeypair", "-alias", alias, "-dname", "CN=" + alias, "-ext", "bc:c=ca:true");
  }

  /** A certificate with a name in its subject alternative name. */
  public X509Certificate issue(String alias, String authority, String names) throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        alias,
        "-dname",
        "CN=" + alias,
        "-signer",
        authority,
        "-ext",
        "san=" + names);
    return certificate(alias);
  }

  private void keytool(String... arguments) throws Exception {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30", "-keystore"));
    command.addAll(List.of(file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    Path log = file.resolveSibling("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + Files.readString(log));
    }
  }

  private KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(file)) {
      store.load(stream, PASSWORD.toCharArray());
    }
    return store;
  }

  X509Certificate certificate(String alias) throws GeneralSecurityException, IOException {
    return (X509Certificate) store().getCertificate(alias);
  }

  /** TLS with the key of an alias, trusting an authority. */
  public SSLContext tls(String alias, X509TrustManager trust) throws Exception {
    KeyStore only = KeyStore.getInstance("PKCS12");
    only.load(null, null);
    only.setKeyEntry(
        alias,
        store().getKey(alias, PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        store().getCertificateChain(alias));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(only, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), new X509TrustManager[] {trust}, null);
    return context;
  }

  public X509TrustManager trusting(String authority) throws Exception {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry(authority, certificate(authority));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(anchors);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  /** Trusts certificates that lead to an authority. */
  public NodeCertificateCheck check(String authority) throws Exception {
    TrustAnchor anchor = new TrustAnchor(certificate(authority), null);
    return (node, presented) -> {
      try {
        PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        for (X509Certificate certificate : presented) {
          CertPathValidator.getInstance("PKIX")
              .validate(
                  CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
                  parameters);
        }
        return presented;
      } catch (GeneralSecurityException e) {
        throw new CertificateException("No path to " + authority, e);
      }
    };
  }
}
