package io.github.citydc.exchange.batch.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * A decompressor of gzip (RFC 1952) that takes so many members one after the other and no more.
 * That of the JDK calls itself for each member, until the stack of its thread is exhausted.
 */
final class GzipMembers extends InflaterInputStream {

  private static final int MOST_MEMBERS = 1000;
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;
  private static final int TIME_AND_SYSTEM = 6;
  private static final int BYTE = 0xff;
  private static final int INT_BYTES = 4;

  private final CRC32 crc = new CRC32();
  private int members;
  private int rest;
  private boolean ended;

  /**
   * Begins to decompress.
   *
   * @param in what is compressed
   * @param bufferSize bytes read at once
   * @throws IOException if it cannot be read, or does not begin with a member
   */
  GzipMembers(InputStream in, int bufferSize) throws IOException {
    super(in, new Inflater(true), bufferSize);
    if (!beginMember()) {
      throw new EOFException("There is no gzip member");
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      int read = super.read(target, offset, length);
      if (read > 0) {
        crc.update(target, offset, read);
        return read;
      }
      if (!inf.finished()) {
        throw new ZipException("A dictionary is wanted");
      }
      endMember();
      ended = !beginMember();
    }
    return -1;
  }

  private void endMember() throws IOException {
    long size = inf.getBytesWritten();
    rest = inf.getRemaining();
    if (number() != crc.getValue() || number() != (size & 0xffffffffL)) {
      throw new ZipException("The trailer of a member is not that of its content");
    }
  }

  /** Reads a header; false if there is none. */
  private boolean beginMember() throws IOException {
    int first = next();
    if (first < 0) {
      return false;
    }
    if (++members > MOST_MEMBERS) {
      throw new ZipException("There are more than " + MOST_MEMBERS + " members");
    }
    if (first != MAGIC_1 || required() != MAGIC_2 || required() != DEFLATE) {
      throw new ZipException("This is no member of gzip");
    }
    int flags = required();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("Reserved flags are set");
    }
    skip(TIME_AND_SYSTEM);
    skipFields(flags);
    inf.reset();
    crc.reset();
    if (rest > 0) {
      inf.setInput(buf, len - rest, rest);
      rest = 0;
    }
    return true;
  }

  private void skipFields(int flags) throws IOException {
    if ((flags & EXTRA) != 0) {
      int low = required();
      skip(low | (required() << Byte.SIZE));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void skipText() throws IOException {
    int read = required();
    while (read != 0) {
      read = required();
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      required();
    }
  }

  private long number() throws IOException {
    long number = 0;
    for (int i = 0; i < INT_BYTES; i++) {
      number |= (long) required() << (i * Byte.SIZE);
    }
    return number;
  }

  private int required() throws IOException {
    int read = next();
    if (read < 0) {
      throw new EOFException("A member ends too early");
    }
    return read;
  }

  /** What the decompressor has left in the buffer comes first. */
  private int next() throws IOException {
    if (rest > 0) {
      int read = buf[len - rest] & BYTE;
      rest--;
      return read;
    }
    return in.read();
  }

  @Override
  public void close() throws IOException {
    inf.end();
    super.close();
  }
}
