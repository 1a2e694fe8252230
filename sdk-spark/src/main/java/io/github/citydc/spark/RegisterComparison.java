package io.github.citydc.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Compares a whole register with the one of another node, by digest: each row is reduced to its key
 * and the SHA-256 of its record, and only these are joined.
 *
 * <pre>{@code
 * Dataset<Row> hub = RegisterComparison.current(spark.read().format("citydc")….load());
 * Dataset<Row> findings = RegisterComparison.of(people, hub, Person.class, "idNumber");
 * }</pre>
 */
public final class RegisterComparison {

  private static final String DIGEST = "digest";
  private static final StructType DIGESTS =
      new StructType().add(CityChecks.KEY, DataTypes.StringType).add(DIGEST, DataTypes.StringType);

  private RegisterComparison() {}

  /**
   * The present state of a register whose changes were read: of each record its last change, unless
   * that deletes it.
   *
   * @param changes what the data source {@code citydc} has read
   * @return the records that are there, with all columns
   */
  public static Dataset<Row> current(Dataset<Row> changes) {
    String last = RowJson.META + "last";
    return changes
        .withColumn(
            last,
            row_number()
                .over(
                    Window.partitionBy(RowJson.META + "resource", RowJson.META + "id")
                        .orderBy(col(RowJson.META + "position").desc())))
        .filter(col(last).equalTo(1).and(col(RowJson.META + "operation").equalTo("upsert")))
        .drop(last);
  }

  /**
   * Compares two registers.
   *
   * @param own the rows here; columns that are no members are ignored
   * @param other the rows there
   * @param type the record
   * @param key the members that name a record
   * @return {@code key} and {@code finding} for each key on which the two do not agree: {@code
   *     missing} there, {@code extra} there, {@code differing}, or {@code duplicate} if one side
   *     has the key twice with different records
   */
  public static Dataset<Row> of(
      Dataset<Row> own, Dataset<Row> other, Class<? extends Payload> type, String... key) {
    if (key.length == 0) {
      throw new IllegalArgumentException("The members that name a record are missing");
    }
    Dataset<Row> here = digests(own, type, key, "here");
    Dataset<Row> there = digests(other, type, key, "there");
    return here.join(there, here.col("keyhere").equalTo(there.col("keythere")), "full_outer")
        .withColumn(
            "finding",
            when(col("keythere").isNull(), "missing")
                .when(col("keyhere").isNull(), "extra")
                .when(col("timeshere").gt(1).or(col("timesthere").gt(1)), "duplicate")
                .when(col("digesthere").notEqual(col("digestthere")), "differing"))
        .filter(col("finding").isNotNull())
        .select(coalesce(col("keyhere"), col("keythere")).as(CityChecks.KEY), col("finding"));
  }

  private static Dataset<Row> digests(
      Dataset<Row> rows, Class<? extends Payload> type, String[] key, String side) {
    LineCheck lines = new LineCheck(type.getName(), List.of(key));
    RowCheck check = new RowCheck(lines, PayloadSchema.of(type).fieldNames(), rows.schema(), "");
    MapFunction<Row, Row> digest =
        row -> {
          byte[] json = check.json(row);
          return RowFactory.create(lines.named(json), digest(json, lines.type()));
        };
    return check
        .plain(rows)
        .map(digest, Encoders.row(DIGESTS))
        .distinct()
        .groupBy(col(CityChecks.KEY).as("key" + side))
        .agg(max(DIGEST).as(DIGEST + side), count(lit(1)).as("times" + side));
  }

  /** Of the record in its own form, so that the order of members does not count. */
  private static String digest(byte[] json, Class<? extends Payload> type) {
    byte[] form;
    try {
      form = PayloadJson.standard().write(PayloadJson.standard().read(json, type));
    } catch (PayloadFormatException e) {
      form = json;
    }
    return ContentHash.of(Content.of(form)).hex();
  }
}
