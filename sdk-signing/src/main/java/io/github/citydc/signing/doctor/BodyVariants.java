package io.github.citydc.signing.doctor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The forms a body may have had before it was changed. */
final class BodyVariants {

  /** Nothing larger is unpacked, so that a small body cannot fill the memory. */
  private static final int UNPACKED_MAXIMUM = 16 << 20;

  private static final int TEXT_MAXIMUM = 4 << 20;
  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private BodyVariants() {}

  /**
   * Other ends of lines, and white space at the end of the body.
   *
   * @param body the body received
   * @return what it may have been
   */
  public static List<Variant> lineEnds(byte[] body) {
    if (body.length > TEXT_MAXIMUM) {
      return List.of();
    }
    // Byte by byte, whatever the charset is, as long as it extends ASCII.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String unix = text.replace("\r\n", "\n");
    List<Variant> variants = new ArrayList<>();
    addLatin(variants, "with LF in place of CR LF", unix);
    addLatin(variants, "with CR LF in place of LF", unix.replace("\n", "\r\n"));
    addLatin(variants, "without the line end behind it", text.replaceFirst("\\r?\\n\\z", ""));
    addLatin(variants, "with LF behind it", text + "\n");
    addLatin(variants, "with CR LF behind it", text + "\r\n");
    addLatin(variants, "without white space around it", text.strip());
    return variants;
  }

  private static void addLatin(List<Variant> variants, String description, String text) {
    variants.add(new Variant(description, text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /**
   * Other charsets, with and without a byte order mark.
   *
   * @param body the body received
   * @return what it may have been
   */
  public static List<Variant> charsets(byte[] body) {
    if (body.length > TEXT_MAXIMUM) {
      return List.of();
    }
    List<Variant> variants = new ArrayList<>();
    boolean marked = body.length >= BOM.length && Arrays.equals(Arrays.copyOf(body, 3), BOM);
    byte[] plain = marked ? Arrays.copyOfRange(body, BOM.length, body.length) : body;
    variants.add(
        marked
            ? new Variant("without the byte order mark", plain)
            : new Variant("with a byte order mark", concatenation(BOM, body)));
    List<Charset> charsets = new ArrayList<>();
    for (String name : List.of("UTF-8", "GB18030", "GBK", "ISO-8859-1", "UTF-16LE", "UTF-16BE")) {
      if (Charset.isSupported(name)) {
        charsets.add(Charset.forName(name));
      }
    }
    for (Charset from : charsets) {
      Optional<String> text = decoded(plain, from);
      for (Charset to : charsets) {
        if (!to.equals(from) && text.isPresent()) {
          encoded(text.get(), to)
              .ifPresent(
                  bytes ->
                      variants.add(new Variant("in " + to + " where " + from + " arrived", bytes)));
        }
      }
    }
    return variants;
  }

  private static Optional<String> decoded(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> encoded(String text, Charset charset) {
    try {
      ByteBuffer buffer = charset.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return Optional.of(bytes);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /**
   * The content of a compressed body.
   *
   * @param body the body received
   * @return what it unpacks to; empty if it is not compressed, or unpacks to more than 16 MiB
   */
  public static List<Variant> unpacked(byte[] body) {
    List<Variant> variants = new ArrayList<>();
    add(variants, "before gzip", () -> new GZIPInputStream(new ByteArrayInputStream(body)));
    add(variants, "before deflate", () -> new InflaterInputStream(new ByteArrayInputStream(body)));
    return variants;
  }

  private interface Source {
    InputStream open() throws IOException;
  }

  private static void add(List<Variant> variants, String description, Source source) {
    try (InputStream in = source.open()) {
      byte[] content = in.readNBytes(UNPACKED_MAXIMUM + 1);
      if (content.length <= UNPACKED_MAXIMUM) {
        variants.add(new Variant(description, content));
      }
    } catch (IOException e) {
      // Not compressed in this way.
      return;
    }
  }

  /**
   * The body compressed in the ways libraries commonly do.
   *
   * @param body the body received
   * @return gzip and deflate at their usual levels
   */
  public static List<Variant> packed(byte[] body) {
    List<Variant> variants = new ArrayList<>();
    if (body.length > TEXT_MAXIMUM) {
      return variants;
    }
    for (int level : new int[] {6, 1, 9}) {
      byte[] deflated = deflated(body, level, true);
      for (int system : new int[] {3, 255, 0, 10, 19}) {
        variants.add(new Variant("as gzip", gzip(deflated, body, level, system)));
      }
      variants.add(new Variant("as deflate", deflated(body, level, false)));
    }
    return variants;
  }

  private static byte[] deflated(byte[] body, int level, boolean bare) {
    Deflater deflater = new Deflater(level, bare);
    try {
      deflater.setInput(body);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  /** RFC 1952: the header without time, the system as libraries set it, content, CRC and length. */
  private static byte[] gzip(byte[] deflated, byte[] body, int level, int system) {
    CRC32 crc = new CRC32();
    crc.update(body);
    byte hint = (byte) (level == 9 ? 2 : level == 1 ? 4 : 0);
    byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, hint, (byte) system};
    byte[] trailer = new byte[8];
    for (int i = 0; i < 4; i++) {
      trailer[i] = (byte) (crc.getValue() >> (8 * i));
      trailer[4 + i] = (byte) (body.length >> (8 * i));
    }
    return concatenation(concatenation(header, deflated), trailer);
  }

  private static byte[] concatenation(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
