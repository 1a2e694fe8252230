package io.github.citydc.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Checks the rows of a table; columns that are no members are left out. */
final class RowCheck implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int LENGTH_OF_DAY = 10;

  private final LineCheck check;
  private final StructType members;
  private final int[] columns;
  private final int day;
  private transient @Nullable RowJson json;

  RowCheck(LineCheck check, String[] known, StructType rows, String day) {
    this.check = check;
    List<String> names = List.of(known);
    List<StructField> fields =
        Arrays.stream(rows.fields()).filter(field -> names.contains(field.name())).toList();
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          "No column is a member of the payload type; its members are " + String.join(", ", known));
    }
    this.members = new StructType(fields.toArray(StructField[]::new));
    this.columns = fields.stream().mapToInt(field -> rows.fieldIndex(field.name())).toArray();
    this.day = day.isEmpty() ? -1 : rows.fieldIndex(day);
  }

  /** The JSON of a row. */
  byte[] json(Row row) {
    RowJson writer = json;
    if (writer == null) {
      writer = new RowJson(members);
      json = writer;
    }
    return writer.of(RowFactory.create(Arrays.stream(columns).mapToObj(row::get).toArray()));
  }

  Iterator<Row> ofRow(Row row) {
    return check.ofJson(json(row), day(row));
  }

  private @Nullable String day(Row row) {
    Object value = day < 0 ? null : row.get(day);
    if (value == null) {
      return null;
    }
    String text = value.toString();
    return text.length() <= LENGTH_OF_DAY ? text : text.substring(0, LENGTH_OF_DAY);
  }
}
