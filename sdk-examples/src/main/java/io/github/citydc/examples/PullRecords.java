package io.github.citydc.examples;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.jdbc.JdbcCursors;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordPuller;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Follows the records that another node offers, into a table of one's own. */
public final class PullRecords {

  private final RecordPuller<Person> puller;

  public PullRecords(ExchangeClient client, NodeId hub, DataSource database) {
    JdbcCursors cursors = JdbcCursors.on(NodeDatabase.of(database, client.self()));
    this.puller = RecordPuller.of(client, hub, Person.class, cursors, PullRecords::take);
  }

  /** To be called now and then: takes what has changed since the last time. */
  public long pull() throws Exception {
    return puller.pull();
  }

  /** In the transaction that moves the cursor: no change is lost, none comes twice. */
  private static void take(RecordChange change, Optional<Person> person, Connection connection)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM resident WHERE record_id = ?")) {
      delete.setString(1, change.id());
      delete.executeUpdate();
    }
    if (person.isPresent()) { // else it was deleted
      String sql = "INSERT INTO resident (record_id, id_number, name) VALUES (?, ?, ?)";
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.setString(1, change.id());
        insert.setString(2, person.get().idNumber());
        insert.setString(3, person.get().name());
        insert.executeUpdate();
      }
    }
  }
}
