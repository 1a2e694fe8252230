package io.github.citydc.exchange;

import io.github.citydc.exchange.message.MalformedMessageException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * A strict reader of query parameters. An error names the parameter but never repeats its value.
 */
public final class Parameters {

  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}";
  private static final String NUMBER = "\\d{1,18}";
  private static final int EPOCH = 1970;

  private final Target target;

  public Parameters(Target target) {
    this.target = target;
  }

  public <T> T required(String name, Function<String, T> parse) {
    return optional(name, parse)
        .orElseThrow(
            () -> new MalformedMessageException("", "The parameter " + name + " is missing"));
  }

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

  /** A calendar date from 1970 on. */
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

  /** A whole number within bounds. */
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
