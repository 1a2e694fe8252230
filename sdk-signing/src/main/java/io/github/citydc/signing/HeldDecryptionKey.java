package io.github.citydc.signing;

import java.security.Provider;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/** A key that decrypts, in the memory of this process. */
final class HeldDecryptionKey implements DecryptingHalf {

  private static final int SM4_KEY_BYTES = 16;

  private final ECPrivateKeyParameters privateKey;

  HeldDecryptionKey(ECPrivateKeyParameters privateKey) {
    this.privateKey = privateKey;
  }

  @Override
  public byte[] decrypt(Sm2Ciphertext ciphertext) {
    SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C3C2);
    engine.init(false, privateKey);
    byte[] raw = ciphertext.toC1C3C2();
    try {
      return engine.processBlock(raw, 0, raw.length);
    } catch (InvalidCipherTextException | RuntimeException e) {
      throw Sm2Ciphertext.refusedBy(Sm2PublicKey.of(EcCurve.SM2.publicKeyOf(privateKey)));
    }
  }

  @Override
  public SecretKey unwrap(Sm2Ciphertext wrapped) {
    return sm4Key(decrypt(wrapped));
  }

  /**
   * A key of SM4 of these bytes, which are overwritten.
   *
   * @throws DecryptionException if there are not 16
   */
  static SecretKey sm4Key(byte[] bytes) {
    if (bytes.length != SM4_KEY_BYTES) {
      throw new DecryptionException("The SM2 ciphertext does not hold a key of SM4");
    }
    SecretKey key = new SecretKeySpec(bytes, "SM4");
    Arrays.fill(bytes, (byte) 0);
    return key;
  }

  @Override
  public ECPrivateKeyParameters export() {
    return privateKey;
  }

  @Override
  public Optional<Provider> provider() {
    return Optional.empty();
  }
}
