package io.github.citydc.exchange.batch.internal;

import io.github.citydc.exchange.message.MalformedMessageException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position in a list of rejected records up to which it was read: {@code <part>.<line>}.
 *
 * @param part the part of the last record that was read, -1 before the first
 * @param line its line
 */
public record RejectionCursor(int part, int line) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,5})\\.([0-9]{1,9})");

  public static RejectionCursor of(Optional<String> text) {
    if (text.isEmpty()) {
      return new RejectionCursor(-1, 0);
    }
    Matcher cursor = FORM.matcher(text.get());
    if (!cursor.matches()) {
      throw new MalformedMessageException("", "A cursor is one that this node has given");
    }
    return new RejectionCursor(
        Integer.parseInt(cursor.group(1)), Integer.parseInt(cursor.group(2)));
  }

  @Override
  public String toString() {
    return part + "." + line;
  }
}
