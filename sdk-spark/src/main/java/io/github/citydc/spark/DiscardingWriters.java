package io.github.citydc.spark;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Writers of a batch whose parts have arrived before. */
final class DiscardingWriters implements DataWriterFactory {

  private static final long serialVersionUID = 1L;

  private record Nothing() implements WriterCommitMessage {}

  @Override
  public DataWriter<InternalRow> createWriter(int partition, long task) {
    return new DataWriter<>() {
      @Override
      public void write(InternalRow row) {
        // It was sent before.
      }

      @Override
      public WriterCommitMessage commit() {
        return new Nothing();
      }

      @Override
      public void abort() {
        // There is nothing to undo.
      }

      @Override
      public void close() {
        // There is nothing to close.
      }
    };
  }
}
