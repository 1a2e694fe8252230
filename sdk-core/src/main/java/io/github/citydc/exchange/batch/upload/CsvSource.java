package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.ValidationReport;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a CSV file, each made a JSON object first. The whole file is looked through before
 * the first record is given: what is no table is refused before anything is sent.
 */
final class CsvSource<P extends Payload> implements RecordSource<P> {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final char[] DELIMITERS = {',', ';', '\t'};

  private final Class<P> type;
  private final CsvRows rows;
  private final CsvHeader header;

  private CsvSource(Class<P> type, CsvRows rows, CsvHeader header) {
    this.type = type;
    this.rows = rows;
    this.header = header;
  }

  static <P extends Payload> CsvSource<P> of(Class<P> type, Path file, Charset charset)
      throws IOException {
    CsvColumns known = CsvColumns.of(type);
    char delimiter = delimiter(file, charset, known);
    CsvHeader header;
    try (CsvRows all = new CsvRows(CsvCharset.open(file, charset), delimiter)) {
      header = CsvHeader.of(head(all), known);
      for (Optional<CsvRows.Row> row = all.next(); row.isPresent(); row = all.next()) {
        header.require(row.get());
      }
    }
    CsvRows rows = new CsvRows(CsvCharset.open(file, charset), delimiter);
    rows.next();
    return new CsvSource<>(type, rows, header);
  }

  /** What divides the header into the most known columns; the comma, if nothing does. */
  private static char delimiter(Path file, Charset charset, CsvColumns known) throws IOException {
    char best = DELIMITERS[0];
    long most = 0;
    for (char delimiter : DELIMITERS) {
      try (CsvRows rows = new CsvRows(CsvCharset.open(file, charset), delimiter)) {
        CsvRows.Row head = head(rows);
        long columns = CsvHeader.known(head, known);
        if (columns > most) {
          best = delimiter;
          most = columns;
        }
      } catch (CsvFormatException e) {
        if (delimiter == DELIMITERS[0]) {
          throw e;
        }
      }
    }
    return best;
  }

  private static CsvRows.Row head(CsvRows rows) throws IOException {
    return rows.next()
        .orElseThrow(() -> new CsvFormatException(1, 0, "the file is empty; it needs a header"));
  }

  @Override
  public Class<P> type() {
    return type;
  }

  @Override
  public Optional<P> next() throws IOException {
    Optional<CsvRows.Row> row = rows.next();
    if (row.isEmpty()) {
      return Optional.empty();
    }
    header.require(row.get());
    try {
      return Optional.of(JSON.toRecord(header.object(row.get()), type));
    } catch (PayloadFormatException e) {
      throw new InvalidPayloadException(new ValidationReport(List.of(e.violation())));
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
