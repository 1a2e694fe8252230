package io.github.citydc.signing;

import java.security.SecureRandom;
import org.bouncycastle.util.encoders.Hex;

/** Gives the same bytes every time: only for vectors that publish their random number. */
final class FixedRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private final String hex;

  FixedRandom(String hex) {
    this.hex = hex;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    byte[] fixed = Hex.decode(hex);
    System.arraycopy(fixed, 0, bytes, 0, bytes.length);
  }
}
