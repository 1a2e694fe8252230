package io.github.citydc.spring;

import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Causes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * How many nonces of signatures the database of the node remembers, counted to a bound.
 *
 * @param database the database of the node
 */
record NonceCount(NodeDatabase database) {

  private static final String COUNT =
      "SELECT COUNT(*) FROM (SELECT 1 FROM cdx_nonce WHERE node = ? FETCH FIRST 100000 ROWS ONLY) counted";

  Health.Check check() {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setInt(1, database.number());
      long stored = first(select);
      return new Health.Check("nonces", true, stored + " stored", Map.of("stored", stored));
    } catch (SQLException e) {
      return new Health.Check("nonces", false, Causes.of(e));
    }
  }

  private static long first(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
