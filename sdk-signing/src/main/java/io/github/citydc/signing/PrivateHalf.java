package io.github.citydc.signing;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;

/** The half of a key that signs, wherever it is kept. Thread-safe. */
interface PrivateHalf {

  /** The signature as on the wire. */
  byte[] sign(byte[] message);

  /**
   * The same with another source of randomness.
   *
   * @throws IllegalStateException if the key is not kept here
   */
  PrivateHalf random(SecureRandom random);

  /**
   * The private key itself.
   *
   * @throws IllegalStateException if there is none, or it is not kept here
   */
  AsymmetricKeyParameter export();
}
