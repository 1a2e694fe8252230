package io.github.citydc.examples;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import javax.sql.DataSource;

/** Delivers a table of PostgreSQL each night as one batch, in bounded memory. */
public final class NightlyUpload {

  private static final int ROWS_AT_ONCE = 1000;

  private NightlyUpload() {}

  /**
   * Uploads the whole table.
   *
   * @param journal lets a run that was killed go on where it was; one for each night
   */
  public static UploadReport run(
      ExchangeClient client, NodeId hub, DataSource database, Path journal) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false); // PostgreSQL reads all rows at once in auto-commit mode …
      String sql =
          "SELECT id_number, name, sex, birth_date, street, address FROM resident ORDER BY id_number";
      try (PreparedStatement select = connection.prepareStatement(sql)) {
        select.setFetchSize(ROWS_AT_ONCE); // … and without a fetch size
        try (ResultSet rows = select.executeQuery()) {
          return Uploader.through(client)
              .upload(
                  hub,
                  RecordSource.query(Person.class, rows, NightlyUpload::person),
                  UploadOptions.builder().journal(journal).build());
        }
      }
    }
  }

  private static Person person(ResultSet row) throws SQLException {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber(row.getString("id_number"))
        .name(row.getString("name"))
        .sex(row.getString("sex"))
        .birthDate(row.getObject("birth_date", LocalDate.class))
        .residenceAddress(Address.of(row.getString("street"), row.getString("address")))
        .build();
  }
}
