package io.github.citydc.signing.node;

import io.github.citydc.internal.FilePermissions;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.tls.TlsContext;
import io.github.citydc.signing.tls.TlsContextBuilder;
import io.github.citydc.signing.tls.TlsProfile;
import io.github.citydc.signing.trust.CertificateRequest;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The folder of one node, with everything it needs to take part in a city, and nothing of other
 * nodes.
 *
 * <pre>{@code
 * NodeFolder folder = NodeFolder.at(Path.of("city/440106_11440106007482911C_grid"));   // by cdx keygen
 * MessageSigner signer = HttpSignatures.signer(folder.signingKey(Passphrase.none()));
 * }</pre>
 *
 * <pre>
 * key.pem                     private key that signs, readable by its owner only
 * certificate.pem             certificate of that key
 * encryption-key.pem          private key that decrypts, readable by its owner only
 * encryption-certificate.pem  certificate of that key
 * root.pem                    root of the city
 * tls-key.pem                 private key of its TLS connections, readable by its owner only
 * tls-certificate.pem         certificate of that key, for host names
 * tls-encryption-key.pem, tls-encryption-certificate.pem   beside an SM2 key, for TLCP
 * tls-request.pem             request for a certificate of the key, for another CA
 * tls-root.pem                root of the TLS certificates
 * </pre>
 *
 * <p>Immutable and thread-safe; what is read is what the files hold at that time.
 */
public final class NodeFolder {

  private static final String KEY = "key.pem";
  private static final String CERTIFICATE = "certificate.pem";
  private static final String ENCRYPTION_KEY = "encryption-key.pem";
  private static final String ENCRYPTION_CERTIFICATE = "encryption-certificate.pem";
  private static final String ROOT = "root.pem";

  private static final String TLS_KEY = "tls-key.pem";
  private static final String TLS_CERTIFICATE = "tls-certificate.pem";
  private static final String TLS_ENCRYPTION_KEY = "tls-encryption-key.pem";
  private static final String TLS_ENCRYPTION_CERTIFICATE = "tls-encryption-certificate.pem";
  private static final String TLS_REQUEST = "tls-request.pem";
  private static final String TLS_ROOT = "tls-root.pem";

  private final Path folder;

  private NodeFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder of a node.
   *
   * @param folder where it lies
   * @return the folder, not looked at yet
   */
  public static NodeFolder at(Path folder) {
    return new NodeFolder(folder);
  }

  /**
   * The folder of a node below the one of its city: named after the node, with {@code _} for the
   * colon that not every system takes.
   *
   * @param city the folder of the city
   * @param node the node
   * @return the folder, not looked at yet
   */
  public static NodeFolder in(Path city, NodeId node) {
    return new NodeFolder(city.resolve(node.toString().replace(':', '_')));
  }

  /**
   * The path of the folder.
   *
   * @return the path
   */
  public Path path() {
    return folder;
  }

  /**
   * Returns whether a node has its keys here.
   *
   * @return true if there is a key with its certificate
   */
  public boolean exists() {
    return Files.isRegularFile(folder.resolve(KEY))
        && Files.isRegularFile(folder.resolve(CERTIFICATE));
  }

  /**
   * The signing key of the node.
   *
   * @param passphrase decrypts the key if it is encrypted
   * @return the key with its certificate
   * @throws IOException if a file is missing or cannot be read, or if other users of this machine
   *     can read the key
   * @throws IllegalArgumentException if one is malformed, the passphrase is missing or wrong, or
   *     key and certificate do not belong together
   */
  public SigningKey signingKey(Passphrase passphrase) throws IOException {
    return passphrase
        .signingKey(readKey(KEY))
        .certificates(Certificates.fromPem(read(CERTIFICATE)));
  }

  /**
   * The decryption key of the node.
   *
   * @param passphrase decrypts the key if it is encrypted
   * @return the key with its certificate
   * @throws IOException as {@link #signingKey}
   * @throws IllegalArgumentException as {@link #signingKey}
   */
  public Sm2DecryptionKey decryptionKey(Passphrase passphrase) throws IOException {
    return passphrase
        .decryptionKey(readKey(ENCRYPTION_KEY))
        .certificate(Certificates.fromPem(read(ENCRYPTION_CERTIFICATE)).get(0));
  }

  /**
   * The certificate of the decryption key of the node.
   *
   * @return the certificate, empty if there is none
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is malformed
   */
  public Optional<X509Certificate> encryptionCertificate() throws IOException {
    return Files.isRegularFile(folder.resolve(ENCRYPTION_CERTIFICATE))
        ? Optional.of(Certificates.fromPem(read(ENCRYPTION_CERTIFICATE)).get(0))
        : Optional.empty();
  }

