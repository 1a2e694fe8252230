package io.github.citydc.cli.demo;

import io.github.citydc.exchange.MessageContext;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.population.Person;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The city's registers: what a receiver's handlers write, in the transaction that stores the
 * message.
 */
final class CityRegister {

  private static final String[] TABLES = {
    """
    CREATE TABLE IF NOT EXISTS person (
      id_document_type VARCHAR(3) NOT NULL,
      id_number VARCHAR(40) NOT NULL,
      name VARCHAR(100) NOT NULL,
      sex CHAR(1) NOT NULL,
      birth_date DATE NOT NULL,
      residence_division VARCHAR(12) NOT NULL,
      residence_address VARCHAR(200) NOT NULL,
      message_id VARCHAR(36) NOT NULL,
      PRIMARY KEY (id_document_type, id_number)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS official_document (
      document_id VARCHAR(100) PRIMARY KEY,
      document_number VARCHAR(64),
      title VARCHAR(300) NOT NULL,
      issuer_name VARCHAR(200) NOT NULL,
      document_date DATE NOT NULL,
      text CLOB NOT NULL,
      message_id VARCHAR(36) NOT NULL
    )
    """
  };

  private CityRegister() {}

  static void createTables(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
  }

  static void save(Person person, MessageContext context) throws SQLException {
    String sql =
        "MERGE INTO person (id_document_type, id_number, name, sex, birth_date, residence_division,"
            + " residence_address, message_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement merge = context.connection().prepareStatement(sql)) {
      merge.setString(1, person.idDocumentType());
      merge.setString(2, person.idNumber());
      merge.setString(3, person.name());
      merge.setString(4, person.sex());
      merge.setObject(5, person.birthDate());
      merge.setString(6, person.residenceAddress().division());
      merge.setString(7, person.residenceAddress().text());
      merge.setString(8, context.messageId().toString());
      merge.executeUpdate();
    }
  }

  static void save(OfficialDocument document, MessageContext context) throws SQLException {
    String sql =
        "MERGE INTO official_document (document_id, document_number, title, issuer_name, document_date, text,"
            + " message_id) VALUES (?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement merge = context.connection().prepareStatement(sql)) {
      merge.setString(1, document.documentId());
      merge.setString(2, document.documentNumber().orElse(null));
      merge.setString(3, document.title());
      merge.setString(4, document.issuerName());
      merge.setObject(5, document.documentDate());
      merge.setString(6, document.content().text());
      merge.setString(7, context.messageId().toString());
      merge.executeUpdate();
    }
  }

  /** How many rows a table has. */
  static long count(DataSource database, String table) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }
}
