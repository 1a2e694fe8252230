package io.github.citydc.examples;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Stores a record and the message about it in one transaction. A dispatcher sends what is in the
 * outbox until its receipts are there, though the city may be down, or this process.
 */
public final class SendThroughOutbox implements AutoCloseable {

  private final ExchangeClient client;
  private final DataSource database;
  private final Outbox outbox;
  private final OutboxDispatcher dispatcher;

  /** One for the whole application, in a database with the tables of the exchange. */
  public SendThroughOutbox(ExchangeClient client, DataSource database) {
    this.client = client;
    this.database = database;
    this.outbox = JdbcOutbox.on(NodeDatabase.of(database, client.self()));
    this.dispatcher = OutboxDispatcher.builder(client, outbox).start();
  }

  public PreparedMessage save(Person person, NodeId hub) throws SQLException {
    PreparedMessage message = client.prepare(hub, Operation.UPSERT, person);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      String sql = "INSERT INTO resident (id_number, name) VALUES (?, ?)";
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.setString(1, person.idNumber());
        insert.setString(2, person.name());
        insert.executeUpdate();
      }
      outbox.enqueue(connection, message, Optional.empty());
      connection.commit(); // from here on it will arrive, once
    }
    return message;
  }

  @Override
  public void close() {
    dispatcher.close();
  }
}
