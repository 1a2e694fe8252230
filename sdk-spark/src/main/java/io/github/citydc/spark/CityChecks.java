package io.github.citydc.spark;

import static org.apache.spark.sql.functions.col;

import io.github.citydc.model.Payload;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Checks of whole tables by the rules that every node applies.
 *
 * <pre>{@code
 * Dataset<Row> violations = CityChecks.violations(people, Person.class, "idNumber");
 * QualityReport report = CityChecks.report(people, Person.class, "registered_on");
 * }</pre>
 *
 * <p>A violation names the row by its key, which may be personal data, and never the offending
 * value.
 */
public final class CityChecks {

  static final String KEY = "key";
  static final String DIVISION = "division";
  static final String DAY = "day";
  static final String POINTER = "pointer";
  static final String RULE = "rule";
  static final String SEVERITY = "severity";

  /** In the last row of a record: how many of its violations are not listed. */
  static final String MORE = "more";

  /** True in one of the rows that are found of a record. */
  static final String FIRST = "first";

  /** True in that one, if the record would be rejected. */
  static final String FAULTY = "faulty";

  /** What is found of a row; a row without violations is there once, without a rule. */
  static final StructType FOUND =
      new StructType()
          .add(KEY, DataTypes.StringType)
          .add(DIVISION, DataTypes.StringType)
          .add(DAY, DataTypes.StringType)
          .add(POINTER, DataTypes.StringType)
          .add(RULE, DataTypes.StringType)
          .add(SEVERITY, DataTypes.StringType)
          .add("standard", DataTypes.StringType)
          .add("message", DataTypes.StringType)
          .add("messageZh", DataTypes.StringType)
          .add(MORE, DataTypes.IntegerType)
          .add(FIRST, DataTypes.BooleanType)
          .add(FAULTY, DataTypes.BooleanType);

  private CityChecks() {}

  /**
   * Checks each row of a table.
   *
   * @param rows columns by the names of the members, dates as dates or as texts; columns that are
   *     no members are ignored
   * @param type the record
   * @param key the columns that tell rows from each other; without any, the key is empty
   * @return a row for each violation: {@code key}, {@code division}, {@code pointer}, {@code rule},
   *     {@code severity}, {@code standard}, {@code message}, {@code messageZh}, and {@code more}:
   *     of a row with more than 100 violations, how many are not listed; 0 but in the last one of
   *     it
   */
  public static Dataset<Row> violations(
      Dataset<Row> rows, Class<? extends Payload> type, String... key) {
    return violations(checked(rows, type, List.of(key), ""));
  }

  /**
   * Checks each line of NDJSON, byte for byte as a node would receive it: the very same findings as
   * {@code cdx validate} has for the file. Lines with blanks only are passed over.
   *
   * @param lines a JSON object each, as {@code spark.read().option("lineSep", "\n").textFile} gives
   *     them; without the option, a carriage return within a line would end it
   * @param type the record
   * @param key the members that tell records from each other
   * @return as {@link #violations(Dataset, Class, String...)}
   */
  public static Dataset<Row> violationsOfLines(
      Dataset<String> lines, Class<? extends Payload> type, String... key) {
    LineCheck check = new LineCheck(type.getName(), List.of(key));
    FlatMapFunction<byte[], Row> each = check::ofLine;
    Column bytes = lines.col(lines.columns()[0]).cast(DataTypes.BinaryType);
    return violations(lines.select(bytes).as(Encoders.BINARY()).flatMap(each, Encoders.row(FOUND)));
  }

  private static Dataset<Row> violations(Dataset<Row> checked) {
    return checked.filter(col(RULE).isNotNull()).drop(DAY, FIRST, FAULTY);
  }

  /**
   * Checks each row of a table, and counts what is found by rule, division and day.
   *
   * @param rows as in {@link #violations(Dataset, Class, String...)}
   * @param type the record
   * @param day the column of the day that a row belongs to, a date or a time; empty for one day in
   *     all
   * @return the counts and shares
   */
  public static QualityReport report(Dataset<Row> rows, Class<? extends Payload> type, String day) {
    return QualityReport.of(checked(rows, type, List.of(), day), type);
  }

  private static Dataset<Row> checked(
      Dataset<Row> rows, Class<? extends Payload> type, List<String> key, String day) {
    RowCheck check =
        new RowCheck(
            new LineCheck(type.getName(), key),
            PayloadSchema.of(type).fieldNames(),
            rows.schema(),
            day);
    FlatMapFunction<Row, Row> each = check::ofRow;
    return check.plain(rows).flatMap(each, Encoders.row(FOUND));
  }
}
