package io.github.citydc.exchange;

import io.github.citydc.exchange.message.MalformedMessageException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * A strict reader of query parameters. What is wrong with one becomes a {@link
 * MalformedMessageException} that names the parameter and never repeats its value. Immutable.
 */
public final class Parameters {

  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}";
  private static final String NUMBER = "\\d{1,18}";
  private static final int EPOCH = 1970;

  private final Target target;

  /**
   * Those of a request.
   *
   * @param target what is asked for
   */
  public Parameters(Target target) {
    this.target = target;
  }

  /**
   * A parameter that must be there.
   *
   * @param name its name
   * @param parse makes a value of its text; an {@link IllegalArgumentException} or {@link
   *     DateTimeException} says that it is none, with a message that does not repeat it
   * @param <T> what it is
   * @return its value
   * @throws MalformedMessageException if it is missing or malformed
   */
  public <T> T required(String name, Function<String, T> parse) {
    return optional(name, parse)
        .orElseThrow(
            () -> new MalformedMessageException("", "The parameter " + name + " is missing"));
  }

  /**
   * A parameter that may be missing.
   *
   * @param name its name
   * @param parse makes a value of its text, as for {@link #required}
   * @param <T> what it is
   * @return its value, empty if it is missing
   * @throws MalformedMessageException if it is malformed
   */
  public <T> Optional<T> optional(String name, Function<String, T> parse) {
    return target.parameter(name).map(text -> parsed(name, text, parse));
  }

  private static <T> T parsed(String name, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw wrong(name, String.valueOf(e.getMessage()));
    }
  }

  /**
   * A calendar date from 1970 on that must be there.
   *
   * @param name the name of the parameter
   * @return the date
   * @throws MalformedMessageException if it is missing or none
   */
  public LocalDate date(String name) {
    return required(
        name,
        text -> {
          try {
            LocalDate date = LocalDate.parse(text.matches(DATE) ? text : "");
            if (date.getYear() >= EPOCH) {
              return date;
            }
          } catch (DateTimeException e) {
            throw wrong(name, "must be a date of the calendar, YYYY-MM-DD");
          }
          throw wrong(name, "must not be before " + EPOCH);
        });
  }

  /**
   * A whole number within bounds that may be missing.
   *
   * @param name the name of the parameter
   * @param least the smallest it may be
   * @param most the largest it may be
   * @return the number, empty if it is missing
   * @throws MalformedMessageException if it is none, or out of bounds
   */
  public Optional<Integer> number(String name, int least, int most) {
    Optional<Long> number =
        optional(name, text -> text.matches(NUMBER) ? Long.parseLong(text) : -1);
    if (number.isPresent() && (number.get() < least || number.get() > most)) {
      throw wrong(name, "must be a whole number from " + least + " to " + most);
    }
    return number.map(Math::toIntExact);
  }

  private static MalformedMessageException wrong(String name, String rule) {
    return new MalformedMessageException("", "The parameter " + name + ": " + rule);
  }
}
