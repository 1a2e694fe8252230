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
import java.util.Optional;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/**
 * The decryption key of a node: the second of its two SM2 keys. Nodes have dual certificates (GB/T
 * 38636, GM/T 0034): one key signs and is known to its owner alone, the other decrypts and may be
 * kept by the CA as well, so that files can be read when the key is lost. It is a type of its own,
 * so that the two keys cannot be confused.
 *
 * <pre>{@code
 * Sm2DecryptionKey key = Sm2EnvelopedKey.fromDer(fromTheCa).open(signingKey);
 * byte[] text = Sm2Ciphertext.fromDer(received).decrypt(key);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * <p><b>Security guarantees.</b> Key and certificate belong together, or there is no instance. No
 * text of this class, and none of its exceptions, shows bytes of the key; only the methods whose
 * names say so give them out, and none if a provider keeps it.
 */
public final class Sm2DecryptionKey {

  private final DecryptingHalf half;
  private final Sm2PublicKey publicKey;
  private final Optional<X509Certificate> certificate;

  private Sm2DecryptionKey(
      DecryptingHalf half, Sm2PublicKey publicKey, Optional<X509Certificate> certificate) {
    this.half = half;
    this.publicKey = publicKey;
    this.certificate = certificate;
  }

  static Sm2DecryptionKey of(AsymmetricKeyParameter key) {
    if (key instanceof ECPrivateKeyParameters ec
        && KeyCodec.algorithmOf(ec) == SignatureAlgorithm.SM2_SM3) {
      Sm2PublicKey publicKey = Sm2PublicKey.of(EcCurve.SM2.publicKeyOf(ec));
      return new Sm2DecryptionKey(new HeldDecryptionKey(ec), publicKey, Optional.empty());
    }
    throw new UnsupportedKeyException("The private key is not an SM2 key");
  }

  /**
   * Makes a new key.
   *
   * @param random where it comes from
   * @return the key, without a certificate
   */
  public static Sm2DecryptionKey generate(SecureRandom random) {
    return of(KeyCodec.generate(SignatureAlgorithm.SM2_SM3, random));
  }

  /**
   * Reads a private key.
   *
   * @param privateKeyPem as for {@link SigningKey#fromPem(String)}
   * @return the key, without a certificate
   * @throws IllegalArgumentException as there, and if it is not an SM2 key
   */
  public static Sm2DecryptionKey fromPem(String privateKeyPem) {
    return of(PrivateKeyPem.read(privateKeyPem));
  }

  /**
   * Reads a private key and its certificate.
   *
   * @param privateKeyPem as for {@link SigningKey#fromPem(String)}
   * @param certificatePem a PEM text whose first certificate is that of the key
   * @return the key
   * @throws IllegalArgumentException if one of the two is malformed, the key is not an SM2 key, or
   *     they do not belong together
   */
  public static Sm2DecryptionKey fromPem(String privateKeyPem, String certificatePem) {
    return fromPem(privateKeyPem).certificate(Certificates.fromPem(certificatePem).get(0));
  }

  /**
   * Reads a private key and its certificate from files.
   *
   * @param privateKey a file with what {@link #fromPem(String, String)} takes first
   * @param certificate a file with what it takes second; may be the same file
   * @return the key
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException as {@link #fromPem(String, String)}
   */
  public static Sm2DecryptionKey fromPem(Path privateKey, Path certificate) throws IOException {
    return fromPem(
        Files.readString(privateKey, StandardCharsets.ISO_8859_1),
        Files.readString(certificate, StandardCharsets.ISO_8859_1));
  }

  /**
   * Reads an encrypted private key.
   *
   * @param privateKeyPem as for {@link SigningKey#fromEncryptedPem(String, char[])}
   * @param password its password
   * @return the key, without a certificate
   * @throws IllegalArgumentException as there, and if it is not an SM2 key
   */
  public static Sm2DecryptionKey fromEncryptedPem(String privateKeyPem, char[] password) {
    return of(PrivateKeyPem.read(privateKeyPem, password));
  }

  /**
   * Reads the only private key of a PKCS#12 file, with its certificate.
   *
   * @param file the file
   * @param password its password
   * @return the key
   * @throws IOException if the file cannot be read, or the password is wrong
   * @throws IllegalArgumentException if the file does not hold exactly one private key with its
   *     certificate, it is not an SM2 key, or they do not belong together
   */
  public static Sm2DecryptionKey fromPkcs12(Path file, char[] password) throws IOException {
    return fromEntry(KeyStores.onlyKeyOfPkcs12(file, password));
  }

