package io.github.citydc.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a day from the command line. */
final class CalendarDate implements ITypeConverter<LocalDate> {

  /** What stands for it in the synopsis. */
  static final String LABEL = "YYYY-MM-DD";

  @Override
  public LocalDate convert(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("'" + text + "' is no date of the calendar, " + LABEL);
    }
  }
}
