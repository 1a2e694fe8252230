package io.github.citydc.spark;

import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.upload.SentShare;
import io.github.citydc.exchange.batch.upload.ShareRejection;
import io.github.citydc.exchange.batch.upload.SharedBatch;
import io.github.citydc.exchange.batch.upload.SharedReport;
import io.github.citydc.exchange.batch.upload.SharedUpload;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One write on the driver: tasks send parts, and its commit signs one manifest and waits until the
 * node has stored or rejected each record.
 */
final class CityBatchWrite implements BatchWrite {

  private static final Logger LOG = LoggerFactory.getLogger(CityBatchWrite.class);

  private final CityOptions options;
  private final StructType rows;
  private final Class<? extends Payload> payload;
  private final UploadOptions uploading;
  private final DriverNode node;
  private final SharedUpload uploads;
  private final Optional<BatchManifest> kept;
  private Optional<SharedBatch> batch = Optional.empty();
  private Optional<String> ticket = Optional.empty();
  private boolean posted;

  CityBatchWrite(CityOptions options, StructType rows) {
    this.options = options;
    this.rows = rows;
    this.payload = options.payload();
    this.uploading = options.upload();
    this.kept = kept(options);
    this.node = DriverNode.open(options);
    this.uploads = SharedUpload.through(node.client());
  }

  private static Optional<BatchManifest> kept(CityOptions options) {
    try {
      return options.manifest().isPresent()
          ? SharedUpload.kept(options.manifest().get())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The file of the manifest cannot be read", e);
    }
  }

  @Override
  public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
    if (kept.isPresent()) {
      LOG.info("Batch {} was sent before; its manifest is posted again", kept.get().batchId());
      return new DiscardingWriters();
    }
    if (info.numPartitions() > BatchManifest.MAX_PARTS) {
      throw new IllegalArgumentException(
          "A batch has at most %d parts, and each of %d tasks sends one at least; coalesce the rows"
              .formatted(BatchManifest.MAX_PARTS, info.numPartitions()));
    }
    NodeId receiver = node.receiver();
    SharedBatch begun =
        options.job().isPresent()
            ? uploads.begin(receiver, payload, uploading, options.job().get(), options.jobTime())
            : uploads.begin(receiver, payload, uploading);
    batch = Optional.of(begun);
    String opened = node.ticket(SigningRules.partsOf(begun.id(), receiver));
    ticket = Optional.of(opened);
    return new PartWriters(
        begun,
        payload.getName(),
        rows,
        node.access(receiver, opened),
        options.job().isPresent(),
        new PartWriters.Settings(uploading.parallel(), uploading.listed(), uploading.failFast()));
  }

  @Override
  public void commit(WriterCommitMessage[] messages) {
    endTicket();
    List<SentShare> shares = new ArrayList<>();
    for (WriterCommitMessage message : messages) {
      if (message instanceof ShareMessage share) {
        shares.add(share.share());
      }
    }
    Optional<BatchManifest> manifest =
        kept.or(() -> batch.flatMap(begun -> uploads.manifest(begun, shares)));
    if (manifest.isEmpty()) {
      finish(SharedRejections.leftOut(shares));
      LOG.info("No record was fit to be sent: no manifest is posted");
      return;
    }
    BatchManifest keeping = keep(manifest.get());
    posted = true;
    uploads.post(keeping, uploading);
    SharedReport report = uploads.await(keeping, kept.isPresent() ? List.of() : shares, uploading);
    LOG.info(
        "Batch {}: {} records, {} accepted, {} rejected",
        report.batchId(),
        report.records(),
        report.accepted(),
        report.rejected());
    finish(report.rejections());
  }

  private BatchManifest keep(BatchManifest manifest) {
    try {
      return options.manifest().isPresent()
          ? SharedUpload.keep(options.manifest().get(), manifest)
          : manifest;
    } catch (IOException e) {
      throw new UncheckedIOException("The manifest cannot be kept", e);
    }
  }

  private void finish(List<ShareRejection> rejections) {
    options.rejections().ifPresent(file -> SharedRejections.write(file, rejections));
    node.close();
  }

  /** Whatever was sent is taken back, unless its manifest is under way. */
  @Override
  public void abort(WriterCommitMessage[] messages) {
    endTicket();
    try {
      if (!posted && batch.isPresent()) {
        uploads.takeBack(batch.get());
      }
    } catch (RuntimeException e) {
      LOG.warn("The parts of an aborted write stay until the node removes them: {}", Causes.of(e));
    } finally {
      node.close();
    }
  }

  private void endTicket() {
    ticket.ifPresent(SigningDesk.ofThisDriver()::close);
    ticket = Optional.empty();
  }
}
