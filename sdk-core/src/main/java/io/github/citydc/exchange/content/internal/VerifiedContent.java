package io.github.citydc.exchange.content.internal;

import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.message.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Content that is verified while it is read: its last bytes are not given away before all of it has
 * the digest and the size that it is to have. Who closes it earlier has the rest read and verified
 * as well. Not thread-safe.
 */
final class VerifiedContent extends InputStream {

  private static final int BUFFER = 65_536;

  private final InputStream in;
  private final ContentKey key;
  private final long size;
  private final Runnable damaged;
  private final MessageDigest digest;
  private long count;
  private boolean verified;
  private boolean failed;

  /**
   * Verifies content.
   *
   * @param in the content as it was stored
   * @param key names it
   * @param size bytes it is to have
   * @param damaged called once if it is another
   */
  VerifiedContent(InputStream in, ContentKey key, long size, Runnable damaged) {
    this.in = in;
    this.key = key;
    this.size = size;
    this.damaged = damaged;
    this.digest = key.digest().algorithm().newDigest();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (failed) {
      throw new DamagedContentException(key);
    }
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      digest.update(bytes, offset, read);
      count += read;
    }
    if (count > size || (read < 0 && count < size)) {
      throw fail();
    }
    if (count == size && !verified) {
      if (in.read() >= 0
          || !ContentHash.of(digest, key.digest().algorithm()).equals(key.digest())) {
        throw fail();
      }
      verified = true;
    }
    return read;
  }

  private DamagedContentException fail() {
    failed = true;
    damaged.run();
    return new DamagedContentException(key);
  }

  @Override
  public void close() throws IOException {
    try (in) {
      byte[] rest = new byte[BUFFER];
      while (!verified && !failed) {
        read(rest, 0, rest.length);
      }
    }
  }
}
