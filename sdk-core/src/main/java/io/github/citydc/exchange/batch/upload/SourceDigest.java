package io.github.citydc.exchange.batch.upload;

import io.github.citydc.internal.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * SHA-256 over the records of a source so far: tells whether a source is still the one that was
 * read before. Not thread-safe.
 */
final class SourceDigest {

  /** No record: JSON has no such byte. */
  private static final byte UNREADABLE = 0;

  private final MessageDigest digest = Sha256.digest();

  /** Adds a record, as JSON. */
  void add(byte[] record) {
    digest.update(record);
    digest.update((byte) '\n');
  }

  /** Adds one that could not be read. */
  void addUnreadable() {
    digest.update(UNREADABLE);
    digest.update((byte) '\n');
  }

  /** The digest of all records so far, of which more may follow. */
  String value() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the JVM can be cloned", e);
    }
  }
}
