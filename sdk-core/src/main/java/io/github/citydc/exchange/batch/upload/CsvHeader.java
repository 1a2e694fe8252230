package io.github.citydc.exchange.batch.upload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.model.PayloadJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The header of a table of records: what each of its fields is. Immutable. */
final class CsvHeader {

  /** Members of vendors, which no record knows. */
  private static final String OF_VENDOR = "x-";

  private static final PayloadJson JSON = PayloadJson.standard();

  private final List<CsvColumn> columns;

  private CsvHeader(List<CsvColumn> columns) {
    this.columns = columns;
  }

  /**
   * Reads a header.
   *
   * @param row the first row
   * @param known what columns can be
   * @return the header
   * @throws CsvFormatException if a column is unknown, doubled, ambiguous, or cannot be in a table
   */
  static CsvHeader of(CsvRows.Row row, CsvColumns known) throws CsvFormatException {
    List<CsvColumn> columns = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (String field : row.fields()) {
      int place = columns.size() + 1;
      CsvColumn column = column(row, place, field.strip(), known);
      Integer earlier = places.put(column.name(), place);
      if (earlier != null) {
        throw new CsvFormatException(
            row.line(), place, column.name() + " stands in column " + earlier + " already");
      }
      columns.add(column);
    }
    return new CsvHeader(List.copyOf(columns));
  }

  private static CsvColumn column(CsvRows.Row row, int place, String name, CsvColumns known)
      throws CsvFormatException {
    long line = row.line();
    Set<CsvColumn> found = known.find(name);
    if (found.isEmpty() && name.startsWith(OF_VENDOR)) {
      return new CsvColumn(List.of(name), String.class, false);
    }
    if (found.size() > 1) {
      throw new CsvFormatException(
          line,
          place,
          "\"" + name + "\" can be " + found.stream().map(CsvColumn::name).collect(or()));
    }
    if (found.isEmpty()) {
      String delimiters =
          row.fields().size() == 1 ? "; between columns stand commas, semicolons or tabs" : "";
      throw new CsvFormatException(line, place, unknown(name, known) + delimiters);
    }
    CsvColumn column = found.iterator().next();
    if (column.isList()) {
      throw new CsvFormatException(
          line,
          place,
          name + " is a list, which a table cannot hold; send JSON, one record a line");
    }
    return column;
  }

  private static String unknown(String name, CsvColumns known) {
    return name.isEmpty()
        ? "the column has no name"
        : "there is no member \""
            + name
            + "\""
            + known.nearest(name).map(like -> "; is it " + like + "?").orElse("");
  }

  private static Collector<CharSequence, ?, String> or() {
    return Collectors.joining(" or ");
  }

  /** Whether another reading of the header knows more of its columns. */
  static long known(CsvRows.Row row, CsvColumns known) {
    return row.fields().stream().filter(name -> !known.find(name.strip()).isEmpty()).count();
  }

  /**
   * Makes sure that a row has the fields of the header.
   *
   * @param row a row behind it
   * @throws CsvFormatException if it has more or fewer
   */
  void require(CsvRows.Row row) throws CsvFormatException {
    int fields = row.fields().size();
    if (fields > columns.size()) {
      throw new CsvFormatException(
          row.line(),
          columns.size() + 1,
          "the row has " + fields + " fields, the header " + columns.size());
    }
    if (fields < columns.size()) {
      throw new CsvFormatException(
          row.line(),
          fields + 1,
          "the row ends before "
              + columns.get(fields).name()
              + ": it has "
              + fields
              + " of the "
              + columns.size()
              + " fields of the header");
    }
  }

  /** The JSON object of a row; an empty field is an absent member. */
  ObjectNode object(CsvRows.Row row) {
    ObjectNode object = JSON.newObject();
    for (int i = 0; i < columns.size(); i++) {
      String field = row.fields().get(i);
      if (!field.isEmpty()) {
        columns.get(i).put(object, field);
      }
    }
    return object;
  }
}
