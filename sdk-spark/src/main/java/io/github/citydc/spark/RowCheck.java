package io.github.citydc.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/** Checks the rows of a table; columns that are no members are left out. */
final class RowCheck implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int LENGTH_OF_DAY = 10;
  private static final String DAY = "cdx_day";
  private static final DataType SECONDS = DataTypes.createDecimalType(20, 6);

  private final LineCheck check;
  private final StructType members;
  private final String day;
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
    this.day = day;
  }

  /**
   * The rows with what this check takes: dates as texts, times as seconds, for which Spark needs no
   * calendar of the JDK.
   */
  Dataset<Row> plain(Dataset<Row> rows) {
    List<Column> taken = new ArrayList<>();
    for (StructField member : members.fields()) {
      taken.add(rows.col("`" + member.name() + "`").cast(plain(member.dataType())));
    }
    if (!day.isEmpty()) {
      taken.add(rows.col("`" + day + "`").cast(DataTypes.StringType).as(DAY));
    }
    return rows.select(taken.toArray(Column[]::new));
  }

  private static DataType plain(DataType type) {
    if (type instanceof StructType struct) {
      return new StructType(
          Arrays.stream(struct.fields())
              .map(
                  field ->
                      new StructField(
                          field.name(), plain(field.dataType()), true, Metadata.empty()))
              .toArray(StructField[]::new));
    }
    if (type instanceof ArrayType array) {
      return DataTypes.createArrayType(plain(array.elementType()), true);
    }
    if (type instanceof DateType) {
      return DataTypes.StringType;
    }
    return type instanceof TimestampType ? SECONDS : type;
  }

  /** The JSON of a row. */
  byte[] json(Row row) {
    RowJson writer = json;
    if (writer == null) {
      writer = new RowJson(members);
      json = writer;
    }
    return writer.of(row);
  }

  Iterator<Row> ofRow(Row row) {
    return check.ofJson(json(row), day(row));
  }

  private @Nullable String day(Row row) {
    String text = day.isEmpty() ? null : row.getString(members.fields().length);
    if (text == null) {
      return null;
    }
    return text.length() <= LENGTH_OF_DAY ? text : text.substring(0, LENGTH_OF_DAY);
  }
}
