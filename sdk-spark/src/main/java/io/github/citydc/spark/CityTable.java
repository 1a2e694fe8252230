package io.github.citydc.spark;

import io.github.citydc.model.PayloadType;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A payload type at a node, as Spark reads and writes it. */
final class CityTable implements SupportsRead, SupportsWrite {

  private final CityOptions options;

  CityTable(CityOptions options) {
    this.options = options;
  }

  /** The members of the payload, then what is known of the change. */
  static StructType schema(CityOptions options) {
    return PayloadSchema.of(options.payload())
        .add(RowJson.META + "id", DataTypes.StringType)
        .add(RowJson.META + "resource", DataTypes.StringType)
        .add(RowJson.META + "operation", DataTypes.StringType)
        .add(RowJson.META + "changed_at", DataTypes.TimestampType)
        .add(RowJson.META + "position", DataTypes.LongType);
  }

  @Override
  public String name() {
    return "citydc." + PayloadType.of(options.payload());
  }

  @Override
  @SuppressWarnings("deprecation") // Of the table; there is no other method for the schema of all.
  public StructType schema() {
    return schema(options);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(
        TableCapability.BATCH_READ, TableCapability.BATCH_WRITE, TableCapability.ACCEPT_ANY_SCHEMA);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap more) {
    return () -> new CityScan(options);
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    RowJson.requireMembers(info.schema(), PayloadSchema.of(options.payload()));
    return new WriteBuilder() {
      @Override
      public Write build() {
        return new CityWrite(options, info.schema());
      }
    };
  }

  /** What is to be written, for the plan: no option that the table has not. */
  private record CityWrite(CityOptions options, StructType rows) implements Write {

    @Override
    public String description() {
      return "citydc batch of " + PayloadType.of(options.payload());
    }

    @Override
    public BatchWrite toBatch() {
      return new CityBatchWrite(options, rows);
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
      return CityMetrics.all();
    }

    @Override
    public String toString() {
      return description();
    }
  }
}
