package io.github.citydc.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The signing key of a node: a private key, the certificates that show whose it is, and the one
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
 * #random} names another. No text of this class, and none of its exceptions, shows bytes of the
 * key; only the methods whose names say so give them out, and none if a provider keeps it. The
 * arithmetic is that of BouncyCastle, which does not promise to hide its timing from an observer on
 * the same machine.
 */
public final class SigningKey {

  private final PrivateHalf privateHalf;
  private final VerificationKey verificationKey;
  private final List<X509Certificate> certificates;

  private SigningKey(
      PrivateHalf privateHalf,
      VerificationKey verificationKey,
      List<X509Certificate> certificates) {
    this.privateHalf = privateHalf;
    this.verificationKey = verificationKey;
    this.certificates = List.copyOf(certificates);
  }

  private static SigningKey of(AsymmetricKeyParameter privateKey, SecureRandom random) {
    VerificationKey publicKey = VerificationKey.of(KeyCodec.publicKeyOf(privateKey));
    return new SigningKey(
        new HeldKey(publicKey.algorithm(), privateKey, random), publicKey, List.of());
  }

  /**
   * Reads a private key that has no certificate yet.
   *
   * @param privateKeyPem exactly one {@code PRIVATE KEY} block (PKCS#8) or {@code EC PRIVATE KEY}
   *     block (SEC1), not encrypted
   * @return the key, without certificates
   * @throws IllegalArgumentException if there is not exactly one, or its type is not supported
   */
  public static SigningKey fromPem(String privateKeyPem) {
    return of(PrivateKeyPem.read(privateKeyPem), new SecureRandom());
  }

  /**
   * Reads an encrypted private key that has no certificate yet.
   *
   * @param privateKeyPem exactly one {@code ENCRYPTED PRIVATE KEY} block: PBES2 with PBKDF2 and AES
   *     or SM4 in CBC mode, as OpenSSL writes it
   * @param password its password, taken in UTF-8; the caller may overwrite it afterwards
   * @return the key, without certificates
   * @throws IllegalArgumentException if there is not exactly one, it is not encrypted, or encrypted
   *     in another way, or the password is wrong
   */
  public static SigningKey fromEncryptedPem(String privateKeyPem, char[] password) {
    return of(PrivateKeyPem.read(privateKeyPem, password), new SecureRandom());
  }

