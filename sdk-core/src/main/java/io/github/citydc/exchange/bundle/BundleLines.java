package io.github.citydc.exchange.bundle;

import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.Encodings;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of a bundle and of its answer: each is a JSON text, to the byte, and ends with a line
 * feed.
 */
final class BundleLines {

  private static final byte END = '\n';

  private BundleLines() {}

  /** Whether something can be a line. */
  static boolean fits(Content text) {
    return !text.isEmpty() && !text.toText().contains("\n");
  }

  static Content write(List<Content> lines) {
    return write(lines, PartEncoding.IDENTITY);
  }

  static Content write(List<Content> lines, PartEncoding encoding) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = Encodings.compressing(encoding, bytes)) {
      for (Content line : lines) {
        line.writeTo(out);
        out.write(END);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory does not fail", e);
    }
    return Content.of(bytes.toByteArray());
  }

  /**
   * Reads lines.
   *
   * @param most how many there may be
   * @param largest how many bytes there may be, decompressed
   * @throws MalformedMessageException if they are not compressed so, or not of this form
   * @throws RefusedException with {@code body-too-large} if there are too many
   */
  static List<Content> read(Content body, PartEncoding encoding, int most, int largest) {
    byte[] bytes = decompressed(body, encoding, largest);
    if (bytes.length == 0 || bytes[bytes.length - 1] != END) {
      throw new MalformedMessageException(
          "", "A bundle has lines, each with a line feed at its end");
    }
    List<Content> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == END) {
        if (i == start) {
          throw new MalformedMessageException("", "A line of a bundle is not empty");
        }
        if (lines.size() == most) {
          throw new RefusedException(
              ProblemCode.BODY_TOO_LARGE, "A bundle has at most " + most + " lines");
        }
        lines.add(Content.of(Arrays.copyOfRange(bytes, start, i)));
        start = i + 1;
      }
    }
    return lines;
  }

  private static byte[] decompressed(Content body, PartEncoding encoding, int largest) {
    byte[] bytes;
    try (InputStream in = Encodings.decompressing(encoding, body.openStream())) {
      bytes = in.readNBytes(largest + 1);
    } catch (IOException e) {
      throw new MalformedMessageException(
          "", "The bundle is not encoded by " + encoding.wireName());
    }
    if (bytes.length > largest) {
      throw new RefusedException(
          ProblemCode.BODY_TOO_LARGE,
          "A bundle has at most " + largest + " bytes when decompressed");
    }
    return bytes;
  }
}
