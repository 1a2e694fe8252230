package io.github.citydc.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file of the product is: its first line says so, as {@code {"file":"cdx-cursor/1"}}, so
 * that no file is taken for another, and none that is not ours is changed.
 *
 * @param name with its version, for example {@code cdx-cursor/1}
 * @param noun what it is in words, for example {@code cursor of a pull}
 */
public record FileKind(String name, String noun) {

  /** How many bytes of a file say what it is. */
  public static final int LONGEST = 200;

  private static final Pattern FIRST_LINE =
      Pattern.compile("\\{\"file\":\"(cdx-[a-z0-9-]+/[0-9]+)\"}\\R.*", Pattern.DOTALL);

  /**
   * The first line of a file of this kind.
   *
   * @return in UTF-8, with its end
   */
  public byte[] firstLine() {
    return ("{\"file\":\"" + name + "\"}\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Checks the beginning of a file.
   *
   * @param path names the file in the message
   * @param beginning its first bytes, as many as {@link #firstLine} has if it has them
   * @param size how many bytes the file has
   * @throws IllegalStateException if it is no file of this kind; the message says what was found,
   *     without quoting it, and the way out
   */
  public void require(Object path, byte[] beginning, long size) {
    byte[] first = firstLine();
    if (beginning.length < first.length
        || !Arrays.equals(first, Arrays.copyOf(beginning, first.length))) {
      throw new IllegalStateException(
          path
              + " is no "
              + noun
              + ": "
              + found(beginning, size)
              + ". It was left as it is. Name another file, or remove this one if nobody needs it");
    }
  }

  private static String found(byte[] beginning, long size) {
    if (size == 0) {
      return "it is empty";
    }
    Matcher ours = FIRST_LINE.matcher(new String(beginning, StandardCharsets.ISO_8859_1));
    return ours.matches()
        ? "it is a file " + ours.group(1)
        : "its first line does not say so; it has " + size + " bytes";
  }
}
