package io.github.citydc.spring;

import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.message.Causes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/**
 * How many nonces of signatures the database remembers, counted to a bound.
 *
 * @param dataSource the database
 */
record NonceCount(DataSource dataSource) {

  private static final String COUNT =
      "SELECT COUNT(*) FROM (SELECT 1 FROM cdx_nonce FETCH FIRST 100000 ROWS ONLY) counted";

  Health.Check check() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(COUNT);
        ResultSet row = select.executeQuery()) {
      long stored = row.next() ? row.getLong(1) : 0;
      return new Health.Check("nonces", true, stored + " stored", Map.of("stored", stored));
    } catch (SQLException e) {
      return new Health.Check("nonces", false, Causes.of(e));
    }
  }
}
