package io.github.citydc.testkit;

import io.github.citydc.model.population.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * A register of people that does not know of duplicates: who is stored twice stands there twice.
 */
final class PersonTable {

  private final DataSource database;

  PersonTable(DataSource database) {
    this.database = database;
  }

  void create() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection
          .createStatement()
          .execute("CREATE TABLE IF NOT EXISTS person (id_number VARCHAR(18), name VARCHAR(50))");
    }
  }

  static void save(Connection connection, List<Person> people) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO person (id_number, name) VALUES (?, ?)")) {
      for (Person person : people) {
        insert.setString(1, person.idNumber());
        insert.setString(2, person.name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  long rows() throws SQLException {
    return number("SELECT COUNT(*) FROM person");
  }

  long people() throws SQLException {
    return number("SELECT COUNT(DISTINCT id_number) FROM person");
  }

  long number(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
