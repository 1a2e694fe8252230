package io.github.citydc.spark;

import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;

/**
 * A read of the records that a node offers: one task for each information resource, as a cursor can
 * be followed by one reader only.
 */
final class CityScan implements Scan, Batch {

  private final CityOptions options;
  private final Class<? extends Payload> payload;

  CityScan(CityOptions options) {
    this.options = options;
    this.payload = options.payload();
  }

  @Override
  public StructType readSchema() {
    return CityTable.schema(options);
  }

  @Override
  public String description() {
    return "citydc records of " + PayloadType.of(payload);
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    List<String> resources = options.resources();
    return (resources.isEmpty() ? Stream.of("") : resources.stream())
        .map(RecordPages.Part::new)
        .toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    try (DriverNode node = DriverNode.open(options)) {
      NodeId source = node.receiver();
      String ticket = node.readingTicket(source);
      return new RecordPages(
          node.access(source, ticket),
          payload.getName(),
          options.pageSize(),
          options.value("grant").orElse(""),
          options.value("purpose").orElse(""));
    }
  }
}
