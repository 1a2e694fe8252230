package io.github.citydc.spark;

import io.github.citydc.exchange.batch.upload.SharedBatch;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.types.StructType;

/** Makes the writers of tasks. */
final class PartWriters implements DataWriterFactory {

  private static final long serialVersionUID = 1L;

  private final SharedBatch batch;
  private final String payload;
  private final StructType rows;
  private final TaskAccess access;
  private final boolean begunBefore;
  private final Settings settings;

  /** What is not in the batch itself. */
  record Settings(int parallel, int listed, boolean failFast) implements Serializable {

    UploadOptions options(SharedBatch batch) {
      return UploadOptions.builder()
          .operation(batch.operation())
          .partSize(batch.partSize())
          .parallel(parallel)
          .listed(listed)
          .failFast(failFast)
          .build();
    }
  }

  PartWriters(
      SharedBatch batch,
      String payload,
      StructType rows,
      TaskAccess access,
      boolean begunBefore,
      Settings settings) {
    this.batch = batch;
    this.payload = payload;
    this.rows = rows;
    this.access = access;
    this.begunBefore = begunBefore;
    this.settings = settings;
  }

  @Override
  public DataWriter<InternalRow> createWriter(int partition, long task) {
    TaskContext context = TaskContext.get();
    boolean again =
        begunBefore
            || context == null
            || context.attemptNumber() > 0
            || context.stageAttemptNumber() > 0;
    return new RowWriter<>(
        access,
        batch,
        CityOptions.load(payload),
        partition,
        again,
        settings.options(batch),
        new RowJson(rows));
  }

  /** Without the ticket. */
  @Override
  public String toString() {
    return "PartWriters[" + batch.id() + "]";
  }
}
