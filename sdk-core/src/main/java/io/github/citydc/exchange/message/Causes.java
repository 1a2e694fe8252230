package io.github.citydc.exchange.message;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The causes of a failure in words for logs and operators: the class of each, and what disk,
 * network and database say of themselves, such as "No space left on device". The messages of other
 * exceptions may quote personal data, so they are left out.
 */
public final class Causes {

  private static final int DEEPEST = 8;
  private static final int LONGEST = 300;
  private static final int SQL_CLASS = 2;

  /** A single letter tells nothing, and is in every text. */
  private static final int SHORTEST_VALUE = 2;

  private static final int LONGEST_MASKED = 4000;
  private static final String MASK = "…";

  /** Errors in values, which databases repeat without marking them. */
  private static final String DATA_CLASS = "22";

  /** Where PostgreSQL shows the row, and H2 the key and the statement. */
  private static final Pattern BEHIND_THE_REASON =
      Pattern.compile("(\\R| VALUES \\(|; SQL statement:).*", Pattern.DOTALL);

  private static final Pattern QUOTED_OR_NUMBER =
      Pattern.compile("'[^']*'|“[^”]*”|[0-9]{5,}[0-9Xx]*");

  /** Classes in which a database speaks of itself and not of a statement. */
  private static final Set<String> OF_THE_DATABASE = Set.of("08", "28", "53", "57", "58");

  /** Characters that would begin another line, steer a terminal or turn the text round. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

  private static final List<String> OF_THE_JDK = List.of("java.", "javax.net.", "sun.");

  private Causes() {}

  /**
   * Describes a failure.
   *
   * @param failure what was thrown
   * @return one line, of at most some hundred characters for each cause
   */
  public static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      text.append(text.isEmpty() ? "" : ": ").append(name(cause)).append(words(cause));
      cause = cause.getCause();
    }
    return text.toString();
  }

  /**
   * Describes a failure of code that worked on a payload, with what each exception says; what the
   * payload holds is replaced by three dots in it, and so are runs of digits, texts in quotes and
   * the statements and values that databases quote.
   *
   * @param failure what was thrown
   * @param values the texts of the payload
   * @return one line, of at most some hundred characters for each cause
   */
  public static String of(Throwable failure, Collection<String> values) {
    List<String> longestFirst =
        values.stream()
            .filter(value -> value.strip().length() >= SHORTEST_VALUE)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    StringBuilder text = new StringBuilder();
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      String known = words(cause);
      text.append(text.isEmpty() ? "" : ": ")
          .append(name(cause))
          .append(
              known.isEmpty() || isOfAStatement(cause)
                  ? known + masked(cause, longestFirst)
                  : known);
      cause = cause.getCause();
    }
    return text.toString();
  }

  private static boolean isOfAStatement(Throwable cause) {
    return cause instanceof SQLException e && !isOfTheDatabase(String.valueOf(e.getSQLState()));
  }

  private static String masked(Throwable cause, List<String> values) {
    String message = cause.getMessage();
    boolean isThatOfTheCause =
        cause.getCause() != null && cause.getCause().toString().equals(message);
    if (message == null || message.isBlank() || isThatOfTheCause) {
      return "";
    }
    String text =
        message.length() <= LONGEST_MASKED ? message : message.substring(0, LONGEST_MASKED);
    if (cause instanceof SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith(DATA_CLASS)) {
        return "";
      }
      text = BEHIND_THE_REASON.matcher(text).replaceFirst("");
    }
    text = QUOTED_OR_NUMBER.matcher(text).replaceAll(MASK);
    for (String value : values) {
      text = text.replace(value, MASK);
    }
    return " (" + plain(text) + ")";
  }

  private static String name(Throwable cause) {
    String simple = cause.getClass().getSimpleName();
    return simple.isEmpty() ? cause.getClass().getName() : simple;
  }

  private static String words(Throwable cause) {
    if (cause instanceof ProblemException e) {
      return " (" + e.problem().code().wireName() + ")";
    }
    if (cause instanceof UnverifiedRequestException e) {
      return " (" + e.code().wireName() + ")";
    }
    if (cause instanceof SQLException e) {
      String state = String.valueOf(e.getSQLState());
      return " with SQLSTATE " + plain(state) + (isOfTheDatabase(state) ? said(e) : "");
    }
    boolean isKnown =
        cause instanceof StorageException
            || cause instanceof TransportException
            || cause instanceof LinkageError
            || (cause instanceof IOException
                && OF_THE_JDK.stream().anyMatch(cause.getClass().getName()::startsWith));
    return isKnown ? said(cause) : "";
  }

  private static boolean isOfTheDatabase(String state) {
    return state.length() > SQL_CLASS && OF_THE_DATABASE.contains(state.substring(0, SQL_CLASS));
  }

  private static String said(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? "" : " (" + plain(message) + ")";
  }

  /**
   * Makes a text fit for one line of a log.
   *
   * @param text any text
   * @return the text without control and format characters, cut off after 300 characters
   */
  public static String plain(String text) {
    String line = UNPRINTABLE.matcher(text).replaceAll(" ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
