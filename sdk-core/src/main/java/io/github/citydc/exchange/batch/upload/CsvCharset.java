package io.github.citydc.exchange.batch.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The character encoding of a CSV file. It is decided, not guessed: by a byte order mark; else
 * UTF-8 if the whole file is valid UTF-8; else GB 18030, of which GBK and GB 2312 are parts, if the
 * whole file is valid in that.
 */
public final class CsvCharset {

  /** GB 18030 国家标准编码字符集, as Java calls it. */
  public static final Charset GB_18030 = Charset.forName("GB18030");

  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private CsvCharset() {}

  /**
   * Decides on the encoding of a file. Reads all of it.
   *
   * @param file the file
   * @return UTF-8, UTF-16 (big or little endian, with a byte order mark) or {@link #GB_18030}
   * @throws CsvFormatException if it is none of them, or has U+0000, as UTF-16 without a byte order
   *     mark does; the message names the offset of the first byte that does not fit
   * @throws IOException if the file cannot be read
   */
  public static Charset of(Path file) throws IOException {
    Charset marked = marked(file);
    if (marked != null) {
      require(file, marked);
      return marked;
    }
    OptionalLong notUtf8 = foreignByte(file, StandardCharsets.UTF_8);
    if (notUtf8.isEmpty()) {
      return StandardCharsets.UTF_8;
    }
    OptionalLong notGb = foreignByte(file, GB_18030);
    if (notGb.isPresent()) {
      throw new CsvFormatException(
          0,
          0,
          "the text is neither UTF-8 (byte "
              + notUtf8.getAsLong()
              + ") nor GB 18030 (byte "
              + notGb.getAsLong()
              + "); name its encoding");
    }
    return GB_18030;
  }

  /**
   * Makes sure that a file has an encoding.
   *
   * @param file the file
   * @param charset the encoding
   * @throws CsvFormatException if a byte does not fit, or U+0000 is in it
   * @throws IOException if the file cannot be read
   */
  static void require(Path file, Charset charset) throws IOException {
    OptionalLong foreign = foreignByte(file, charset);
    if (foreign.isPresent()) {
      throw new CsvFormatException(
          0, 0, "the text is not " + charset + " (byte " + foreign.getAsLong() + ")");
    }
  }

  /** Opens a file, whose byte order mark is passed over. */
  static Reader open(Path file, Charset charset) throws IOException {
    PushbackReader text =
        new PushbackReader(
            new InputStreamReader(
                new BufferedInputStream(Files.newInputStream(file), BUFFER), strict(charset)));
    try {
      int first = text.read();
      if (first >= 0 && first != BYTE_ORDER_MARK) {
        text.unread(first);
      }
      return text;
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  private static @Nullable Charset marked(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(3);
    }
    int first = head.length > 1 ? ((head[0] & 0xFF) << 8) | (head[1] & 0xFF) : 0;
    if (first == 0xFEFF) {
      return StandardCharsets.UTF_16BE;
    }
    if (first == 0xFFFE) {
      return StandardCharsets.UTF_16LE;
    }
    return first == 0xEFBB && head.length > 2 && (head[2] & 0xFF) == 0xBF
        ? StandardCharsets.UTF_8
        : null;
  }

  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** The offset of the first byte that does not fit. */
  private static OptionalLong foreignByte(Path file, Charset charset) throws IOException {
    CharsetDecoder decoder = strict(charset);
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer chars = CharBuffer.allocate(BUFFER);
    long done = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (boolean end = false; !end; ) {
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        end = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        CoderResult result;
        do {
          result = decoder.decode(bytes, chars, end);
          requireNoNull(chars.flip(), charset);
          chars.clear();
        } while (result.isOverflow());
        if (result.isError()) {
          return OptionalLong.of(done + bytes.position());
        }
        done += bytes.position();
        bytes.compact();
      }
    }
    return OptionalLong.empty();
  }

  private static void requireNoNull(CharBuffer chars, Charset charset) throws CsvFormatException {
    for (int i = 0; i < chars.length(); i++) {
      if (chars.charAt(i) == 0) {
        throw new CsvFormatException(
            0, 0, "the text has U+0000 in " + charset + "; if it is UTF-16, name its encoding");
      }
    }
  }
}
