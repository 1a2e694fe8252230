package io.github.citydc.exchange.batch.upload;

import io.github.citydc.model.Payload;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The rows of a query. */
record QuerySource<P extends Payload>(Class<P> type, ResultSet rows, RowMapper<? extends P> mapper)
    implements RecordSource<P> {

  @Override
  public Optional<P> next() throws IOException {
    try {
      return rows.next() ? Optional.of(mapper.map(rows)) : Optional.empty();
    } catch (SQLException e) {
      throw new IOException("The query could not be read on", e);
    }
  }

  @Override
  public void close() {}
}
