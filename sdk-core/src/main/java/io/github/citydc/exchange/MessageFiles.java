package io.github.citydc.exchange;

import io.github.citydc.code.NotForImplementation;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;

/** A store of the files that messages refer to. Implementations are thread-safe. */
@FunctionalInterface
@NotForImplementation
public interface MessageFiles {

  /**
   * Requires that the files a message names have arrived, and notes that they are in use.
   *
   * @param connection the transaction that stores the message
   * @param sender who sent the message and its files
   * @param payload names the files
   * @return the files of this sender
   * @throws io.github.citydc.exchange.message.MissingPartsException if files have not arrived
   * @throws io.github.citydc.exchange.message.RefusedException if a file is not as the message says
   */
  ReceivedFiles require(Connection connection, NodeId sender, Payload payload);
}
