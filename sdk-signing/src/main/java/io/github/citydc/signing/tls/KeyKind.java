package io.github.citydc.signing.tls;

import io.github.citydc.signing.SignatureAlgorithm;
import java.util.Set;

/** The kinds of keys that certificates of TLS are for, with the names JSSE providers give them. */
enum KeyKind {
  /** BouncyCastle's JSSE asks for the curve in TLS 1.3; Kona for the algorithm. */
  SM2("EC", Set.of("EC", "SM2", "EC/curveSM2", "EC/sm2p256v1")),
  P256("EC", Set.of("EC", "EC/secp256r1", "ECDHE_ECDSA")),
  ED25519("Ed25519", Set.of("EdDSA", "Ed25519")),
  RSA("RSA", Set.of("RSA", "RSA_OR_PSS", "DHE_RSA", "ECDHE_RSA"));

  private final String keyFactory;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is
  private final Set<String> keyTypes;

  KeyKind(String keyFactory, Set<String> keyTypes) {
    this.keyFactory = keyFactory;
    this.keyTypes = keyTypes;
  }

  static KeyKind of(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case SM2_SM3 -> SM2;
      case ECDSA_P256_SHA256 -> P256;
      case ED25519 -> ED25519;
      case RSA_PSS_SHA512 -> RSA;
      default -> throw new IllegalArgumentException("There are no certificates of " + algorithm);
    };
  }

  /** The algorithm of its JCA key factory. */
  String keyFactory() {
    return keyFactory;
  }

  /** Returns whether a provider that asks for this type is served with such a key. */
  boolean isAsked(String keyType) {
    return keyTypes.contains(keyType);
  }
}
