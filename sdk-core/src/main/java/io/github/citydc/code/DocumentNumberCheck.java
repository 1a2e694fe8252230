package io.github.citydc.code;

import java.util.Optional;

/** The rules of GB/T 9704-2012, 7.2.5, and those of orders and announcements. */
final class DocumentNumberCheck {

  static final RuleBook RULES =
      RuleBook.of("document-number", "GB/T 9704-2012")
          .errors("organ", "bracket-missing", "bracket-pair", "year", "two-digit-year")
          .errors("ordinal", "number", "zero-padded", "suffix", "too-long")
          .warnings("bracket");

  static final char OPEN = '〔';
  static final char CLOSE = '〕';

  private static final String OPENING = OPEN + "[［(（【";
  private static final String CLOSING = CLOSE + "]］)）】";
  private static final char SUFFIX = '号';
  private static final char ORDINAL = '第';
  private static final int MOST = 64;
  private static final int MOST_OF_NUMBER = 8;

  private DocumentNumberCheck() {}

  static CodeCheck examine(CharSequence text, Strictness strictness) {
    Findings findings = new Findings(RULES, strictness);
    Optional<OrderNumber> order = OrderNumber.of(text);
    if (order.isPresent()) {
      examine(order.get(), findings);
    } else if (Shape.isShort(text, MOST, OPENING + CLOSING, findings)) {
      examine(text.toString(), findings);
    }
    return findings.toCheck();
  }

  private static void examine(OrderNumber order, Findings findings) {
    if (order.isPadded()) {
      findings.report("zero-padded", order.digitsFrom());
    } else if (order.number().isEmpty()) {
      findings.report("number", order.digitsFrom());
    }
  }

  private static void examine(String text, Findings findings) {
    int close = lastOf(CLOSING, text);
    int open = lastOf(OPENING, text.substring(0, Math.max(0, close)));
    if (open < 0) {
      findings.report("bracket-missing", Findings.WHOLE);
      return;
    }
    int kind = OPENING.indexOf(text.charAt(open));
    if (kind != CLOSING.indexOf(text.charAt(close))) {
      findings.report("bracket-pair", close);
    } else if (kind > 0) {
      findings.report("bracket", open);
    }
    examineOrgan(text, open, findings);
    examineYear(text, open + 1, close, findings);
    examineNumber(text, close + 1, findings);
  }

  private static void examineOrgan(String text, int open, Findings findings) {
    if (open == 0
        || !text.substring(0, open).codePoints().allMatch(DocumentNumberCheck::isOfOrgan)) {
      findings.report("organ", 0);
    }
  }

  /** Letters and digits; short names with a series in brackets, as 国办发（内部）, occur too. */
  private static boolean isOfOrgan(int c) {
    return Character.isLetterOrDigit(c) || "（）()·—-".indexOf(c) >= 0;
  }

  private static void examineYear(String text, int from, int to, Findings findings) {
    int digits = digits(text, from, to);
    if (digits == to - from && digits == 2) {
      findings.report("two-digit-year", from);
    } else if (digits < to - from || digits != 4 || text.charAt(from) == '0') {
      findings.report("year", from);
    }
  }

  private static void examineNumber(String text, int from, Findings findings) {
    int start = from;
    if (start < text.length() && text.charAt(start) == ORDINAL) {
      findings.report("ordinal", start);
      start++;
    }
    int end = start + digits(text, start, text.length());
    if (end == start || end - start > MOST_OF_NUMBER) {
      findings.report("number", start);
    } else if (text.charAt(start) == '0') {
      findings.report("zero-padded", start);
    }
    if (end != text.length() - 1 || text.charAt(end) != SUFFIX) {
      findings.report("suffix", end);
    }
  }

  private static int digits(String text, int from, int to) {
    int at = from;
    while (at < to && Alphabet.DIGITS.contains(text.charAt(at))) {
      at++;
    }
    return at - from;
  }

  private static int lastOf(String characters, String text) {
    for (int i = text.length() - 1; i >= 0; i--) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** A valid number with the brackets of the standard. */
  static String standardForm(String text) {
    if (OrderNumber.of(text).isPresent()) {
      return text;
    }
    int close = lastOf(CLOSING, text);
    int open = lastOf(OPENING, text.substring(0, close));
    return text.substring(0, open)
        + OPEN
        + text.substring(open + 1, close)
        + CLOSE
        + text.substring(close + 1);
  }
}
