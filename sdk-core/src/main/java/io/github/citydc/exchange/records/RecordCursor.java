package io.github.citydc.exchange.records;

import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.PayloadType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a reader of records stands. It is no secret: a made-up one leads to another place of what
 * the reader may read anyhow, or nowhere.
 *
 * @param logId of which log
 * @param type of which payload type
 * @param resource of which information resource, empty for all
 * @param position behind which change
 */
record RecordCursor(String logId, PayloadType type, Optional<String> resource, long position) {

  private static final int MAX_LENGTH = 500;
  private static final Pattern FORM =
      Pattern.compile("([0-9A-Za-z-]{1,36})\\|([^|]+)\\|([0-9/]*)\\|(0|[1-9][0-9]{0,17})");

  String encoded() {
    String text = logId + "|" + type + "|" + resource.orElse("") + "|" + position;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException if it was not made by {@link #encoded}
   */
  static RecordCursor parse(String text) {
    if (text.length() <= MAX_LENGTH) {
      Matcher form =
          FORM.matcher(
              new String(Base64.getUrlDecoder().decode(text), StandardCharsets.ISO_8859_1));
      if (form.matches()) {
        return new RecordCursor(
            form.group(1),
            PayloadType.parse(form.group(2)),
            Optional.of(form.group(3)).filter(code -> !code.isEmpty()),
            Long.parseLong(form.group(4)));
      }
    }
    throw new IllegalArgumentException("is none that a node has given");
  }

  /** Makes sure that it is one of these records in this log. */
  RecordCursor requireFor(PayloadType asked, Optional<String> of, RecordLog.End end) {
    if (!type.equals(asked) || !resource.equals(of)) {
      throw new MalformedMessageException(
          "", "The parameter cursor: belongs to another type or resource");
    }
    if (!logId.equals(end.logId()) || position > end.position()) {
      throw new RefusedException(
          ProblemCode.NOT_FOUND,
          "The cursor belongs to a log that no longer exists; begin again without one");
    }
    return this;
  }
}
