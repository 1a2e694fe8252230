package io.github.citydc.exchange.batch.upload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.github.citydc.exchange.internal.WrongForm;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.ValidationReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of a CSV file, each made a JSON object of texts first. */
final class CsvSource<P extends Payload> implements RecordSource<P> {

  private static final PayloadJson JSON = PayloadJson.standard();

  private final Class<P> type;
  private final MappingIterator<String[]> rows;
  private final List<String[]> paths;

  private CsvSource(Class<P> type, MappingIterator<String[]> rows, List<String[]> paths) {
    this.type = type;
    this.rows = rows;
    this.paths = paths;
  }

  static <P extends Payload> CsvSource<P> of(Class<P> type, InputStream text) throws IOException {
    MappingIterator<String[]> rows =
        CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build()
            .readerFor(String[].class)
            .readValues(text);
    if (!rows.hasNextValue()) {
      throw new IOException("The CSV file has no header");
    }
    List<String[]> paths = new ArrayList<>();
    for (String name : rows.nextValue()) {
      paths.add(name.strip().split("\\.", -1));
    }
    return new CsvSource<>(type, rows, paths);
  }

  @Override
  public Class<P> type() {
    return type;
  }

  @Override
  public Optional<P> next() throws IOException {
    try {
      return rows.hasNextValue()
          ? Optional.of(JSON.toRecord(object(rows.nextValue()), type))
          : Optional.empty();
    } catch (PayloadFormatException e) {
      throw new InvalidPayloadException(new ValidationReport(List.of(WrongForm.violation(e))));
    } catch (JsonProcessingException e) {
      // Not as the cause: it would quote the row.
      throw new IOException("The CSV file is broken at row " + e.getLocation().getLineNr());
    }
  }

  private ObjectNode object(String[] fields) {
    ObjectNode object = JSON.newObject();
    for (int i = 0; i < Math.min(fields.length, paths.size()); i++) {
      if (!fields[i].isEmpty()) {
        String[] path = paths.get(i);
        ObjectNode parent = object;
        for (int step = 0; step < path.length - 1; step++) {
          parent = parent.withObjectProperty(path[step]);
        }
        parent.put(path[path.length - 1], fields[i]);
      }
    }
    return object;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
