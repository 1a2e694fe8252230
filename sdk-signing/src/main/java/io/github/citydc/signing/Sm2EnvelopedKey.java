package io.github.citydc.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.BigIntegers;

/**
 * A private key on its way from the CA to its owner, GM/T 0009 §7.4: the key that decrypts, made by
 * the CA, encrypted with SM4 under a key that is encrypted with SM2 for the key that signs.
 *
 * <pre>{@code
 * Sm2DecryptionKey key = Sm2EnvelopedKey.fromDer(fromTheCa).open(signingKey);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * <p><b>Security guarantees.</b> Only the holder of the signing key opens it, and what is opened is
 * the private key of the public key that stands beside it, or nothing. It does not prove who made
 * it: compare {@link #publicKey()} with the certificate.
 */
public final class Sm2EnvelopedKey {

  private static final int SCALAR_BYTES = 32;
  private static final int SM4_KEY_BYTES = 16;
  private static final int MEMBERS = 4;

  /** SM4 without a mode, GM/T 0006: products write it where they mean ECB. */
  private static final ASN1ObjectIdentifier SM4 = new ASN1ObjectIdentifier("1.2.156.10197.1.104");

  private final Sm2Ciphertext wrappedKey;
  private final Sm2PublicKey publicKey;
  private final byte[] encryptedScalar;

  private Sm2EnvelopedKey(
      Sm2Ciphertext wrappedKey, Sm2PublicKey publicKey, byte[] encryptedScalar) {
    this.wrappedKey = wrappedKey;
    this.publicKey = publicKey;
    this.encryptedScalar = encryptedScalar;
  }

  /**
   * Encrypts a private key for its owner, as a CA does.
   *
   * @param key what the owner shall decrypt with
   * @param owner the public key of the owner's signing key
   * @param random where the SM4 key and the random number of SM2 come from
   * @return the enveloped key
   * @throws IllegalStateException if a provider keeps the key
   */
  public static Sm2EnvelopedKey wrap(
      Sm2DecryptionKey key, Sm2PublicKey owner, SecureRandom random) {
    byte[] sm4Key = new byte[SM4_KEY_BYTES];
    random.nextBytes(sm4Key);
    byte[] scalar = BigIntegers.asUnsignedByteArray(SCALAR_BYTES, key.half().export().getD());
    byte[] encrypted = ecb(true, sm4Key, scalar);
    Sm2Ciphertext wrapped = Sm2Ciphertext.encrypt(sm4Key, owner, random);
    Arrays.fill(scalar, (byte) 0);
    Arrays.fill(sm4Key, (byte) 0);
    return new Sm2EnvelopedKey(wrapped, key.publicKey(), encrypted);
  }

  /**
   * Decrypts the private key.
   *
   * @param owner the key it was encrypted for
   * @return the key, without a certificate
   * @throws DecryptionException if it is for another key, was changed, or is not the private key of
   *     {@link #publicKey()}
   * @throws IllegalStateException if a provider keeps the owner's key: see {@link
   *     #open(Sm2DecryptionKey)}
   */
  public Sm2DecryptionKey open(SigningKey owner) {
    return open(Sm2DecryptionKey.of(owner.export()));
  }

  /**
   * Decrypts the private key with a key that a provider keeps and lets decrypt: {@link
   * Sm2DecryptionKey#fromProvider} with the certificate that signs. Where the opened key must not
   * leave the cipher machine either, import this form with the machine's own tools.
   *
   * @param owner the key it was encrypted for
   * @return the key, without a certificate
   * @throws DecryptionException as {@link #open(SigningKey)}
   * @throws KeyProviderException if the provider cannot use the key at present
   * @throws IllegalStateException if the provider lets the key unwrap keys only
   */
  public Sm2DecryptionKey open(Sm2DecryptionKey owner) {
    byte[] sm4Key = wrappedKey.decrypt(owner);
    try {
      byte[] padded = ecb(false, sm4Key, encryptedScalar);
      Sm2DecryptionKey key = Sm2DecryptionKey.of(EcCurve.SM2.privateKey(new BigInteger(1, padded)));
      if (key.publicKey().equals(publicKey)) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // As below: which of them it was helps only an attacker.
    }
    throw new DecryptionException(
        "The enveloped key was changed: it is not that of its public key");
  }