  /**
   * Takes a private key with its certificate from a key store of the platform. If the store does
   * not give the key out, as a token does not, its provider decrypts.
   *
   * @param store a loaded key store of any type
   * @param alias which of its keys
   * @param password the password of the key
   * @return the key
   * @throws IllegalArgumentException if there is no such SM2 key with a certificate, the password
   *     is wrong, or key and certificate do not belong together
   */
  public static Sm2DecryptionKey fromKeyStore(KeyStore store, String alias, char[] password) {
    KeyStores.Entry entry = KeyStores.entry(store, alias, password);
    return entry.pkcs8() == null
        ? fromProvider(entry.key(), store.getProvider(), entry.chain().get(0))
        : fromEntry(entry);
  }

  private static Sm2DecryptionKey fromEntry(KeyStores.Entry entry) {
    return of(KeyCodec.privateKey(entry.requirePkcs8())).certificate(entry.chain().get(0));
  }

  /**
   * A private key that stays where it is, in a cipher machine (密码机) or another provider, which
   * decrypts; its bytes are not asked for. One trial shows whether key and certificate belong
   * together, which form of ciphertexts the provider takes, and whether the key may decrypt or only
   * unwrap keys. A key that only unwraps opens payloads and CMS, whose keys may then stay in the
   * provider, too.
   *
   * @param privateKey the key, or what stands for it
   * @param provider who decrypts with it: a {@code Cipher} {@code SM2} for {@code DECRYPT_MODE} or
   *     {@code UNWRAP_MODE}; where unwrapped keys have no bytes, also {@code SM4/GCM/NoPadding} for
   *     payloads and {@code SM4/CBC/PKCS5Padding} for CMS. Need not be registered, must be safe for
   *     several threads
   * @param certificate the certificate of the key
   * @return the key
   * @throws IllegalArgumentException if the certificate is not for an SM2 key, the provider does
   *     not have the cipher or does not take the key, or the certificate is for another key
   */
  public static Sm2DecryptionKey fromProvider(
      PrivateKey privateKey, Provider provider, X509Certificate certificate) {
    Sm2PublicKey certified = Sm2PublicKey.of(certificate);
    return new Sm2DecryptionKey(
        ProviderDecryptionKey.of(privateKey, provider, certified, new SecureRandom()),
        certified,
        Optional.of(certificate));
  }

  /**
   * A bare private key.
   *
   * @param scalar the 32 bytes of d, big-endian
   * @param access says that bare key bytes are handled here
   * @return the key, without a certificate
   * @throws IllegalArgumentException if there are not 32 bytes, or d is not from 1 to n-2
   */
  public static Sm2DecryptionKey fromRaw(byte[] scalar, RawKeyAccess access) {
    return of(KeyCodec.rawSm2(scalar, access));
  }

  /**
   * The same key with its certificate.
   *
   * @param its the certificate for this key
   * @return a new instance
   * @throws IllegalArgumentException if it is for another key
   */
  public Sm2DecryptionKey certificate(X509Certificate its) {
    VerificationKey certified = VerificationKey.of(its);
    if (!certified.equals(publicKey.toVerificationKey())) {
      throw new IllegalArgumentException(
          "The certificate is for the "
              + certified
              + ", the private key belongs to the "
              + publicKey.toVerificationKey());
    }
    return new Sm2DecryptionKey(half, publicKey, Optional.of(its));
  }

  /**
   * The public key with which others encrypt.
   *
   * @return the public key
   */
  public Sm2PublicKey publicKey() {
    return publicKey;
  }

  /**
   * The certificate of the key.
   *
   * @return the certificate, empty if there is none
   */
  public Optional<X509Certificate> certificate() {
    return certificate;
  }

  /**
   * Writes the private key. Keep the text as confidential as the key.
   *
   * @return a {@code PRIVATE KEY} block (PKCS#8, not encrypted)
   * @throws IllegalStateException if a provider keeps the key
   */
  public String toPrivateKeyPem() {
    return PrivateKeyPem.write(half.export());
  }

  /**
   * Writes the private key, encrypted with a password.
   *
   * @param password the password, taken in UTF-8
   * @param encryption with which algorithms
   * @param random where salt and initialisation vector come from
   * @return an {@code ENCRYPTED PRIVATE KEY} block (PKCS#8, PBES2)
   * @throws IllegalStateException if a provider keeps the key
   */
  public String toEncryptedPem(char[] password, KeyEncryption encryption, SecureRandom random) {
    return PrivateKeyPem.write(
        Pbes2.encrypt(KeyCodec.encodePrivate(half.export()), password, encryption, random));
  }

  /**
   * The provider that keeps the private key and decrypts with it.
   *
   * @return the provider, empty if the key is in the memory of this process
   */
  public Optional<Provider> provider() {
    return half.provider();
  }

  DecryptingHalf half() {
    return half;
  }

  /** Fingerprint of the public key; nothing secret. */
  @Override
  public String toString() {
    return "Sm2DecryptionKey[" + publicKey.toVerificationKey() + "]";
  }
}
