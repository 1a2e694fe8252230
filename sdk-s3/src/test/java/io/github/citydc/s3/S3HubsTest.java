package io.github.citydc.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.model.Address;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/** Two hubs on one database whose parts lie in a bucket. */
@Tag("processes")
class S3HubsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int PEOPLE = 2_000;

  @TempDir private Path folder;

  @Test
  void a_batch_waits_for_its_storage_and_each_record_is_stored_once() throws Exception {
    SandboxCity city = SandboxCity.found("Test Root");
    JdbcConnectionPool database =
        JdbcConnectionPool.create("jdbc:h2:mem:s3hubs;DB_CLOSE_DELAY=-1", "sa", "");
    number(database, "CREATE TABLE person (place VARCHAR(50))");
    CountDownLatch begun = new CountDownLatch(1);
    try (S3Server server = S3Server.start(folder);
        S3Client client = server.client();
        SandboxNode one = hub(city, database, client, begun);
        SandboxNode other = hub(city, database, client, begun);
        ExchangeClient sender = city.client(TIANHE).build()) {
      CompletableFuture<UploadReport> upload =
          CompletableFuture.supplyAsync(
              () ->
                  Uploader.through(sender)
                      .upload(
                          HUB,
                          RecordSource.of(Person.class, people()),
                          UploadOptions.builder().partSize(32 * 1024).parallel(2).build()));
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      server.kill();
      assertThatThrownBy(store(client)::requireUsable).isInstanceOf(StorageException.class);
      server.startAgain();

      assertThat(upload.get(3, TimeUnit.MINUTES).accepted()).isEqualTo(PEOPLE);
      store(client).requireUsable();
      assertThat(one.baseUrl()).isNotEqualTo(other.baseUrl());
      assertThat(number(database, "SELECT COUNT(*) FROM person")).isEqualTo(PEOPLE);
      assertThat(number(database, "SELECT COUNT(DISTINCT place) FROM person")).isEqualTo(PEOPLE);
    } finally {
      database.dispose();
    }
  }

  private static S3ContentStore store(S3Client client) {
    return S3ContentStore.builder(client, S3Server.BUCKET).prefix("content/").build();
  }

  private static SandboxNode hub(
      SandboxCity city, JdbcConnectionPool database, S3Client client, CountDownLatch begun) {
    return SandboxNode.builder(city, HUB)
        .storingIn(database)
        .contentIn(store(client))
        .batches(reception -> reception.chunk(50).lease(Duration.ofSeconds(3)))
        .on(Person.class, (person, context) -> save(context.connection(), List.of(person)))
        .onBatch(
            Person.class,
            (people, context) -> {
              save(context.connection(), people);
              begun.countDown();
            })
        .start();
  }

  private static void save(Connection connection, List<Person> people) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO person (place) VALUES (?)")) {
      for (Person person : people) {
        insert.setString(1, person.residenceAddress().text());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static long number(JdbcConnectionPool database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      if (!statement.execute()) {
        return 0;
      }
      try (ResultSet row = statement.getResultSet()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static Stream<Person> people() {
    Person example =
        PayloadJson.standard()
            .read(
                InterfaceStandard.example(PayloadType.of(Person.class))
                    .orElseThrow()
                    .getBytes(StandardCharsets.UTF_8),
                Person.class);
    return IntStream.range(0, PEOPLE)
        .mapToObj(
            number ->
                PersonBuilder.builder(example)
                    .residenceAddress(Address.of("440106001", "五山路" + number + "号"))
                    .build());
  }
}
