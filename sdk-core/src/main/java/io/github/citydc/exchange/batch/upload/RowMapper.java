package io.github.citydc.exchange.batch.upload;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A function that makes a record from a row.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 *
 * @param <P> the record
 */
@FunctionalInterface
public interface RowMapper<P> {

  /**
   * Makes the record.
   *
   * @param row stands at the row; not to be moved
   * @return the record
   * @throws SQLException if the row cannot be read
   */
  P map(ResultSet row) throws SQLException;
}
