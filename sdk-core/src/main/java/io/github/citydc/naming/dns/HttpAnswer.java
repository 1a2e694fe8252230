package io.github.citydc.naming.dns;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the answer to one GET on a connection that closes behind it: RFC 9112 §6. */
final class HttpAnswer {

  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_FIELDS = 200;

  private final InputStream in;
  private final int largest;

  private HttpAnswer(InputStream in, int largest) {
    this.in = in;
    this.largest = largest;
  }

  /**
   * Reads a document.
   *
   * @param in buffered
   * @param largest in bytes
   * @return its bytes
   * @throws IOException if this is not a whole answer with status 200
   */
  static byte[] document(InputStream in, int largest) throws IOException {
    return new HttpAnswer(in, largest).document();
  }

  private byte[] document() throws IOException {
    Matcher status = STATUS_LINE.matcher(line());
    if (!status.matches()) {
      throw new IOException("The answer is not HTTP");
    }
    if (!status.group(1).equals("200")) {
      throw new IOException("HTTP " + status.group(1));
    }
    Map<String, String> fields = fields();
    String coding = fields.getOrDefault("transfer-encoding", "");
    if (coding.equalsIgnoreCase("chunked")) {
      return chunks();
    }
    if (!coding.isEmpty() || fields.containsKey("content-encoding")) {
      throw new IOException("The answer is coded in a way that was not asked for");
    }
    String length = fields.get("content-length");
    return length == null ? untilTheEnd() : exactly(number(length, 10));
  }

  private Map<String, String> fields() throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < MOST_FIELDS; i++) {
      String line = line();
      if (line.isEmpty()) {
        return fields;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    throw new IOException("The answer has more than " + MOST_FIELDS + " fields");
  }

  private byte[] untilTheEnd() throws IOException {
    byte[] body = in.readNBytes(largest + 1);
    requireSmall(body.length);
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      requireSmall((long) body.size() + size);
      body.writeBytes(exactly(size));
      line();
    }
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return number(line().replaceFirst("\\s*;.*", ""), 16);
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("The answer broke off");
    }
    return bytes;
  }

  private int number(String text, int radix) throws IOException {
    try {
      long number = Long.parseLong(text, radix);
      requireSmall(number);
      if (number >= 0) {
        return (int) number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IOException("The answer has a length that is not one");
  }

  private void requireSmall(long size) throws IOException {
    if (size > largest) {
      throw new IOException("The answer is larger than " + largest + " bytes");
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The answer broke off");
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("The answer has a line longer than " + LONGEST_LINE + " bytes");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
