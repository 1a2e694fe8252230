package io.github.citydc.signing.node;

import io.github.citydc.signing.KeyEncryption;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The protection of the private keys in a folder: a passphrase, or only the permissions of the
 * files. Immutable and thread-safe; no text shows it.
 */
public final class Passphrase {

  private static final Passphrase NONE = new Passphrase(Optional.empty());
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private final Optional<char[]> characters;

  private Passphrase(Optional<char[]> characters) {
    this.characters = characters;
  }

  /**
   * No passphrase: keys are written and read as they are.
   *
   * @return nothing to decrypt with
   */
  public static Passphrase none() {
    return NONE;
  }

  /**
   * A passphrase: keys are written encrypted (PBES2 with AES-256), and read if they are.
   *
   * @param characters the passphrase, copied; the caller may overwrite it afterwards
   * @return the passphrase
   * @throws IllegalArgumentException if it is empty
   */
  public static Passphrase of(char[] characters) {
    if (characters.length == 0) {
      throw new IllegalArgumentException("The passphrase is empty");
    }
    return new Passphrase(Optional.of(characters.clone()));
  }

  /**
   * Returns whether keys are encrypted.
   *
   * @return true if there is a passphrase
   */
  public boolean isSet() {
    return characters.isPresent();
  }

  /**
   * Writes a key, encrypted if there is a passphrase.
   *
   * @param key what to write
   * @return PEM
   */
  public String toPem(SigningKey key) {
    return characters.isPresent()
        ? key.toEncryptedPem(characters.get(), KeyEncryption.AES_256, new SecureRandom())
        : key.toPrivateKeyPem();
  }

  /**
   * Writes a key, encrypted if there is a passphrase.
   *
   * @param key what to write
   * @return PEM
   */
  public String toPem(Sm2DecryptionKey key) {
    return characters.isPresent()
        ? key.toEncryptedPem(characters.get(), KeyEncryption.AES_256, new SecureRandom())
        : key.toPrivateKeyPem();
  }

  /**
   * Reads a key, encrypted or not.
   *
   * @param pem one private key
   * @return the key, without a certificate
   * @throws IllegalArgumentException if it is malformed, or the passphrase is missing or wrong
   */
  public SigningKey signingKey(String pem) {
    return pem.contains(ENCRYPTED)
        ? SigningKey.fromEncryptedPem(pem, required())
        : SigningKey.fromPem(pem);
  }

  /**
   * Reads a key, encrypted or not.
   *
   * @param pem one private key, SM2
   * @return the key, without a certificate
   * @throws IllegalArgumentException if it is malformed, or the passphrase is missing or wrong
   */
  public Sm2DecryptionKey decryptionKey(String pem) {
    return pem.contains(ENCRYPTED)
        ? Sm2DecryptionKey.fromEncryptedPem(pem, required())
        : Sm2DecryptionKey.fromPem(pem);
  }

  private char[] required() {
    return characters.orElseThrow(
        () -> new IllegalArgumentException("The key is encrypted; its passphrase is needed"));
  }

  /** Shows whether there is a passphrase, but not the passphrase. */
  @Override
  public String toString() {
    return isSet() ? "Passphrase[set]" : "Passphrase[none]";
  }
}
