package io.github.citydc.cli.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text of any encoding as UTF-8 without a byte order mark. */
public final class Utf8Text {

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8Text() {}

  /**
   * Reads a text. What is UTF-8 already is not looked at, but for a byte order mark.
   *
   * @param in the bytes
   * @param charset their encoding
   * @return the same text in UTF-8; reading it fails with a {@link CharacterCodingException} at
   *     bytes that are not in the encoding
   * @throws IOException if the first bytes cannot be read
   */
  public static InputStream of(InputStream in, Charset charset) throws IOException {
    return charset.equals(StandardCharsets.UTF_8) ? withoutMark(in) : new Encoding(in, charset);
  }

  private static InputStream withoutMark(InputStream in) throws IOException {
    PushbackInputStream text = new PushbackInputStream(in, MARK.length);
    byte[] head = new byte[MARK.length];
    int read = text.read(head, 0, 1);
    if (read == 1 && head[0] == MARK[0]) {
      read += text.readNBytes(head, 1, MARK.length - 1);
    }
    if (read > 0 && !Arrays.equals(head, MARK)) {
      text.unread(head, 0, read);
    }
    return text;
  }

  /** Decodes and encodes again, a buffer at a time. */
  private static final class Encoding extends InputStream {

    private static final int BUFFER = 1 << 14;

    private final Reader reader;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(4 * BUFFER).flip();
    private boolean begun;
    private boolean ended;

    Encoding(InputStream in, Charset charset) {
      this.reader =
          new BufferedReader(
              new InputStreamReader(
                  in,
                  charset
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    @Override
    public int read() throws IOException {
      return fill() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int taken = Math.min(length, bytes.remaining());
      bytes.get(into, offset, taken);
      return taken;
    }

    private boolean fill() throws IOException {
      while (!bytes.hasRemaining() && !ended) {
        chars.compact();
        ended = reader.read(chars) < 0;
        chars.flip();
        if (!begun && chars.hasRemaining()) {
          begun = true;
          if (chars.get(chars.position()) == BYTE_ORDER_MARK) {
            chars.get();
          }
        }
        bytes.clear();
        CoderResult result = encoder.encode(chars, bytes, ended);
        if (result.isError()) {
          result.throwException();
        }
        bytes.flip();
      }
      return bytes.hasRemaining();
    }

    @Override
    public int available() throws IOException {
      return bytes.remaining() > 0 || reader.ready() ? 1 : 0;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
