package io.github.citydc.cli.send;

import io.github.citydc.cli.lines.Line;
import io.github.citydc.internal.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 over the lines so far: tells whether an input is still the one that was read before. */
final class LinesDigest {

  private final MessageDigest digest = Sha256.digest();

  void add(Line line) {
    digest.update(line.bytes());
    digest.update((byte) '\n');
  }

  /** The digest of all lines so far, of which more may follow. */
  String value() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of the JVM can be cloned", e);
    }
  }
}
