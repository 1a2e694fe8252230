package io.github.citydc.spark;

import io.github.citydc.exchange.batch.upload.SentShare;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** What a task tells the driver in the end. */
record ShareMessage(SentShare share) implements WriterCommitMessage {}
