package io.github.citydc.signing.cms;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * What remains of a content that goes by: its SM3, and as long as it is short the content itself,
 * for signatures that were made without attributes. Those are over a hash that begins with the key,
 * which stands behind the content.
 */
final class SignedBytes extends OutputStream {

  static final int KEPT = 16 * 1024 * 1024;

  private final OutputStream out;
  private final SM3Digest digest = new SM3Digest();
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean complete;

  private SignedBytes(OutputStream out, boolean keep) {
    this.out = out;
    this.complete = keep;
  }

  static SignedBytes digesting(OutputStream out) {
    return new SignedBytes(out, false);
  }

  static SignedBytes keeping(OutputStream out) {
    return new SignedBytes(out, true);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    digest.update(bytes, offset, length);
    out.write(bytes, offset, length);
    complete = complete && kept.size() + length <= KEPT;
    if (complete) {
      kept.write(bytes, offset, length);
    }
  }

  /** Of what went by so far. */
  byte[] digest() {
    byte[] result = new byte[digest.getDigestSize()];
    new SM3Digest(digest).doFinal(result, 0);
    return result;
  }

  /** What went by, empty if it was too much to keep. */
  Optional<byte[]> bytes() {
    return complete ? Optional.of(kept.toByteArray()) : Optional.empty();
  }
}