  private static byte[] ecb(boolean encrypt, byte[] key, byte[] input) {
    SM4Engine engine = new SM4Engine();
    engine.init(encrypt, new KeyParameter(key));
    byte[] output = new byte[input.length];
    for (int at = 0; at < input.length; at += engine.getBlockSize()) {
      engine.processBlock(input, at, output, at);
    }
    return output;
  }

  /**
   * Reads DER.
   *
   * @param der {@code SEQUENCE {AlgorithmIdentifier, SM2Cipher, BIT STRING publicKey, BIT STRING
   *     encryptedPrivateKey}}; the algorithm is SM4 in ECB mode, the encrypted private key 32
   *     bytes, or 64 as GM/T 0018 pads it
   * @return the enveloped key
   * @throws IllegalArgumentException if the bytes are not exactly that
   */
  public static Sm2EnvelopedKey fromDer(byte[] der) {
    try {
      ASN1Sequence sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(der));
      if (sequence.size() != MEMBERS || !Arrays.equals(sequence.getEncoded("DER"), der)) {
        throw new IllegalArgumentException("not DER of four members");
      }
      requireSm4(AlgorithmIdentifier.getInstance(sequence.getObjectAt(0)));
      return new Sm2EnvelopedKey(
          Sm2Ciphertext.fromDer(sequence.getObjectAt(1).toASN1Primitive().getEncoded("DER")),
          Sm2PublicKey.fromPoint(ASN1BitString.getInstance(sequence.getObjectAt(2)).getOctets()),
          requireLength(ASN1BitString.getInstance(sequence.getObjectAt(3)).getOctets()));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "Not the DER of an SM2EnvelopedKey (GM/T 0009): " + e.getMessage(), e);
    }
  }

  private static void requireSm4(AlgorithmIdentifier algorithm) {
    ASN1ObjectIdentifier oid = algorithm.getAlgorithm();
    if (!oid.equals(SM4) && !oid.equals(GMObjectIdentifiers.sms4_ecb)) {
      throw new UnsupportedKeyException(
          "the private key is encrypted with " + oid.getId() + ", not with SM4 in ECB mode");
    }
    ASN1Encodable parameters = algorithm.getParameters();
    if (parameters != null && !DERNull.INSTANCE.equals(parameters)) {
      throw new IllegalArgumentException("SM4 in ECB mode has no parameters");
    }
  }

  private static byte[] requireLength(byte[] encrypted) {
    if (encrypted.length != SCALAR_BYTES && encrypted.length != 2 * SCALAR_BYTES) {
      throw new IllegalArgumentException(
          "the encrypted private key has " + encrypted.length + " bytes, not 32 or 64");
    }
    return encrypted;
  }

  /**
   * Writes DER.
   *
   * @return as {@link #fromDer} reads it, freshly allocated
   */
  public byte[] toDer() {
    return Certificates.der(
        new DERSequence(
            new ASN1Encodable[] {
              new AlgorithmIdentifier(GMObjectIdentifiers.sms4_ecb, DERNull.INSTANCE),
              ASN1Sequence.getInstance(wrappedKey.toDer()),
              new DERBitString(publicKey.toUncompressed()),
              new DERBitString(encryptedScalar)
            }));
  }

  /**
   * The public key of the key inside.
   *
   * @return as it stands beside it; {@link #open} proves that it is the right one
   */
  public Sm2PublicKey publicKey() {
    return publicKey;
  }

  /** Fingerprint of the public key; nothing secret. */
  @Override
  public String toString() {
    return "Sm2EnvelopedKey[" + publicKey.toVerificationKey() + "]";
  }
}
