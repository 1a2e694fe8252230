package io.github.citydc.signing.cms;

import io.github.citydc.signing.DecryptionException;
import io.github.citydc.signing.KeyProviderException;
import io.github.citydc.signing.internal.KeptSm4;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
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
import org.jspecify.annotations.Nullable;

/** SM4 in CBC mode with PKCS#7 padding, piece by piece. For one content. */
final class ContentCipher {

  static final int KEY_BYTES = 16;
  private static final int BLOCK = 16;
  private static final int BUFFER = 8192;

  /** SM4-CBC; and SM4 without a mode, which products write where they mean CBC. */
  private static final Set<String> NAMES = Set.of("1.2.156.10197.1.104.2", "1.2.156.10197.1.104");

  private final SecretKey key;
  private final Optional<Provider> provider;
  private final byte[] iv;

  private ContentCipher(SecretKey key, Optional<Provider> provider, byte[] iv) {
    this.key = key;
    this.provider = provider;
    this.iv = iv;
  }

  static ContentCipher generate(SecureRandom random) {
    byte[] key = new byte[KEY_BYTES];
    byte[] iv = new byte[BLOCK];
    random.nextBytes(key);
    random.nextBytes(iv);
    return new ContentCipher(new SecretKeySpec(key, "SM4"), Optional.empty(), iv);
  }

  /** With a key that a provider may keep. */
  static ContentCipher of(
      SecretKey key, Optional<Provider> provider, AlgorithmIdentifier algorithm) {
    String name = algorithm.getAlgorithm().getId();
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("the content is encrypted with " + name + ", not SM4-CBC");
    }
    byte[] iv = ASN1OctetString.getInstance(algorithm.getParameters()).getOctets();
    if (iv.length != BLOCK) {
      throw new IllegalArgumentException("the initialisation vector has not 16 bytes");
    }
    return new ContentCipher(key, provider, iv);
  }

  byte[] key() {
    return key.getEncoded();
  }

  AlgorithmIdentifier algorithm() {
    return new AlgorithmIdentifier(GMObjectIdentifiers.sms4_cbc, new DEROctetString(iv));
  }

  void encrypt(InputStream in, OutputStream out) throws IOException {
    process(true, in, out);
  }

  /** Throws {@link DecryptionException} at the end if the padding is wrong. */
  void decrypt(InputStream in, OutputStream out) throws IOException {
    if (KeptSm4.isKept(key)) {
      decryptByProvider(provider.orElseThrow(), in, out);
    } else {
      process(false, in, out);
    }
  }

  private void process(boolean encrypt, InputStream in, OutputStream out) throws IOException {
    PaddedBufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(new SM4Engine()));
    cipher.init(encrypt, new ParametersWithIV(new KeyParameter(key()), iv));
    byte[] buffer = new byte[BUFFER];
    byte[] result = new byte[BUFFER + 2 * BLOCK];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(result, 0, cipher.processBytes(buffer, 0, read, result, 0));
    }
    try {
      out.write(result, 0, cipher.doFinal(result, 0));
    } catch (CryptoException | RuntimeException e) {
      throw changed();
    }
  }

  private void decryptByProvider(Provider keeper, InputStream in, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    try {
      Cipher cipher = KeptSm4.cbc(key, keeper, iv);
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        write(cipher.update(buffer, 0, read), out);
      }
      write(cipher.doFinal(), out);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw changed();
    } catch (GeneralSecurityException | ProviderException e) {
      throw new KeyProviderException(
          "Provider " + keeper.getName() + " cannot decrypt with SM4 at present", e);
    }
  }

  private static void write(byte @Nullable [] decrypted, OutputStream out) throws IOException {
    if (decrypted != null) {
      out.write(decrypted);
    }
  }

  private static DecryptionException changed() {
    return new DecryptionException("The encrypted content was changed");
  }
}
