package io.github.citydc.exchange.batch.upload;

import io.github.citydc.model.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A source of the records of an upload, which are read one after the other. Read once, by one
 * thread. To resume an upload, a source must give the same records in the same order again.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 *
 * @param <P> the payload record
 */
public interface RecordSource<P extends Payload> extends AutoCloseable {

  /**
   * The class of the records.
   *
   * @return the record's class
   */
  Class<P> type();

  /**
   * Reads the next record.
   *
   * @return the record, empty at the end
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if there is a record that
   *     cannot be read; the next call goes on behind it
   * @throws IOException if the source fails
   */
  Optional<P> next() throws IOException;

  /**
   * Closes the source.
   *
   * @throws IOException if the source fails
   */
  @Override
  void close() throws IOException;

  /**
   * The records of an iterator.
   *
   * @param type the record
   * @param records gives them
   * @param <P> the record's class
   * @return the source
   */
  static <P extends Payload> RecordSource<P> of(Class<P> type, Iterator<? extends P> records) {
    return new IteratorSource<>(type, records, () -> {});
  }

  /**
   * The records of a stream.
   *
   * @param type the record
   * @param records gives them; closed with the source
   * @param <P> the record's class
   * @return the source
   */
  static <P extends Payload> RecordSource<P> of(Class<P> type, Stream<? extends P> records) {
    return new IteratorSource<>(type, records.iterator(), records::close);
  }

  /**
   * The lines of an NDJSON file, one JSON object each.
   *
   * @param type the record
   * @param file in UTF-8; a line has at most 1 MiB
   * @param <P> the record's class
   * @return the source
   * @throws IOException if the file cannot be opened
   */
  static <P extends Payload> RecordSource<P> ndjson(Class<P> type, Path file) throws IOException {
    return ndjson(type, Files.newInputStream(file));
  }

  /**
   * The lines of an NDJSON text, one JSON object each.
   *
   * @param type the record
   * @param text in UTF-8; closed with the source
   * @param <P> the record's class
   * @return the source
   */
  static <P extends Payload> RecordSource<P> ndjson(Class<P> type, InputStream text) {
    return new NdjsonSource<>(type, text);
  }

  /**
   * The rows of a CSV file whose encoding {@link CsvCharset#of} decides. See {@link #csv(Class,
   * Path, Charset)}.
   *
   * @param type the record
   * @param file with a header
   * @param <P> the record's class
   * @return the source
   * @throws CsvFormatException if it is no table of such records; nothing was sent
   * @throws IOException if the file cannot be read
   */
  static <P extends Payload> RecordSource<P> csv(Class<P> type, Path file) throws IOException {
    return CsvSource.of(type, file, CsvCharset.of(file));
  }

  /**
   * The rows of a CSV file (RFC 4180), with commas, semicolons or tabs between the fields. The
   * header names members, those within another by a path with dots, {@code
   * residenceAddress.division}, or has their Chinese titles in the JSON Schema of the type; a
   * column {@code x-…} is a member of a vendor. An empty field is an absent member; a number stands
   * as in JSON; a truth value is {@code true}, {@code false}, 是, 否, 1 or 0. Rows in which every
   * field is empty are passed over.
   *
   * <p>The whole file is read once before the first record is given.
   *
   * @param type the record
   * @param file with a header; a byte order mark is passed over
   * @param charset its encoding
   * @param <P> the record's class
   * @return the source
   * @throws CsvFormatException if a byte does not fit the encoding, a column is unknown, doubled or
   *     that of a list, a quote is not closed, or a row has more or fewer fields than the header;
   *     nothing was sent
   * @throws IOException if the file cannot be read
   */
  static <P extends Payload> RecordSource<P> csv(Class<P> type, Path file, Charset charset)
      throws IOException {
    CsvCharset.require(file, charset);
    return CsvSource.of(type, file, charset);
  }

  /**
   * The rows of a database query.
   *
   * @param type the record
   * @param rows the result; not closed with the source. For many rows, let the driver fetch some at
   *     a time ({@code setFetchSize}, with PostgreSQL outside of auto-commit)
   * @param mapper makes a record of the present row
   * @param <P> the record's class
   * @return the source
   */
  static <P extends Payload> RecordSource<P> query(
      Class<P> type, ResultSet rows, RowMapper<? extends P> mapper) {
    return new QuerySource<>(type, rows, mapper);
  }
}
