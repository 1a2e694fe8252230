package io.github.citydc.cli.front.outbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.citydc.cli.front.config.Cells;
import io.github.citydc.cli.front.config.FrontConfig.FileForm;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.internal.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The rows of a CSV file (RFC 4180) whose first row names its columns. */
final class CsvRecords implements FileRecords {

  private static final String MARK = "\uFEFF";

  private final CloseableIterator<CsvRecord> rows;
  private final List<String> places;

  private CsvRecords(CloseableIterator<CsvRecord> rows, List<String> places) {
    this.rows = rows;
    this.places = places;
  }

  static CsvRecords open(Path file, FileForm form) throws IOException {
    CloseableIterator<CsvRecord> rows = rows(file, form);
    List<String> places = new ArrayList<>();
    if (rows.hasNext()) {
      for (String column : header(rows.next())) {
        places.add(form.columns().getOrDefault(column, "-"));
      }
    }
    return new CsvRecords(rows, places);
  }

  private static CloseableIterator<CsvRecord> rows(Path file, FileForm form) throws IOException {
    return CsvReader.builder()
        .fieldSeparator(form.separator())
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(Files.newBufferedReader(file, form.charset()))
        .iterator();
  }

  private static List<String> header(CsvRecord first) {
    return first.getFields().stream().map(name -> name.replace(MARK, "").strip()).toList();
  }

  /** What is wrong with the file as a whole: its header, or its form. */
  static Optional<FileRecord> check(Path file, FileForm form) throws IOException {
    long line = 1;
    try (CloseableIterator<CsvRecord> rows = rows(file, form)) {
      Optional<FileRecord> fault =
          rows.hasNext()
              ? headerFault(header(rows.next()), form)
              : Optional.of(FileRecords.fault(1, "file.header", "The file has no header"));
      while (fault.isEmpty() && rows.hasNext()) {
        line = rows.next().getStartingLineNumber();
      }
      return fault;
    } catch (CsvParseException | UncheckedIOException e) {
      return Optional.of(
          FileRecords.fault(
              line, "file.csv", "Behind this line the file is not CSV; nothing of it was taken"));
    }
  }

  private static Optional<FileRecord> headerFault(List<String> header, FileForm form) {
    TreeSet<String> missing = new TreeSet<>(form.columns().keySet());
    header.forEach(missing::remove);
    TreeSet<String> unknown = new TreeSet<>(header);
    unknown.removeAll(form.columns().keySet());
    if (missing.isEmpty() && unknown.isEmpty() && header.size() == form.columns().size()) {
      return Optional.empty();
    }
    return Optional.of(
        FileRecords.fault(
            1,
            "file.header",
            "The header must have each column of the settings once; missing: "
                + String.join(", ", missing)
                + "; unknown: "
                + String.join(", ", unknown)
                + ". A column is left out with -"));
  }

  @Override
  public Optional<FileRecord> next() {
    return rows.hasNext() ? Optional.of(record(rows.next())) : Optional.empty();
  }

  private FileRecord record(CsvRecord row) {
    if (row.getFieldCount() != places.size()) {
      return FileRecords.fault(
          row.getStartingLineNumber(),
          "file.columns",
          "The line has " + row.getFieldCount() + " columns, the header " + places.size());
    }
    ObjectNode payload = StrictJson.newObject();
    for (int i = 0; i < places.size(); i++) {
      Cells.put(row.getField(i).strip(), places.get(i), payload);
    }
    return new FileRecord(
        row.getStartingLineNumber(), Content.of(StrictJson.write(payload)), Optional.empty());
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
