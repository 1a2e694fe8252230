package io.github.citydc.code;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of orders and of proclamations and public notices. They have {@code 第} before the
 * number, which a document number must not have; the year is missing, or stands before 年 or in
 * brackets; the number of some orders is in words. Congresses name the session in place of the
 * year, 公告〔十三届〕第18号, and print 第10号 in brackets, 公告（第10号）, as the orders of the President do. Under
 * a header that names the organ the rest stands alone.
 *
 * @param organ the issuing organs, empty if the number stands alone
 * @param form order or announcement
 * @param year the year, if it has one
 * @param number the number, empty if it is out of range
 * @param digitsFrom where the number stands
 * @param isPadded whether the number begins with 0
 */
record OrderNumber(
    String organ,
    DocumentNumberForm form,
    OptionalInt year,
    OptionalInt number,
    int digitsFrom,
    boolean isPadded) {

  private static final int MOST = 64;
  private static final String DIGITS = "〇零一二三四五六七八九";
  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<organ>[\\p{L}\\p{N}（）()·、 —-]{0,50})(?<word>令|公告|通告)"
              + "(?:(?<year>[12][0-9]{3})年|〔(?<bracketed>[12][0-9]{3})〕|〔第?[一二三四五六七八九十]{1,3}届〕)?"
              + "|(?<alone>[12][0-9]{3})年)?"
              + "(?<opening>[（(])?第(?<number>[0-9]{1,8}|["
              + DIGITS
              + "十百千]{1,9})号(?<closing>[）)])?");

  /** Reads a text that has this form. */
  static Optional<OrderNumber> of(CharSequence text) {
    if (text.length() > MOST) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()
        || hasStrayBlank(matcher.group("organ"))
        || !isPair(matcher.group("opening"), matcher.group("closing"))) {
      return Optional.empty();
    }
    String number = matcher.group("number");
    return Optional.of(
        new OrderNumber(
            Optional.ofNullable(matcher.group("organ")).orElse(""),
            form(matcher),
            year(matcher),
            isInWords(number) ? inWords(number) : OptionalInt.of(Integer.parseInt(number)),
            matcher.start("number"),
            number.charAt(0) == '0'));
  }

  /** One blank may part two organs. */
  private static boolean hasStrayBlank(@Nullable String organ) {
    return organ != null && (organ.startsWith(" ") || organ.endsWith(" ") || organ.contains("  "));
  }

  private static boolean isPair(@Nullable String opening, @Nullable String closing) {
    return opening == null
        ? closing == null
        : closing != null && opening.equals("(") == closing.equals(")");
  }

  private static DocumentNumberForm form(Matcher matcher) {
    boolean isOrder =
        matcher.group("word") == null
            ? matcher.group("alone") == null
            : matcher.group("word").equals("令");
    return isOrder ? DocumentNumberForm.ORDER : DocumentNumberForm.ANNOUNCEMENT;
  }

  private static OptionalInt year(Matcher matcher) {
    for (String group : new String[] {"year", "bracketed", "alone"}) {
      String year = matcher.group(group);
      if (year != null) {
        return OptionalInt.of(Integer.parseInt(year));
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isInWords(String number) {
    return number.charAt(0) > '9';
  }

  /** 八十三 is 83, 一〇三 is 103; empty where the words make no number. */
  private static OptionalInt inWords(String words) {
    boolean isPositional = words.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);
    int number = isPositional ? digitByDigit(words) : withUnits(words);
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  private static int digitByDigit(String words) {
    int number = 0;
    for (int i = 0; i < words.length(); i++) {
      number = 10 * number + digit(words.charAt(i));
    }
    return number;
  }

  /** Zero where the units do not descend, or digits follow one another. */
  private static int withUnits(String words) {
    int sum = 0;
    int digit = 0;
    int last = 10_000;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      int unit = c == '十' ? 10 : c == '百' ? 100 : c == '千' ? 1000 : 0;
      boolean isLeadingTen = unit == 10 && digit == 0;
      if (unit == 0 ? digit > 0 : unit >= last || (digit == 0 && !isLeadingTen)) {
        return 0;
      }
      sum += isLeadingTen ? unit : digit * unit;
      digit = unit == 0 ? digit(c) : 0;
      last = unit == 0 ? last : unit;
    }
    return sum + digit;
  }

  /** Both signs for zero stand in front. */
  private static int digit(char c) {
    return Math.max(0, DIGITS.indexOf(c) - 1);
  }
}
