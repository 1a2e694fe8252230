package io.github.citydc.signing;

import java.util.Arrays;
import java.util.Optional;

/**
 * The algorithms of interface standard §4.1, with the names the {@code alg} parameter carries on
 * the wire. The {@code ecdsa}, {@code ed25519}, {@code rsa} and {@code hmac-sha256} names are
 * registered by RFC 9421 §6.2; the SM names are private to the standard. An algorithm belongs to a
 * key: {@link SigningKey#algorithm()}, {@link VerificationKey#algorithm()}.
 */
public enum SignatureAlgorithm {
  /**
   * SM2 with SM3, GB/T 32918.2, user id {@code 1234567812345678}; the signature is r‖s in 64 bytes
   * as in RFC 9421 §3.3.4. The default.
   */
  SM2_SM3("sm2-sm3"),
  /** ECDSA on P-256 with SHA-256, RFC 9421 §3.3.4; r‖s in 64 bytes. */
  ECDSA_P256_SHA256("ecdsa-p256-sha256"),
  /** Ed25519, RFC 9421 §3.3.6. */
  ED25519("ed25519"),
  /**
   * RSASSA-PSS with SHA-512, MGF1 with SHA-512 and a salt of 64 bytes, RFC 9421 §3.3.1; at least
   * 2048 bits.
   */
  RSA_PSS_SHA512("rsa-pss-sha512"),
  /** HMAC with SHA-256 and a shared secret, RFC 9421 §3.3.3. */
  HMAC_SHA256("hmac-sha256"),
  /** HMAC with SM3 and a shared secret. */
  HMAC_SM3("hmac-sm3");

  private final String wireName;

  SignatureAlgorithm(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Finds an algorithm by the name it has on the wire.
   *
   * @param wireName for example {@code sm2-sm3}; case matters
   * @return the algorithm, empty if the standard has none of this name
   */
  public static Optional<SignatureAlgorithm> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(a -> a.wireName.equals(wireName)).findFirst();
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code sm2-sm3}
   */
  public String wireName() {
    return wireName;
  }

  /**
   * Returns whether signer and verifier share one secret, so that either could have signed.
   *
   * @return true for the HMAC algorithms
   */
  public boolean isSymmetric() {
    return this == HMAC_SHA256 || this == HMAC_SM3;
  }

  /**
   * The name on the wire.
   *
   * @return as {@link #wireName()}
   */
  @Override
  public String toString() {
    return wireName;
  }
}
