package io.github.citydc.spark;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.PartWriter;
import io.github.citydc.exchange.batch.upload.SharedBatch;
import io.github.citydc.exchange.batch.upload.SharedUpload;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.model.Payload;
import io.github.citydc.signing.node.NodeLink;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Sends the rows of one task as one share of the batch. */
final class RowWriter<P extends Payload> implements DataWriter<InternalRow> {

  private final NodeLink link;
  private final ExchangeClient client;
  private final PartWriter<P> parts;
  private final RowJson json;

  RowWriter(
      TaskAccess access,
      SharedBatch batch,
      Class<P> payload,
      int share,
      boolean again,
      UploadOptions options,
      RowJson json) {
    this.link = access.open();
    this.client = link.client().build();
    this.json = json;
    SharedUpload uploads = SharedUpload.through(client);
    this.parts =
        again
            ? uploads.writeAgain(batch, payload, share, options)
            : uploads.write(batch, payload, share, options);
  }

  @Override
  public void write(InternalRow row) {
    parts.addJson(json.of(row));
  }

  @Override
  public WriterCommitMessage commit() {
    return new ShareMessage(parts.finish());
  }

  /** What has arrived stays: another attempt, of the same rows, has the same parts. */
  @Override
  public void abort() {
    parts.close();
  }

  @Override
  public CustomTaskMetric[] currentMetricsValues() {
    return CityMetrics.of(parts.records(), parts.leftOut(), parts.parts(), parts.bytes());
  }

  @Override
  public void close() {
    try {
      parts.close();
    } finally {
      client.close();
      link.close();
    }
  }
}
