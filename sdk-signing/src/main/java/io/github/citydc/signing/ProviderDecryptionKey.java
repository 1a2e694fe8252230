package io.github.citydc.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKey;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/**
 * A private key that stays in a cipher machine, a token or another provider, which decrypts or
 * unwraps keys with it. Its name for SM2, the form of ciphertexts it takes, and which of the two it
 * does, are found by a trial: one secret, encrypted for the certificate.
 */
final class ProviderDecryptionKey implements DecryptingHalf {

  private static final List<String> NAMES =
      List.of("SM2", "SM2withSM3", "1.2.156.10197.1.301.3", "1.2.156.10197.1.301.3.2.1");

  private final PrivateKey key;
  private final Provider provider;
  private final Sm2PublicKey publicKey;
  private final String name;
  private final Form form;
  private final boolean onlyUnwraps;

  /** The forms in which providers take ciphertexts. */
  private enum Form {
    DER(Sm2Ciphertext::toDer),
    C1C3C2(Sm2Ciphertext::toC1C3C2),
    C1C2C3(Sm2Ciphertext::toC1C2C3);

    @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
    private final Function<Sm2Ciphertext, byte[]> writer;

    Form(Function<Sm2Ciphertext, byte[]> writer) {
      this.writer = writer;
    }
  }

  private ProviderDecryptionKey(
      PrivateKey key,
      Provider provider,
      Sm2PublicKey publicKey,
      String name,
      Form form,
      boolean onlyUnwraps) {
    this.key = key;
    this.provider = provider;
    this.publicKey = publicKey;
    this.name = name;
    this.form = form;
    this.onlyUnwraps = onlyUnwraps;
  }

  static ProviderDecryptionKey of(
      PrivateKey key, Provider provider, Sm2PublicKey certified, SecureRandom random) {
    Trial trial = Trial.forKey(certified, random);
    List<ProviderDecryptionKey> candidates = candidates(key, provider, certified);
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException(
          "Provider " + provider.getName() + " has none of the ciphers " + NAMES);
    }
    return candidates.stream()
        .filter(candidate -> trial.isPassedBy(candidate))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The certificate is for the "
                        + certified.toVerificationKey()
                        + ", the private key in provider "
                        + provider.getName()
                        + " belongs to another, may neither decrypt nor unwrap keys, or unwraps"
                        + " them for a provider without SM4"));
  }

  private static List<ProviderDecryptionKey> candidates(
      PrivateKey key, Provider provider, Sm2PublicKey publicKey) {
    List<ProviderDecryptionKey> candidates = new ArrayList<>();
    for (boolean onlyUnwraps : List.of(false, true)) {
      for (String name : NAMES) {
        if (provider.getService("Cipher", name) != null) {
          for (Form form : Form.values()) {
            candidates.add(
                new ProviderDecryptionKey(key, provider, publicKey, name, form, onlyUnwraps));
          }
        }
      }
    }
    return candidates;
  }

  /** A secret of 16 bytes, and what it becomes when it is encrypted for a key. */
  private record Trial(Sm2Ciphertext encrypted, Sm4Sample sample) {

    static Trial forKey(Sm2PublicKey publicKey, SecureRandom random) {
      Sm4Sample sample = Sm4Sample.make(random);
      return new Trial(Sm2Ciphertext.encrypt(sample.key(), publicKey, random), sample);
    }

    boolean isPassedBy(ProviderDecryptionKey candidate) {
      try {
        return candidate.onlyUnwraps
            ? sample.isOpenedBy(candidate.unwrap(encrypted), candidate.provider)
            : Arrays.equals(sample.key(), candidate.decrypt(encrypted));
      } catch (RuntimeException e) {
        // Providers differ in how they refuse what they do not do.
        return false;
      }
    }
  }

  @Override
  public byte[] decrypt(Sm2Ciphertext ciphertext) {
    if (onlyUnwraps) {
      throw new IllegalStateException(
          "Provider " + provider.getName() + " lets this private key unwrap keys, not decrypt");
    }
    Cipher cipher = cipher(Cipher.DECRYPT_MODE);
    try {
      return cipher.doFinal(form.writer.apply(ciphertext));
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw Sm2Ciphertext.refusedBy(publicKey);
    } catch (ProviderException e) {
      throw unusable(e);
    }
  }

  @Override
  public SecretKey unwrap(Sm2Ciphertext wrapped) {
    if (!onlyUnwraps) {
      return HeldDecryptionKey.sm4Key(decrypt(wrapped));
    }
    Cipher cipher = cipher(Cipher.UNWRAP_MODE);
    try {
      return (SecretKey) cipher.unwrap(form.writer.apply(wrapped), "SM4", Cipher.SECRET_KEY);
    } catch (InvalidKeyException e) {
      throw Sm2Ciphertext.refusedBy(publicKey);
    } catch (NoSuchAlgorithmException | ProviderException e) {
      throw unusable(e);
    }
  }

  private Cipher cipher(int mode) {
    try {
      Cipher cipher = Cipher.getInstance(name, provider);
      cipher.init(mode, key);
      return cipher;
    } catch (GeneralSecurityException | ProviderException e) {
      throw unusable(e);
    }
  }

  private KeyProviderException unusable(Exception cause) {
    return new KeyProviderException(
        "Provider " + provider.getName() + " cannot decrypt at present", cause);
  }

  @Override
  public ECPrivateKeyParameters export() {
    throw new IllegalStateException(
        "The private key stays in provider " + provider.getName() + " and is not given out");
  }

  @Override
  public Optional<Provider> provider() {
    return Optional.of(provider);
  }
}
