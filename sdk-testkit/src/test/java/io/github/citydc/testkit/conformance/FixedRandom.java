package io.github.citydc.testkit.conformance;

import io.github.citydc.signing.DigestAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** The same bytes each time: for vectors, whose keys are published, and for nothing else. */
final class FixedRandom extends SecureRandom {

  private static final long serialVersionUID = 1L;

  private final String seed;
  private long count;

  FixedRandom(String seed) {
    this.seed = seed;
  }

  @Override
  public void nextBytes(byte[] bytes) {
    if (seed == null) {
      return;
    }
    for (int at = 0; at < bytes.length; at += 32) {
      byte[] block =
          DigestAlgorithm.SHA_256.digest(
              (seed + " " + count++).getBytes(StandardCharsets.US_ASCII));
      System.arraycopy(block, 0, bytes, at, Math.min(32, bytes.length - at));
    }
  }
}
