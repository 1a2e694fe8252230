package io.github.citydc.exchange.batch.upload;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a CSV text (RFC 4180), with any character between the fields. Lines end with CR, LF
 * or both; lines without any field that says something are passed over. Not thread-safe.
 */
final class CsvRows implements Closeable {

  /** The longest field: no member of a record is as long. */
  private static final int LONGEST = 1024 * 1024;

  /** More columns than that are no table. */
  private static final int MOST_FIELDS = 10_000;

  private static final int END = -1;

  private final Reader text;
  private final char delimiter;
  private long line = 1;
  private int next;
  private boolean begun;

  /**
   * Reads a text.
   *
   * @param text without a byte order mark
   * @param delimiter what stands between fields
   */
  CsvRows(Reader text, char delimiter) {
    this.text = new BufferedReader(text);
    this.delimiter = delimiter;
  }

  /**
   * Reads a row.
   *
   * @return the next one in which a field is not empty; empty at the end
   * @throws CsvFormatException if the quotes are not those of RFC 4180
   * @throws IOException if the text cannot be read
   */
  Optional<Row> next() throws IOException {
    if (!begun) {
      begun = true;
      next = text.read();
    }
    while (next != END) {
      Row row = row();
      if (!row.isEmpty()) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  private Row row() throws IOException {
    long first = line;
    List<String> fields = new ArrayList<>();
    while (true) {
      int place = fields.size() + 1;
      if (place > MOST_FIELDS) {
        throw new CsvFormatException(line, 0, "more than " + MOST_FIELDS + " fields");
      }
      fields.add(next == '"' ? quoted(place) : plain(place));
      if (next != delimiter) {
        endLine();
        return new Row(first, fields);
      }
      next = text.read();
    }
  }

  private String plain(int place) throws IOException {
    StringBuilder field = new StringBuilder();
    while (next != END && next != delimiter && next != '\r' && next != '\n') {
      if (next == '"') {
        throw new CsvFormatException(
            line, place, "a quote stands inside a field that does not begin with one");
      }
      append(field, place);
    }
    return field.toString();
  }

  private String quoted(int place) throws IOException {
    long opened = line;
    StringBuilder field = new StringBuilder();
    next = text.read();
    while (true) {
      if (next == END) {
        throw new CsvFormatException(opened, place, "the quote is not closed");
      }
      if (next == '"') {
        next = text.read();
        if (next != '"') {
          requireEnd(place);
          return field.toString();
        }
      } else if (next == '\n') {
        line++;
      }
      append(field, place);
    }
  }

  private void requireEnd(int place) throws CsvFormatException {
    if (next != END && next != delimiter && next != '\r' && next != '\n') {
      throw new CsvFormatException(line, place, "something stands behind the closing quote");
    }
  }

  private void append(StringBuilder field, int place) throws IOException {
    if (field.length() == LONGEST) {
      throw new CsvFormatException(line, place, "the field is longer than a million characters");
    }
    field.append((char) next);
    next = text.read();
  }

  private void endLine() throws IOException {
    if (next == '\r') {
      next = text.read();
      if (next != '\n') {
        line++;
        return;
      }
    }
    if (next == '\n') {
      line++;
      next = text.read();
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  /**
   * A row.
   *
   * @param line number of its first line, from 1
   * @param fields without their quotes
   */
  record Row(long line, List<String> fields) {

    private boolean isEmpty() {
      return fields.stream().allMatch(String::isEmpty);
    }
  }
}