  /**
   * Reads a private key and its certificates.
   *
   * @param privateKeyPem what {@link #fromPem(String)} takes
   * @param certificatesPem the certificate of the key, then its issuers, the root not needed
   * @return the key
   * @throws IllegalArgumentException if one of the two is malformed, or they do not belong together
   */
  public static SigningKey fromPem(String privateKeyPem, String certificatesPem) {
    return fromPem(privateKeyPem).certificates(Certificates.fromPem(certificatesPem));
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
        Files.readString(privateKey, StandardCharsets.ISO_8859_1),
        Files.readString(certificates, StandardCharsets.ISO_8859_1));
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
    return fromEntry(KeyStores.onlyKeyOfPkcs12(file, password));
  }

  /**
   * Takes a private key with its certificates from a key store of the platform. If the store does
   * not give the key out, as a token does not, its provider signs.
   *
   * @param store a loaded key store of any type
   * @param alias which of its keys
   * @param password the password of the key; empty if the store asks for none
   * @return the key
   * @throws IllegalArgumentException if there is no such key with a certificate, the password is
   *     wrong, or key and certificate do not belong together
   */
  public static SigningKey fromKeyStore(KeyStore store, String alias, char[] password) {
    KeyStores.Entry entry = KeyStores.entry(store, alias, password);
    return entry.pkcs8() == null
        ? fromProvider(entry.key(), store.getProvider(), entry.chain())
        : fromEntry(entry);
  }

  private static SigningKey fromEntry(KeyStores.Entry entry) {
    return of(KeyCodec.privateKey(entry.requirePkcs8()), new SecureRandom())
        .certificates(entry.chain());
  }

  /**
   * A private key that stays where it is, in a cipher machine or another provider, which signs; its
   * bytes are not asked for. Whether key and certificate belong together is found out by one
   * signature.
   *
   * @param privateKey the key, or what stands for it
   * @param provider who signs with it, as {@code SM3withSM2}, {@code SHA256withECDSA}, {@code
   *     Ed25519} or {@code RSASSA-PSS}; need not be registered, must be safe for several threads
   * @param chain the certificate of the key, then its issuers, the root not needed
   * @return the key
   * @throws IllegalArgumentException if the chain is empty, the provider does not have the
   *     algorithm or does not take the key, or the certificate is for another key
   */
  public static SigningKey fromProvider(
      PrivateKey privateKey, Provider provider, List<X509Certificate> chain) {
    VerificationKey certified = VerificationKey.of(requireFirst(chain));
    return new SigningKey(ProviderKey.of(privateKey, provider, certified), certified, chain);
  }

  /**
   * A bare SM2 private key, as some products hand it over.
   *
   * @param scalar the 32 bytes of d, big-endian
   * @param access says that bare key bytes are handled here
   * @return the key, without certificates
   * @throws IllegalArgumentException if there are not 32 bytes, or d is not from 1 to n-2
   */
  public static SigningKey fromRawSm2(byte[] scalar, RawKeyAccess access) {
    return of(KeyCodec.rawSm2(scalar, access), new SecureRandom());
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
        new HeldKey(algorithm, new KeyParameter(secret.bytes()), new SecureRandom()),
        verificationKey,
        List.of());
  }

  /**
   * The same key with certificates.
   *
   * @param chain the certificate of the key, then its issuers, the root not needed
   * @return a new instance
   * @throws IllegalArgumentException if the chain is empty, or its first certificate is for another
   *     key; the message says for which
   */
  public SigningKey certificates(List<X509Certificate> chain) {
    VerificationKey certified = VerificationKey.of(requireFirst(chain));
    if (!certified.equals(verificationKey)) {
      throw new IllegalArgumentException(
          "The certificate is for the "
              + certified
              + ", the private key belongs to the "
              + verificationKey);
    }
    return new SigningKey(privateHalf, verificationKey, chain);
  }

  private static X509Certificate requireFirst(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("The certificate of the key is missing");
    }
    return chain.get(0);
  }

  /**
   * The same key with another source of randomness for its signatures.
   *
   * @param random the source of the random number of each signature; an attacker who can predict it
   *     can compute the key
   * @return a new instance
   * @throws IllegalStateException if a provider keeps the key, and with it the randomness
   */
  public SigningKey random(SecureRandom random) {
    return new SigningKey(privateHalf.random(random), verificationKey, certificates);
  }

  /**
   * The only algorithm this key signs with.
   *
   * @return the algorithm
   */
  public SignatureAlgorithm algorithm() {
    return verificationKey.algorithm();
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
   * The certificates of the key.
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
   * @throws KeyProviderException if a provider keeps the key and cannot use it at present
   */
  public byte[] sign(byte[] message) {
    return privateHalf.sign(message);
  }

  /**
   * Writes the private key. Keep the text as confidential as the key.
   *
   * @return a {@code PRIVATE KEY} block (PKCS#8, not encrypted)
   * @throws IllegalStateException if this is a shared secret, or a provider keeps the key
   */
  public String toPrivateKeyPem() {
    return PrivateKeyPem.write(privateHalf.export());
  }

  /**
   * Writes the private key, encrypted with a password.
   *
   * @param password the password, taken in UTF-8; its strength is that of the file
   * @param encryption with which algorithms
   * @param random where salt and initialisation vector come from
   * @return an {@code ENCRYPTED PRIVATE KEY} block (PKCS#8, PBES2)
   * @throws IllegalStateException if this is a shared secret, or a provider keeps the key
   */
  public String toEncryptedPem(char[] password, KeyEncryption encryption, SecureRandom random) {
    byte[] pkcs8 = KeyCodec.encodePrivate(privateHalf.export());
    return PrivateKeyPem.write(Pbes2.encrypt(pkcs8, password, encryption, random));
  }

  AsymmetricKeyParameter export() {
    return privateHalf.export();
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
            + algorithm()
            + ", certificate "
            + Certificates.fingerprint(certificates.get(0))
            + "]";
  }
}
