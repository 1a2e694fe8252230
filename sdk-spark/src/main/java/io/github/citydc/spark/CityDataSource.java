package io.github.citydc.spark;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The data source {@code citydc}: a payload type at a node of the city. Read, it is the records
 * that the node offers; written, one batch.
 *
 * <pre>{@code
 * people.write().format("citydc").mode("append")
 *     .option("type", "population.person")
 *     .option("to", "https://dc.example.gov.cn")
 *     .option("folder", "/etc/city/440106_11440106007482911C_grid")
 *     .save();
 * }</pre>
 */
public final class CityDataSource implements TableProvider, DataSourceRegister {

  /** Made by Spark. */
  public CityDataSource() {}

  @Override
  public String shortName() {
    return "citydc";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return CityTable.schema(CityOptions.of(options.asCaseSensitiveMap()));
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new CityTable(CityOptions.of(properties));
  }
}
