package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.Origin;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;

/**
 * The place of a record in a batch.
 *
 * @param manifest the batch
 * @param part number of the part, from 0
 * @param line number of the line in the part, from 1
 */
public record BatchRecord(BatchManifest manifest, int part, int line) implements Origin {

  @Override
  public MessageId messageId() {
    return manifest.batchId();
  }

  @Override
  public PayloadType type() {
    return manifest.type();
  }

  @Override
  public Operation operation() {
    return manifest.operation();
  }

  @Override
  public NodeId sender() {
    return manifest.sender();
  }

  @Override
  public NodeId receiver() {
    return manifest.receiver();
  }

  @Override
  public OffsetDateTime sentAt() {
    return manifest.createdAt();
  }
}
