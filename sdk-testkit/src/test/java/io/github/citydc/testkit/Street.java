package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A node of several that one vendor runs on one database: it receives, and sends from its outbox.
 */
final class Street implements AutoCloseable {

  final NodeDatabase database;
  final SandboxNode node;
  final ExchangeClient client;
  final JdbcOutbox outbox;

  Street(SandboxCity city, NodeId id, DataSource shared, Path folder) {
    this.node =
        SandboxNode.builder(city, id)
            .storingIn(shared)
            .contentIn(folder.resolve(id.system()))
            .recordingEverything()
            .offeringRecorded(Person.class)
            .start();
    this.database = NodeDatabase.of(shared, id);
    this.client =
        ExchangeClient.builder()
            .self(id)
            .signer(HttpSignatures.signer(city.enrol(id)))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .withoutLocalValidation()
            .build();
    this.outbox = JdbcOutbox.on(database);
  }

  NodeId id() {
    return node.node();
  }

  List<PreparedMessage> prepare(NodeId receiver, int count) {
    return TestPeople.first(count)
        .map(person -> client.prepare(receiver, Operation.UPSERT, person))
        .toList();
  }

  /** Messages with the ids of others. */
  List<PreparedMessage> prepareLike(NodeId receiver, List<PreparedMessage> others) {
    List<PreparedMessage> own = new ArrayList<>();
    List<PreparedMessage> fresh = prepare(receiver, others.size());
    for (int i = 0; i < others.size(); i++) {
      own.add(fresh.get(i).renewed(others.get(i).messageId(), others.get(i).envelope().sentAt()));
    }
    return own;
  }

  void enqueue(List<PreparedMessage> messages, Optional<String> orderingKey) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (PreparedMessage message : messages) {
        outbox.enqueue(connection, message, orderingKey);
      }
      connection.commit();
    }
  }

  void dispatch() throws InterruptedException {
    OutboxDispatcher dispatcher =
        OutboxDispatcher.builder(client, outbox).idle(Duration.ofMillis(20)).start();
    try (dispatcher) {
      for (int i = 0; i < 1200 && outbox.backlog(1).waiting() > 0; i++) {
        Thread.sleep(50);
      }
    }
    assertThat(outbox.list(OutboxState.DEAD, 1)).isEmpty();
    assertThat(outbox.backlog(1).waiting()).isZero();
  }

  UploadReport upload(NodeId receiver, int records, int spoiled) {
    return Uploader.through(client)
        .upload(
            receiver,
            Person.class,
            Stream.concat(
                TestPeople.first(spoiled)
                    .map(
                        person ->
                            PersonBuilder.builder(person).idNumber("440106123412341234").build()),
                TestPeople.first(records)),
            ProgressListener.none());
  }

  @Override
  public void close() {
    client.close();
    node.close();
  }
}
