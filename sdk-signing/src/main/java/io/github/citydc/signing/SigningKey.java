package io.github.citydc.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * What a node signs with: a private key, the certificates that say whose it is, and the one
 * algorithm it is used with, which follows from the type of the key.
 *
 * <pre>{@code
 * SigningKey key = SigningKey.fromPem(Path.of("node-key.pem"), Path.of("node-cert.pem"));
 * MessageSigner signer = HttpSignatures.signer(key);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * <p><b>Security guarantees.</b> Key and certificate belong together, or there is no instance. The
 * random number of each signature comes from a {@link SecureRandom} of the platform unless {@link
 * #withRandom} names another. No text of this class, and none of its exceptions, shows bytes of the
 * key; only the {@code toPrivateKeyPem} that says so gives them out. The arithmetic is that of
 * BouncyCastle, which does not promise to hide its timing from an observer on the same machine.
 */
public final class SigningKey {

  private final SignatureAlgorithm algorithm;
  private final CipherParameters secret;
  private final VerificationKey verificationKey;
  private final List<X509Certificate> certificates;
  private final SecureRandom random;
  private final SignerPool pool;

  private SigningKey(
      CipherParameters secret,
      VerificationKey verificationKey,
      List<X509Certificate> certificates,
      SecureRandom random) {
    this.algorithm = verificationKey.algorithm();
    this.secret = secret;
    this.verificationKey = verificationKey;
    this.certificates = List.copyOf(certificates);
    this.random = random;
    this.pool = SignerPool.forSigning(algorithm, secret, random);
  }

  private static SigningKey of(AsymmetricKeyParameter privateKey, SecureRandom random) {
    VerificationKey publicKey = VerificationKey.of(KeyCodec.publicKeyOf(privateKey));
    return new SigningKey(privateKey, publicKey, List.of(), random);
  }

  /**
   * Reads a private key that has no certificate yet.
   *
   * @param privateKeyPem exactly one {@code PRIVATE KEY} block (PKCS#8, not encrypted)
   * @return the key, without certificates
   * @throws IllegalArgumentException if there is not exactly one, or its type is not supported
   */
  public static SigningKey fromPem(String privateKeyPem) {
    List<byte[]> blocks = Pem.read(privateKeyPem, Pem.PRIVATE_KEY);
    if (blocks.size() != 1) {
      throw new IllegalArgumentException(
          "The PEM contains " + blocks.size() + " PRIVATE KEY blocks (PKCS#8), not one");
    }
    return of(KeyCodec.privateKey(blocks.get(0)), new SecureRandom());
  }

  /**
   * Reads a private key and its certificates.
   *
   * @param privateKeyPem exactly one {@code PRIVATE KEY} block (PKCS#8, not encrypted)
   * @param certificatesPem the certificate of the key, then its issuers, the root not needed
   * @return the key
   * @throws IllegalArgumentException if one of the two is malformed, or they do not belong together
   */
  public static SigningKey fromPem(String privateKeyPem, String certificatesPem) {
    return fromPem(privateKeyPem).withCertificates(Certificates.fromPem(certificatesPem));
  }

  /**
   * Reads a private key and its certificates from files.
   *
   * @param privateKey a file with what {@link #fromPem(String, String)} takes first
   * @param certificates a file with what it takes second; may be the same file
   * @return the key
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if one of the two is malformed, or they do not belong together
   */
  public static SigningKey fromPem(Path privateKey, Path certificates) throws IOException {
    return fromPem(
        Files.readString(privateKey, StandardCharsets.US_ASCII),
        Files.readString(certificates, StandardCharsets.US_ASCII));
  }

  /**
   * Reads the only private key of a PKCS#12 file, SM2 included, with its certificates.
   *
   * @param file the file
   * @param password its password; the caller may overwrite it afterwards
   * @return the key
   * @throws IOException if the file cannot be read, or the password is wrong
   * @throws IllegalArgumentException if the file does not hold exactly one private key with its
   *     certificate, or they do not belong together
   */
  public static SigningKey fromPkcs12(Path file, char[] password) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12", Certificates.BOUNCY_CASTLE);
      store.load(in, password);
      List<String> keys =
          Collections.list(store.aliases()).stream().filter(a -> isKey(store, a)).toList();
      if (keys.size() != 1) {
        throw new IllegalArgumentException(
            "The PKCS#12 file holds " + keys.size() + " private keys, not one");
      }
      return fromEntry(store.getKey(keys.get(0), password), store.getCertificateChain(keys.get(0)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Not a usable PKCS#12 file", e);
    }
  }

  private static boolean isKey(KeyStore store, String alias) {
    try {
      return store.isKeyEntry(alias);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key store was loaded", e);
    }
  }

  private static SigningKey fromEntry(@Nullable Key key, Certificate @Nullable [] chain) {
    byte @Nullable [] pkcs8 = key == null ? null : key.getEncoded();
    if (pkcs8 == null || chain == null) {
      throw new IllegalArgumentException("The private key of the PKCS#12 file has no certificate");
    }
    List<X509Certificate> certificates =
        Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    return of(KeyCodec.privateKey(pkcs8), new SecureRandom()).withCertificates(certificates);
  }

  /**
   * Makes a new key with the platform's randomness.
   *
   * @param algorithm any but the HMAC algorithms
   * @return the key, without certificates
   * @throws IllegalArgumentException if the algorithm has no key pair
   */
  public static SigningKey generate(SignatureAlgorithm algorithm) {
    return generate(algorithm, new SecureRandom());
  }

  /**
   * Makes a new key.
   *
   * @param algorithm any but the HMAC algorithms
   * @param random where the key, and later the random number of each signature, comes from
   * @return the key, without certificates
   * @throws IllegalArgumentException if the algorithm has no key pair
   */
  public static SigningKey generate(SignatureAlgorithm algorithm, SecureRandom random) {
    return of(KeyCodec.generate(algorithm, random), random);
  }

  /**
   * A shared secret with the algorithm it is for.
   *
   * @param secret the secret
   * @param algorithm an HMAC algorithm
   * @return the key; it never has certificates
   * @throws IllegalArgumentException if the algorithm takes a key pair
   */
  public static SigningKey of(SharedSecret secret, SignatureAlgorithm algorithm) {
    VerificationKey verificationKey = VerificationKey.of(secret, algorithm);
    return new SigningKey(
        new KeyParameter(secret.bytes()), verificationKey, List.of(), new SecureRandom());
  }

  /**
   * The same key with certificates.
   *
   * @param chain the certificate of the key, then its issuers, the root not needed
   * @return a new instance
   * @throws IllegalArgumentException if the chain is empty, or its first certificate is for another
   *     key; the message says for which
   */
  public SigningKey withCertificates(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("The certificate of the key is missing");
    }
    VerificationKey certified = VerificationKey.of(chain.get(0));
    if (!certified.equals(verificationKey)) {
      throw new IllegalArgumentException(
          "The certificate is for the "
              + certified
              + ", the private key belongs to the "
              + verificationKey);
    }
    return new SigningKey(secret, verificationKey, chain, random);
  }

  /**
   * The same key with another source of randomness for its signatures.
   *
   * @param random where the random number of each signature comes from; whoever can predict it can
   *     compute the key
   * @return a new instance
   */
  public SigningKey withRandom(SecureRandom random) {
    return new SigningKey(secret, verificationKey, certificates, random);
  }

  /**
   * The only algorithm this key signs with.
   *
   * @return the algorithm
   */
  public SignatureAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * The side of this key that verifies.
   *
   * @return the public key; for a shared secret the secret itself
   */
  public VerificationKey verificationKey() {
    return verificationKey;
  }

  /**
   * Whose key it is.
   *
   * @return the certificate of the key, then its issuers; empty if there is none
   */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /**
   * Signs.
   *
   * @param message what to sign; hashed as the algorithm demands
   * @return the signature as on the wire: r‖s for SM2 and ECDSA
   */
  public byte[] sign(byte[] message) {
    return pool.sign(message);
  }

  /**
   * Writes the private key. Keep the text as confidential as the key.
   *
   * @return a {@code PRIVATE KEY} block (PKCS#8, not encrypted)
   * @throws IllegalStateException if this is a shared secret
   */
  public String toPrivateKeyPem() {
    if (secret instanceof AsymmetricKeyParameter privateKey) {
      return Pem.write(Pem.PRIVATE_KEY, KeyCodec.encodePrivate(privateKey));
    }
    throw new IllegalStateException("A shared secret has no PKCS#8 form");
  }

  /**
   * Algorithm and fingerprint; nothing secret.
   *
   * @return for example {@code SigningKey[sm2-sm3, certificate 1f0c4be2a9d03377]}
   */
  @Override
  public String toString() {
    return certificates.isEmpty()
        ? "SigningKey[" + verificationKey + ", no certificate]"
        : "SigningKey["
            + algorithm
            + ", certificate "
            + Certificates.fingerprint(certificates.get(0))
            + "]";
  }
}
