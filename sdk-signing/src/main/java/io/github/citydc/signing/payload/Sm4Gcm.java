package io.github.citydc.signing.payload;

import io.github.citydc.signing.DecryptionException;
import io.github.citydc.signing.KeyProviderException;
import io.github.citydc.signing.internal.KeptSm4;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Optional;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKey;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** SM4 in Galois/counter mode, RFC 8998: ciphertext followed by a tag of 16 bytes. */
final class Sm4Gcm {

  static final int KEY_BYTES = 16;
  static final int IV_BYTES = 12;
  static final int TAG_BYTES = 16;

  private Sm4Gcm() {}

  static byte[] encrypt(byte[] key, byte[] iv, byte[] associated, byte[] plaintext) {
    try {
      return process(true, key, iv, associated, plaintext);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Encryption has no ciphertext to refuse", e);
    }
  }

  static byte[] decrypt(byte[] key, byte[] iv, byte[] associated, byte[] ciphertext) {
    try {
      return process(false, key, iv, associated, ciphertext);
    } catch (InvalidCipherTextException e) {
      throw new DecryptionException("The encrypted payload was changed");
    }
  }

  /** With a key that a provider may keep. */
  static byte[] decrypt(
      SecretKey key, Optional<Provider> provider, byte[] iv, byte[] associated, byte[] ciphertext) {
    if (!KeptSm4.isKept(key)) {
      return decrypt(key.getEncoded(), iv, associated, ciphertext);
    }
    Provider keeper = provider.orElseThrow();
    try {
      Cipher cipher = KeptSm4.gcm(key, keeper, iv);
      cipher.updateAAD(associated);
      return cipher.doFinal(ciphertext);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw new DecryptionException("The encrypted payload was changed");
    } catch (GeneralSecurityException | ProviderException e) {
      throw new KeyProviderException(
          "Provider " + keeper.getName() + " cannot decrypt with SM4 at present", e);
    }
  }

  private static byte[] process(
      boolean encrypt, byte[] key, byte[] iv, byte[] associated, byte[] input)
      throws InvalidCipherTextException {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
    cipher.init(encrypt, new AEADParameters(new KeyParameter(key), 8 * TAG_BYTES, iv, associated));
    byte[] output = new byte[cipher.getOutputSize(input.length)];
    int length = cipher.processBytes(input, 0, input.length, output, 0);
    cipher.doFinal(output, length);
    return output;
  }
}
