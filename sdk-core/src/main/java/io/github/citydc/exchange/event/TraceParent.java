package io.github.citydc.exchange.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that a request belongs to: the field {@code traceparent} of W3C Trace Context. It is
 * not signed and proves nothing: nothing is decided by it.
 *
 * @param traceId 32 lower case hexadecimal digits, not all zero
 * @param parentId of the span that makes the request: 16 lower case hexadecimal digits, not all
 *     zero
 * @param flags two lower case hexadecimal digits; {@code 01} says that the caller records the trace
 */
public record TraceParent(String traceId, String parentId, String flags) {

  /** The name of the field. */
  public static final String FIELD = "traceparent";

  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-[!-~]{0,256})?");

  private static final Pattern TRACE_ID = Pattern.compile("(?!0+\\z)[0-9a-f]{32}");
  private static final Pattern PARENT_ID = Pattern.compile("(?!0+\\z)[0-9a-f]{16}");
  private static final Pattern FLAGS = Pattern.compile("[0-9a-f]{2}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if one of them has another form
   */
  public TraceParent {
    require(TRACE_ID, traceId);
    require(PARENT_ID, parentId);
    require(FLAGS, flags);
  }

  private static void require(Pattern form, String text) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("Not of W3C Trace Context");
    }
  }

  /**
   * Reads the field.
   *
   * @param field its value
   * @return the trace; empty if the value has not the form of version 00, or of a later version
   *     that begins like it
   */
  public static Optional<TraceParent> tryParse(String field) {
    Matcher matcher = FORM.matcher(field);
    if (!matcher.matches() || (field.startsWith("00") && matcher.group(4) != null)) {
      return Optional.empty();
    }
    String trace = matcher.group(1);
    String parent = matcher.group(2);
    return TRACE_ID.matcher(trace).matches() && PARENT_ID.matcher(parent).matches()
        ? Optional.of(new TraceParent(trace, parent, matcher.group(3)))
        : Optional.empty();
  }

  /**
   * The value of the field, of version 00.
   *
   * @return for example {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}
   */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + parentId + "-" + flags;
  }
}
