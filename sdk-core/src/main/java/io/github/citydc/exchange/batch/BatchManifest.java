package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.io.Serializable;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * The signed list of the parts of a batch: interface standard §4.5. The signature over the manifest
 * covers, by the digests, every record.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param batchId identity of the batch; a retry keeps it
 * @param type what all its records are
 * @param operation what to do with each of them
 * @param sender the node that sends
 * @param receiver the node it is for
 * @param createdAt when the batch was made; a retry keeps it, too
 * @param parts in the order they are worked on, at least one
 */
@WithBuilder
public record BatchManifest(
    MessageId batchId,
    PayloadType type,
    Operation operation,
    NodeId sender,
    NodeId receiver,
    OffsetDateTime createdAt,
    List<BatchPart> parts)
    implements Serializable {

  /** The most parts a batch has. */
  public static final int MAX_PARTS = 10_000;

  /**
   * Copies the parts.
   *
   * @throws IllegalArgumentException if there are none, or more than {@value #MAX_PARTS}
   */
  public BatchManifest {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > MAX_PARTS) {
      throw new IllegalArgumentException("A batch has 1 to " + MAX_PARTS + " parts");
    }
  }

  /**
   * The size of the batch.
   *
   * @return the number of records in all parts
   */
  public long records() {
    return parts.stream().mapToLong(BatchPart::records).sum();
  }

  /**
   * A builder in which nothing is set.
   *
   * @return the builder
   */
  public static BatchManifestBuilder builder() {
    return BatchManifestBuilder.builder();
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public BatchManifestBuilder toBuilder() {
    return BatchManifestBuilder.builder(this);
  }
}
