package io.github.citydc.exchange.records;

import io.github.citydc.model.Payload;
import java.sql.Connection;
import java.util.Optional;

/**
 * A handler for the records a node pulls. Called once per change, in the transaction that moves the
 * cursor.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 *
 * @param <P> the payload record
 */
@FunctionalInterface
public interface RecordHandler<P extends Payload> {

  /**
   * Takes a change in. An exception rolls back the whole page, which is then delivered again.
   *
   * @param change what happened to the record
   * @param record the record as it is now, empty if it was deleted
   * @param connection the transaction: write with it, but do not commit, roll back or close it
   * @throws Exception if the change cannot be taken in
   */
  void handle(RecordChange change, Optional<P> record, Connection connection) throws Exception;
}
