package io.github.citydc.examples;

import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.batch.BatchContext;
import io.github.citydc.exchange.batch.reception.BatchReception;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.model.population.Person;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes batches in, some hundred records a statement.
 *
 * <pre>{@code
 * ExchangeReceiver receiver =
 *     ExchangeReceiver.builder()…                                        // as in ReceiveRecords
 *         .on(Person.class, …)
 *         .endpoint(TakeBatches.into(database, Path.of("/var/lib/hub/content")))
 *         .build();
 * BackgroundWork work = receiver.start();                                // close it before the database
 * }</pre>
 */
public final class TakeBatches {

  private TakeBatches() {}

  public static EndpointFactory into(NodeDatabase database, Path content) {
    return BatchReception.builder(JdbcBatchStore.on(database), FolderContentStore.in(content))
        .onBatch(Person.class, TakeBatches::save)
        .build();
  }

  /** In the transaction that notes how far the batch is: no record is lost, none comes twice. */
  private static void save(List<Person> people, BatchContext batch) throws SQLException {
    String sql = "INSERT INTO resident (id_number, name) VALUES (?, ?)";
    try (PreparedStatement insert = batch.connection().prepareStatement(sql)) {
      for (Person person : people) {
        insert.setString(1, person.idNumber());
        insert.setString(2, person.name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
