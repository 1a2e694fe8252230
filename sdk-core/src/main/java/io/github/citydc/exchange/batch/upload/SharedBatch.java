package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.io.Serializable;
import java.time.OffsetDateTime;

/**
 * The identity of a batch whose parts are sent by several processes: what each of them must know.
 * Made by {@link SharedUpload#begin}. It holds no secret.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param id the batch
 * @param type what all its records are
 * @param operation what to do with each of them
 * @param sender the node that sends
 * @param receiver the node it is for
 * @param createdAt when the batch was made
 * @param encoding how parts are compressed
 * @param partSize how large parts are, compressed, in bytes, about
 */
@WithBuilder
public record SharedBatch(
    MessageId id,
    PayloadType type,
    Operation operation,
    NodeId sender,
    NodeId receiver,
    OffsetDateTime createdAt,
    PartEncoding encoding,
    int partSize)
    implements Serializable {

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public SharedBatchBuilder toBuilder() {
    return SharedBatchBuilder.builder(this);
  }
}
