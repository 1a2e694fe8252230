package io.github.citydc.signing;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A key that verifies signatures: a public key, or a shared secret. The algorithm is part of it and
 * follows from its type, so a message cannot choose one. The key is decoded and checked once, when
 * the instance is made; keep the instance: after a few signatures of an SM2 key it computes a table
 * of multiples of the public point, 32 KiB, and then verifies about twice as fast. Immutable to the
 * eye, and thread-safe.
 *
 * <p><b>Security guarantees.</b> A signature that verifies was made by the holder of the private
 * key over exactly these bytes (for HMAC: by a holder of the secret). Points are checked to be on
 * their curve, r and s to be in range, RSA keys to have at least 2048 bits; authentication codes
 * are compared in constant time. Whose key it is, is a matter of {@code
 * io.github.citydc.signing.trust.TrustStore}.
 */
public final class VerificationKey {

  private final SignatureAlgorithm algorithm;
  private final byte[] encoded;
  private final PublicHalf publicHalf;
  private final String description;

  private VerificationKey(AsymmetricKeyParameter publicKey) {
    this.algorithm = KeyCodec.algorithmOf(publicKey);
    this.encoded = KeyCodec.encode(publicKey);
    this.publicHalf = PublicHalf.of(algorithm, publicKey);
    this.description = algorithm + " public key " + Fingerprint.of(encoded);
  }

  private VerificationKey(SharedSecret secret, SignatureAlgorithm algorithm) {
    this.algorithm = algorithm;
    this.encoded = secret.bytes();
    this.publicHalf = PublicHalf.of(algorithm, new KeyParameter(secret.bytes()));
    this.description = algorithm + " shared secret";
  }

  /**
   * The key of a certificate. The certificate itself is not checked.
   *
   * @param certificate with an SM2, P-256, Ed25519 or RSA key
   * @return the key
   * @throws IllegalArgumentException if the key is of another kind, or malformed
   */
  public static VerificationKey of(X509Certificate certificate) {
    Certificate structure = Certificate.getInstance(Certificates.toDer(certificate));
    return fromSubjectPublicKeyInfo(Certificates.der(structure.getSubjectPublicKeyInfo()));
  }

  /**
   * Reads a public key.
   *
   * @param der {@code SubjectPublicKeyInfo}, RFC 5280 §4.1.2.7, of an SM2, P-256, Ed25519 or RSA
   *     key
   * @return the key
   * @throws IllegalArgumentException if the key is of another kind, or malformed
   */
  public static VerificationKey fromSubjectPublicKeyInfo(byte[] der) {
    return new VerificationKey(KeyCodec.publicKey(der));
  }

  /**
   * A shared secret with the algorithm it is for.
   *
   * @param secret the secret
   * @param algorithm an HMAC algorithm
   * @return the key
   * @throws IllegalArgumentException if the algorithm takes a key pair
   */
  public static VerificationKey of(SharedSecret secret, SignatureAlgorithm algorithm) {
    if (!algorithm.isSymmetric()) {
      throw new IllegalArgumentException(algorithm + " takes a key pair, not a shared secret");
    }
    return new VerificationKey(secret, algorithm);
  }

  static VerificationKey of(AsymmetricKeyParameter publicKey) {
    return new VerificationKey(publicKey);
  }

  /**
   * The only algorithm this key verifies.
   *
   * @return the algorithm
   */
  public SignatureAlgorithm algorithm() {
    return algorithm;
  }

  /**
   * Verifies a signature; it returns only if the signature is genuine.
   *
   * @param message what was signed
   * @param signature as on the wire: r‖s for SM2 and ECDSA
   * @throws VerificationException with {@code signature-invalid} if it is not
   */
  public void verify(byte[] message, byte[] signature) {
    if (!publicHalf.accepts(message, signature)) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "the signature does not verify with the " + description);
    }
  }

  /**
   * Writes the public key.
   *
   * @return {@code SubjectPublicKeyInfo} in DER, freshly allocated
   * @throws IllegalStateException if this is a shared secret
   */
  public byte[] toSubjectPublicKeyInfo() {
    if (algorithm.isSymmetric()) {
      throw new IllegalStateException("A shared secret has no public form");
    }
    return encoded.clone();
  }

  /** Returns whether both verify the same signatures. */
  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey that
        && algorithm == that.algorithm
        && MessageDigest.isEqual(encoded, that.encoded);
  }

  /** The hash code of algorithm and key. */
  @Override
  public int hashCode() {
    return algorithm.isSymmetric() ? algorithm.hashCode() : Arrays.hashCode(encoded);
  }

  /**
   * Algorithm and fingerprint; of a secret the algorithm only.
   *
   * @return for example {@code sm2-sm3 public key 1f0c4be2a9d03377}
   */
  @Override
  public String toString() {
    return description;
  }
}
