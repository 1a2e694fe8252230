package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.Severity;
import io.github.citydc.code.Strictness;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What every text is held to, without a constraint: U+0000 and half a surrogate pair cannot be
 * stored and are errors; what a reader does not see, or sees as something else, is a warning.
 */
final class TextRule implements Rule {

  private static final char LAST_PLAIN = '\u1FFF';
  private static final char DELETE = '\u007F';
  private static final char LAST_OF_CONTROLS = '\u009F';
  private static final char SOFT_HYPHEN = '\u00AD';
  private static final char FIRST_OF_HAN = '\u3001';
  private static final char FULL_WIDTH_SPACE = '\u3000';
  private static final char REPLACEMENT = '\uFFFD';

  private static final String SENTENCE_ENDS = "。！？；：";

  private final Severity severity;

  TextRule(Strictness strictness) {
    severity = strictness == Strictness.STRICT ? Severity.ERROR : Severity.WARNING;
  }

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value instanceof CharSequence text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (!isPlain(c)) {
          examine(text, i, findings);
          return;
        }
      }
    }
  }

  private static boolean isPlain(char c) {
    if (c < DELETE) {
      return c >= ' ' || isLineOrTab(c);
    }
    return c <= LAST_PLAIN ? c > LAST_OF_CONTROLS && c != SOFT_HYPHEN : isHan(c);
  }

  private static boolean isLineOrTab(int c) {
    return c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isHan(char c) {
    return c >= FIRST_OF_HAN && c < Character.MIN_SURROGATE;
  }

  /** Reports each rule once, at the first place where it is broken. */
  private void examine(CharSequence text, int from, Findings findings) {
    StringBuilder reported = new StringBuilder();
    for (int i = from; i < text.length(); ) {
      int c = Character.codePointAt(text, i);
      String rule = broken(c, text, i);
      if (!rule.isEmpty() && reported.indexOf(rule) < 0) {
        reported.append(rule).append(' ');
        boolean error = c == 0 || Character.getType(c) == Character.SURROGATE;
        findings.add(
            new CodeFault(
                rule,
                i,
                error ? Severity.ERROR : severity,
                Rules.STANDARD,
                List.of(String.format(Locale.ROOT, "U+%04X", c))));
      }
      i += Character.charCount(c);
    }
  }

  private static String broken(int c, CharSequence text, int index) {
    if (c == 0) {
      return "text.null-character";
    }
    if (c == REPLACEMENT) {
      return "text.replacement-character";
    }
    if (c == FULL_WIDTH_SPACE) {
      return index == 0 && !isParagraph(text) ? "text.leading-space" : "";
    }
    return switch (Character.getType(c)) {
      case Character.SURROGATE -> "text.lone-surrogate";
      case Character.FORMAT -> "text.invisible-character";
      case Character.CONTROL -> isLineOrTab(c) ? "" : "text.invisible-character";
      case Character.PRIVATE_USE -> "text.private-use";
      default -> "";
    };
  }

  /** Paragraphs begin with two full-width spaces (GB/T 9704-2012, 7.3.3); they have sentences. */
  private static boolean isParagraph(CharSequence text) {
    return text.length() > 2
        && text.charAt(1) == FULL_WIDTH_SPACE
        && text.charAt(2) != FULL_WIDTH_SPACE
        && text.chars().anyMatch(c -> c == '\n' || SENTENCE_ENDS.indexOf(c) >= 0);
  }
}
