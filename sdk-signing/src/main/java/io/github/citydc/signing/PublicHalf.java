package io.github.citydc.signing;

import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/** The half of a key that verifies. Thread-safe. */
interface PublicHalf {

  /** What verifies with a public key, or with a shared secret, of this algorithm. */
  static PublicHalf of(SignatureAlgorithm algorithm, CipherParameters key) {
    return algorithm == SignatureAlgorithm.SM2_SM3
        ? new Sm2Verifier((ECPublicKeyParameters) key)
        : SignerPool.forVerifying(algorithm, key);
  }

  /** Returns whether the signature, as on the wire, is genuine. */
  boolean accepts(byte[] message, byte[] signature);
}
