package io.github.citydc.signing;

import java.security.SecureRandom;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;

/** A private key, or a shared secret, in the memory of this process. */
final class HeldKey implements PrivateHalf {

  private final SignatureAlgorithm algorithm;
  private final CipherParameters secret;
  private final SignerPool pool;

  HeldKey(SignatureAlgorithm algorithm, CipherParameters secret, SecureRandom random) {
    this.algorithm = algorithm;
    this.secret = secret;
    this.pool = SignerPool.forSigning(algorithm, secret, random);
  }

  @Override
  public byte[] sign(byte[] message) {
    return pool.sign(message);
  }

  @Override
  public PrivateHalf random(SecureRandom random) {
    return new HeldKey(algorithm, secret, random);
  }

  @Override
  public AsymmetricKeyParameter export() {
    if (secret instanceof AsymmetricKeyParameter privateKey) {
      return privateKey;
    }
    throw new IllegalStateException("A shared secret has no PKCS#8 form");
  }
}
