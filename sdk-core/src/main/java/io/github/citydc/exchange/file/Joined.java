package io.github.citydc.exchange.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.function.Function;

/** Reads one content behind the other, each opened when it is its turn. Not thread-safe. */
final class Joined extends InputStream {

  private final Iterator<FileManifest.Part> next;
  private final Function<FileManifest.Part, InputStream> opening;
  private InputStream current = InputStream.nullInputStream();

  Joined(Iterator<FileManifest.Part> parts, Function<FileManifest.Part, InputStream> opening) {
    this.next = parts;
    this.opening = opening;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      int count = current.read(bytes, offset, length);
      if (count >= 0 || !next.hasNext()) {
        return count;
      }
      current.close();
      current = opening.apply(next.next());
    }
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
