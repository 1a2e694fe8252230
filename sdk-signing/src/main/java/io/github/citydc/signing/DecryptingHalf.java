package io.github.citydc.signing;

import java.security.Provider;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/** The half of an SM2 key that decrypts, wherever it is kept. Thread-safe. */
interface DecryptingHalf {

  /**
   * The plaintext.
   *
   * @throws DecryptionException if it is for another key, or was changed
   * @throws KeyProviderException if a provider keeps the key and cannot use it
   * @throws IllegalStateException if a provider keeps the key and lets it unwrap keys only
   */
  byte[] decrypt(Sm2Ciphertext ciphertext);

  /**
   * The SM4 key that is encrypted; one that a provider keeps has no bytes.
   *
   * @throws DecryptionException if it is for another key, was changed, or holds no key of SM4
   * @throws KeyProviderException if a provider keeps the key and cannot use it
   */
  SecretKey unwrap(Sm2Ciphertext wrapped);

  /**
   * The private key itself.
   *
   * @throws IllegalStateException if it is not kept here
   */
  ECPrivateKeyParameters export();

  /** Who keeps the key; empty if it is in the memory of this process. */
  Optional<Provider> provider();
}
