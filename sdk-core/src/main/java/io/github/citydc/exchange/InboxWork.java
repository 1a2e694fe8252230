package io.github.citydc.exchange;

import java.sql.Connection;

/**
 * The work a receiver does for a message, inside the transaction that stores it.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface InboxWork {

  /**
   * Does the work.
   *
   * @param connection the transaction's connection: not to be committed, rolled back or closed here
   * @throws Exception if the message cannot be accepted; the transaction is rolled back
   */
  void run(Connection connection) throws Exception;
}
