package io.github.citydc.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;

/** Signers of one key from a provider of Tencent Kona, initialised once. */
final class KonaSm2 {

  private final Signature signer;
  private final Signature verifier;
  private final byte[] signature;

  private KonaSm2(byte[] message, Provider provider) throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("SM2", provider).generateKeyPair();
    signer = Signature.getInstance("SM2", provider);
    signer.initSign(pair.getPrivate());
    verifier = Signature.getInstance("SM2", provider);
    verifier.initVerify(pair.getPublic());
    signature = sign(message);
  }

  static KonaSm2 over(byte[] message, Provider provider) {
    try {
      return new KonaSm2(message, provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sign(byte[] message) throws GeneralSecurityException {
    signer.update(message);
    return signer.sign();
  }

  boolean verify(byte[] message) throws GeneralSecurityException {
    verifier.update(message);
    return Samples.genuine(verifier.verify(signature));
  }
}
