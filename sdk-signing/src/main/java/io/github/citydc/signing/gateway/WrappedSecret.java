package io.github.citydc.signing.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * The appsecret as the key service encrypts it: AES-128 in ECB mode with PKCS#5 padding, under the
 * first 16 bytes of SHA1(SHA1(appkey)), which is what SHA1PRNG gives when it is seeded with the
 * appkey.
 */
final class WrappedSecret {

  private static final int KEY_BYTES = 16;

  private WrappedSecret() {}

  static String unwrap(String base64, String appkey) {
    try {
      byte[] ciphertext = Base64.getMimeDecoder().decode(base64);
      PaddedBufferedBlockCipher cipher = new PaddedBufferedBlockCipher(AESEngine.newInstance());
      cipher.init(false, key(appkey));
      byte[] plaintext = new byte[cipher.getOutputSize(ciphertext.length)];
      int length = cipher.processBytes(ciphertext, 0, ciphertext.length, plaintext, 0);
      length += cipher.doFinal(plaintext, length);
      return new String(plaintext, 0, length, StandardCharsets.UTF_8);
    } catch (InvalidCipherTextException | RuntimeException e) {
      throw new GatewayException(
          "The secret of the key service does not decrypt with this appkey", false);
    }
  }

  static KeyParameter key(String appkey) {
    byte[] twice = sha1(sha1(appkey.getBytes(StandardCharsets.UTF_8)));
    return new KeyParameter(Arrays.copyOf(twice, KEY_BYTES));
  }

  private static byte[] sha1(byte[] bytes) {
    SHA1Digest digest = new SHA1Digest();
    digest.update(bytes, 0, bytes.length);
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }
}
