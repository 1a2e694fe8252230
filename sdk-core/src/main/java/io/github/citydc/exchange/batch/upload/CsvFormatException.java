package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ExchangeException;

/**
 * Thrown when a CSV file cannot be read as a table of records. Nothing of it was sent. The message
 * names the place and the reason, and never a value of a record.
 */
public final class CsvFormatException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final long line;
  private final int column;

  /**
   * A fault at a place.
   *
   * @param line number of the line, from 1; 0 if it is not known
   * @param column number of the field in its row, from 1; 0 if the fault is not that of a field
   * @param reason what is wrong
   */
  CsvFormatException(long line, int column, String reason) {
    super(
        (line == 0 ? "" : "line " + line + (column == 0 ? "" : ", column " + column) + ": ")
            + reason,
        false,
        Delivery.NOTHING_SENT);
    this.line = line;
    this.column = column;
  }

  /**
   * The line.
   *
   * @return its number, from 1; 0 if it is not known
   */
  public long line() {
    return line;
  }

  /**
   * The field in its row.
   *
   * @return its number, from 1; 0 if the fault is not that of a field
   */
  public int column() {
    return column;
  }
}
