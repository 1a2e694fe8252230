package io.github.citydc.signing;

import io.github.citydc.internal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * The digest algorithms for bodies: RFC 9530 names, and {@code sm3} (GB/T 32905), which is private
 * to the standard.
 */
public enum DigestAlgorithm {
  /** SM3, GB/T 32905, 32 bytes. The default. */
  SM3("sm3"),
  /** SHA-256, 32 bytes. */
  SHA_256("sha-256"),
  /** SHA-512, 64 bytes. Read where others send it, never written by the profile. */
  SHA_512("sha-512");

  private static final int BUFFER = 8192;

  private final String wireName;

  DigestAlgorithm(String wireName) {
    this.wireName = wireName;
  }

  /**
   * Finds an algorithm by its key in {@code Content-Digest}.
   *
   * @param wireName for example {@code sm3}; case matters
   * @return the algorithm, empty if the SDK does not have it
   */
  public static Optional<DigestAlgorithm> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(a -> a.wireName.equals(wireName)).findFirst();
  }

  /**
   * Its key in {@code Content-Digest}.
   *
   * @return for example {@code sm3}
   */
  public String wireName() {
    return wireName;
  }

  /**
   * The digest of some bytes.
   *
   * @param bytes what to digest
   * @return 32 bytes, 64 for SHA-512
   */
  public byte[] digest(byte[] bytes) {
    Accumulator accumulator = accumulator();
    accumulator.update(bytes, bytes.length);
    return accumulator.finish();
  }

  /**
   * The digest of everything a stream still has; constant memory.
   *
   * @param in what to digest; read to its end, not closed
   * @return 32 bytes, 64 for SHA-512
   * @throws IOException if {@code in} fails
   */
  public byte[] digest(InputStream in) throws IOException {
    Accumulator accumulator = accumulator();
    byte[] buffer = new byte[BUFFER];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      accumulator.update(buffer, read);
    }
    return accumulator.finish();
  }

  private Accumulator accumulator() {
    return switch (this) {
      case SM3 -> new BouncyCastle(new SM3Digest());
      case SHA_256 -> new Platform();
      case SHA_512 -> new BouncyCastle(new SHA512Digest());
    };
  }

  /** The name on the wire. */
  @Override
  public String toString() {
    return wireName;
  }

  private interface Accumulator {
    void update(byte[] bytes, int length);

    byte[] finish();
  }

  private record BouncyCastle(Digest digest) implements Accumulator {
    @Override
    public void update(byte[] bytes, int length) {
      digest.update(bytes, 0, length);
    }

    @Override
    public byte[] finish() {
      byte[] result = new byte[digest.getDigestSize()];
      digest.doFinal(result, 0);
      return result;
    }
  }

  /** SHA-256 is required of every Java platform, and the platform's is several times faster. */
  private record Platform(MessageDigest digest) implements Accumulator {
    Platform() {
      this(Sha256.digest());
    }

    @Override
    public void update(byte[] bytes, int length) {
      digest.update(bytes, 0, length);
    }

    @Override
    public byte[] finish() {
      return digest.digest();
    }
  }
}