  /**
   * The trust store of the node.
   *
   * @return the root of its city
   * @throws IOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if it holds no certificate
   */
  public TrustStore trust() throws IOException {
    return TrustStore.ofPem(folder.resolve(ROOT));
  }

  /**
   * Returns whether there is a key with its certificate for TLS.
   *
   * @return true if so
   */
  public boolean hasTls() {
    return Files.isRegularFile(folder.resolve(TLS_KEY))
        && Files.isRegularFile(folder.resolve(TLS_CERTIFICATE));
  }

  /**
   * TLS as this folder has it: shows its TLS certificates, a client only where it is asked, and
   * trusts its TLS root; what is not there, is left out.
   *
   * @param profile the allowed protocols and cipher suites
   * @param passphrase decrypts the keys if they are encrypted
   * @return a builder to add to
   * @throws IOException as {@link #signingKey}
   * @throws IllegalArgumentException as {@link #signingKey}
   */
  public TlsContextBuilder tls(TlsProfile profile, Passphrase passphrase) throws IOException {
    TlsContextBuilder context = TlsContext.builder(profile);
    if (Files.isRegularFile(folder.resolve(TLS_ROOT))) {
      context.trusting(Certificates.fromPem(read(TLS_ROOT)));
    }
    if (!hasTls()) {
      return context;
    }
    SigningKey key =
        passphrase
            .signingKey(readKey(TLS_KEY))
            .certificates(Certificates.fromPem(read(TLS_CERTIFICATE)));
    return Files.isRegularFile(folder.resolve(TLS_ENCRYPTION_KEY))
        ? context.key(new DualKeys(key, secondTlsKey(passphrase)))
        : context.key(key);
  }

  private Sm2DecryptionKey secondTlsKey(Passphrase passphrase) throws IOException {
    return passphrase
        .decryptionKey(readKey(TLS_ENCRYPTION_KEY))
        .certificate(Certificates.fromPem(read(TLS_ENCRYPTION_CERTIFICATE)).get(0));
  }

  /**
   * Writes the TLS keys of the node; earlier ones are replaced.
   *
   * @param keys the keys with their certificates
   * @param request asks another CA for a certificate of the same key
   * @param passphrase encrypts the private keys
   * @throws IOException if a file cannot be written
   */
  public void write(TlsKeys keys, CertificateRequest request, Passphrase passphrase)
      throws IOException {
    PrivateFiles.createFolders(folder);
    Files.deleteIfExists(folder.resolve(TLS_ENCRYPTION_KEY));
    Files.deleteIfExists(folder.resolve(TLS_ENCRYPTION_CERTIFICATE));
    if (keys.decryption().isPresent()) {
      Sm2DecryptionKey second = keys.decryption().get();
      writeCertificates(TLS_ENCRYPTION_CERTIFICATE, List.of(second.certificate().orElseThrow()));
      writeKey(TLS_ENCRYPTION_KEY, passphrase.toPem(second));
    }
    writeKey(TLS_KEY, passphrase.toPem(keys.signing()));
    writeCertificates(TLS_CERTIFICATE, keys.signing().certificates());
    writeCertificates(TLS_ROOT, List.of(keys.root()));
    PrivateFiles.replacePublic(
        folder.resolve(TLS_REQUEST), request.toPem().getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Writes the keys of the node; earlier ones are replaced.
   *
   * @param keys the keys with their certificates
   * @param root the root of its city
   * @param passphrase encrypts the private keys
   * @throws IOException if a file cannot be written
   */
  public void write(DualKeys keys, X509Certificate root, Passphrase passphrase) throws IOException {
    PrivateFiles.createFolders(folder);
    X509Certificate encryption = keys.decryption().certificate().orElseThrow();
    writeKey(ENCRYPTION_KEY, passphrase.toPem(keys.decryption()));
    writeCertificates(ENCRYPTION_CERTIFICATE, List.of(encryption));
    writeKey(KEY, passphrase.toPem(keys.signing()));
    writeCertificates(CERTIFICATE, keys.signing().certificates());
    writeCertificates(ROOT, List.of(root));
  }

  private void writeKey(String name, String pem) throws IOException {
    PrivateFiles.replace(folder.resolve(name), pem.getBytes(StandardCharsets.US_ASCII));
  }

  private void writeCertificates(String name, List<X509Certificate> certificates)
      throws IOException {
    PrivateFiles.replacePublic(
        folder.resolve(name), Certificates.toPem(certificates).getBytes(StandardCharsets.US_ASCII));
  }

  private String readKey(String name) throws IOException {
    FilePermissions.requireSecret(folder.resolve(name));
    return read(name);
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
  }

  /** The path of the folder. */
  @Override
  public String toString() {
    return "NodeFolder[" + folder + "]";
  }
}
