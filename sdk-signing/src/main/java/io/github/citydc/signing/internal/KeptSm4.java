package io.github.citydc.signing.internal;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * SM4 with keys that stay in a provider, which therefore also does the encryption and decryption.
 */
public final class KeptSm4 {

  private static final List<String> CBC = List.of("SM4/CBC/PKCS5Padding", "SM4/CBC/PKCS7Padding");
  private static final List<String> GCM = List.of("SM4/GCM/NoPadding");
  private static final int TAG_BITS = 128;

  private KeptSm4() {}

  /**
   * Returns whether a key has no bytes here.
   *
   * @param key a key of SM4
   * @return true if its provider has to use it
   */
  public static boolean isKept(SecretKey key) {
    return key.getEncoded() == null;
  }

  /**
   * A cipher that decrypts in CBC mode with PKCS#7 padding.
   *
   * @param key the key
   * @param provider who keeps it
   * @param iv 16 bytes
   * @return the cipher
   * @throws GeneralSecurityException if the provider does not have it, or does not take the key
   */
  public static Cipher cbc(SecretKey key, Provider provider, byte[] iv)
      throws GeneralSecurityException {
    return decrypting(CBC, provider, key, new IvParameterSpec(iv));
  }

  /**
   * A cipher that decrypts in Galois/counter mode with a tag of 16 bytes.
   *
   * @param key the key
   * @param provider who keeps it
   * @param iv 12 bytes
   * @return the cipher
   * @throws GeneralSecurityException if the provider does not have it, or does not take the key
   */
  public static Cipher gcm(SecretKey key, Provider provider, byte[] iv)
      throws GeneralSecurityException {
    return decrypting(GCM, provider, key, new GCMParameterSpec(TAG_BITS, iv));
  }

  private static Cipher decrypting(
      List<String> names, Provider provider, SecretKey key, AlgorithmParameterSpec parameters)
      throws GeneralSecurityException {
    GeneralSecurityException failure =
        new NoSuchAlgorithmException("no cipher of " + names + " in " + provider.getName());
    for (String name : names) {
      try {
        Cipher cipher = Cipher.getInstance(name, provider);
        cipher.init(Cipher.DECRYPT_MODE, key, parameters);
        return cipher;
      } catch (NoSuchAlgorithmException
          | NoSuchPaddingException
          | InvalidAlgorithmParameterException e) {
        failure = e;
      }
    }
    throw failure;
  }
}
