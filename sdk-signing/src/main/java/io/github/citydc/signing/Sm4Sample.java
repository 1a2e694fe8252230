package io.github.citydc.signing;

import io.github.citydc.signing.internal.KeptSm4;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * A key of SM4 that is known here, and what it encrypts: shows whether a key without bytes is the
 * same, by letting its provider decrypt. Immutable.
 */
final class Sm4Sample {

  private static final byte[] TEXT =
      "Does this key belong to its certificate?".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 16;
  private static final int CBC_IV_BYTES = 16;
  private static final int GCM_IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] key;

  private Sm4Sample(byte[] key) {
    this.key = key;
  }

  static Sm4Sample make(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new Sm4Sample(key);
  }

  byte[] key() {
    return key;
  }

  /** Returns whether a key is this one. */
  boolean isOpenedBy(SecretKey other, Provider provider) {
    if (!KeptSm4.isKept(other)) {
      return Arrays.equals(key, other.getEncoded());
    }
    return opensGcm(other, provider) || opensCbc(other, provider);
  }

  private boolean opensGcm(SecretKey other, Provider provider) {
    byte[] iv = new byte[GCM_IV_BYTES];
    try {
      Cipher cipher = KeptSm4.gcm(other, provider, iv);
      return Arrays.equals(TEXT, cipher.doFinal(gcm(iv)));
    } catch (GeneralSecurityException | InvalidCipherTextException | RuntimeException e) {
      return false;
    }
  }

  private byte[] gcm(byte[] iv) throws InvalidCipherTextException {
    var cipher = GCMBlockCipher.newInstance(new SM4Engine());
    cipher.init(true, new AEADParameters(new KeyParameter(key), TAG_BITS, iv));
    byte[] output = new byte[cipher.getOutputSize(TEXT.length)];
    int length = cipher.processBytes(TEXT, 0, TEXT.length, output, 0);
    cipher.doFinal(output, length);
    return output;
  }

  private boolean opensCbc(SecretKey other, Provider provider) {
    byte[] iv = new byte[CBC_IV_BYTES];
    try {
      Cipher cipher = KeptSm4.cbc(other, provider, iv);
      return Arrays.equals(TEXT, cipher.doFinal(cbc(iv)));
    } catch (GeneralSecurityException | InvalidCipherTextException | RuntimeException e) {
      return false;
    }
  }

  private byte[] cbc(byte[] iv) throws InvalidCipherTextException {
    var cipher = new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(new SM4Engine()));
    cipher.init(true, new ParametersWithIV(new KeyParameter(key), iv));
    byte[] output = new byte[cipher.getOutputSize(TEXT.length)];
    int length = cipher.processBytes(TEXT, 0, TEXT.length, output, 0);
    length += cipher.doFinal(output, length);
    return Arrays.copyOf(output, length);
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "Sm4Sample";
  }
}
