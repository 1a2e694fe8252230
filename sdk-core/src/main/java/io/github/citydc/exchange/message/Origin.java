package io.github.citydc.exchange.message;

import io.github.citydc.code.NotForImplementation;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;

/** The origin of a payload: an envelope of its own, or a batch. */
@NotForImplementation
public interface Origin {

  /**
   * The id of the message or the batch that contained the payload.
   *
   * @return the id of the message, or of the batch
   */
  MessageId messageId();

  /**
   * The payload type.
   *
   * @return the payload type
   */
  PayloadType type();

  /**
   * The operation to perform.
   *
   * @return the operation
   */
  Operation operation();

  /**
   * The sending node.
   *
   * @return the node that signed it
   */
  NodeId sender();

  /**
   * The receiving node.
   *
   * @return the node it is addressed to
   */
  NodeId receiver();

  /**
   * The time at which the message or the batch was made.
   *
   * @return the sender's time
   */
  OffsetDateTime sentAt();
}
