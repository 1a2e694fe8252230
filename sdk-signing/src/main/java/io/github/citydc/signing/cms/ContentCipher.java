package io.github.citydc.signing.cms;

import io.github.citydc.signing.DecryptionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** SM4 in CBC mode with PKCS#7 padding, piece by piece. For one content. */
final class ContentCipher {

  static final int KEY_BYTES = 16;
  private static final int BLOCK = 16;
  private static final int BUFFER = 8192;

  /** SM4-CBC; and SM4 without a mode, which products write where they mean CBC. */
  private static final Set<String> NAMES = Set.of("1.2.156.10197.1.104.2", "1.2.156.10197.1.104");

  private final byte[] key;
  private final byte[] iv;

  private ContentCipher(byte[] key, byte[] iv) {
    this.key = key;
    this.iv = iv;
  }

  static ContentCipher generate(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    byte[] iv = new byte[BLOCK];
    random.nextBytes(key);
    random.nextBytes(iv);
    return new ContentCipher(key, iv);
  }

  static ContentCipher of(byte[] key, AlgorithmIdentifier algorithm) {
    String name = algorithm.getAlgorithm().getId();
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("the content is encrypted with " + name + ", not SM4-CBC");
    }
    byte[] iv = ASN1OctetString.getInstance(algorithm.getParameters()).getOctets();
    if (iv.length != BLOCK) {
      throw new IllegalArgumentException("the initialisation vector has not 16 bytes");
    }
    if (key.length != KEY_BYTES) {
      throw new DecryptionException("The key of the content is not one of SM4");
    }
    return new ContentCipher(key, iv);
  }

  byte[] key() {
    return key;
  }

  AlgorithmIdentifier algorithm() {
    return new AlgorithmIdentifier(GMObjectIdentifiers.sms4_cbc, new DEROctetString(iv));
  }

  void encrypt(InputStream in, OutputStream out) throws IOException {
    process(true, in, out);
  }

  /** Throws {@link DecryptionException} at the end if the padding is wrong. */
  void decrypt(InputStream in, OutputStream out) throws IOException {
    process(false, in, out);
  }

  private void process(boolean encrypt, InputStream in, OutputStream out) throws IOException {
    PaddedBufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(new SM4Engine()));
    cipher.init(encrypt, new ParametersWithIV(new KeyParameter(key), iv));
    byte[] buffer = new byte[BUFFER];
    byte[] result = new byte[BUFFER + 2 * BLOCK];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(result, 0, cipher.processBytes(buffer, 0, read, result, 0));
    }
    try {
      out.write(result, 0, cipher.doFinal(result, 0));
    } catch (CryptoException | RuntimeException e) {
      throw new DecryptionException("The encrypted content was changed");
    }
  }
}
