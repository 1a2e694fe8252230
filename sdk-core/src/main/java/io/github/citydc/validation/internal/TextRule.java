package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.Severity;
import io.github.citydc.code.Strictness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every text is held to, without a constraint: U+0000 and half a surrogate pair cannot be
 * stored and are errors; what a reader does not see, or sees as something else, is a warning.
 */
final class TextRule implements Rule {

  private static final char LAST_PLAIN = '\u1FFF';
  private static final char FIRST_OF_HAN = '\u3001';
  private static final char FULL_WIDTH_SPACE = '\u3000';
  private static final char REPLACEMENT = '\uFFFD';

  private final Severity severity;

  TextRule(Strictness strictness) {
    severity = strictness == Strictness.STRICT ? Severity.ERROR : Severity.WARNING;
  }

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value instanceof CharSequence text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean plain = c <= LAST_PLAIN ? c != 0 && c != '\u00AD' : isHan(c);
        if (!plain) {
          examine(text, i, findings);
          return;
        }
      }
    }
  }

  private static boolean isHan(char c) {
    return c >= FIRST_OF_HAN && c < Character.MIN_SURROGATE;
  }

  /** Reports each rule once, at the first place where it is broken. */
  private void examine(CharSequence text, int from, Findings findings) {
    StringBuilder reported = new StringBuilder();
    for (int i = from; i < text.length(); ) {
      int c = Character.codePointAt(text, i);
      String rule = broken(c, i);
      if (!rule.isEmpty() && reported.indexOf(rule) < 0) {
        reported.append(rule).append(' ');
        boolean error = c == 0 || Character.getType(c) == Character.SURROGATE;
        findings.add(
            new CodeFault(rule, i, error ? Severity.ERROR : severity, Rules.STANDARD, List.of()));
      }
      i += Character.charCount(c);
    }
  }

  private static String broken(int c, int index) {
    if (c == 0) {
      return "text.null-character";
    }
    if (c == REPLACEMENT) {
      return "text.replacement-character";
    }
    if (c == FULL_WIDTH_SPACE) {
      return index == 0 ? "text.leading-space" : "";
    }
    return switch (Character.getType(c)) {
      case Character.SURROGATE -> "text.lone-surrogate";
      case Character.FORMAT -> "text.invisible-character";
      case Character.PRIVATE_USE -> "text.private-use";
      default -> "";
    };
  }
}
