package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.JdkHttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.NodeLink;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Wherever a duration may be given, an endless one means long, and fails nowhere. */
@Timeout(120)
class EndlessDurationTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  @TempDir private Path folder;

  @ParameterizedTest
  @EachDatabase
  void everything_that_waits_can_wait_for_ever(TestDatabase kind) throws Exception {
    SandboxCity city = SandboxCity.found("Test Root");
    SigningKey key = city.enrol(TIANHE);
    try (TestDatabase.Running database = kind.start(folder);
        SandboxNode hub = patientHub(city, database);
        HttpTransport jdk = JdkHttpTransport.on(HttpClient.newHttpClient(), FOREVER);
        OkHttpTransport okHttp = OkHttpTransport.builder().timeout(FOREVER).build()) {
      ExchangeClient overJdk = client(city, key, jdk);
      ExchangeClient overOkHttp = client(city, key, okHttp);

      assertThat(overJdk.send(HUB, TestPeople.number(1))).isNotNull();
      assertThat(
              Uploader.through(overOkHttp)
                  .upload(
                      HUB,
                      RecordSource.of(Person.class, TestPeople.first(5)),
                      UploadOptions.builder().patience(FOREVER).build())
                  .accepted())
          .isEqualTo(5);
      Path file = Files.write(folder.resolve("plan.pdf"), new byte[100]);
      assertThat(
              FileSender.through(overOkHttp)
                  .send(
                      HUB, file, "application/pdf", FileOptions.builder().patience(FOREVER).build())
                  .size())
          .isEqualTo(100);
      sendFromOutbox(
          overOkHttp, JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE)), database);
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  private static void sendFromOutbox(
      ExchangeClient client, JdbcOutbox outbox, TestDatabase.Running database) throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(
          connection,
          client.prepare(HUB, Operation.UPSERT, TestPeople.number(2)),
          Optional.empty());
      connection.commit();
    }
    try (OutboxDispatcher dispatcher =
        OutboxDispatcher.builder(client, outbox)
            .lease(FOREVER)
            .pauses(FOREVER, FOREVER)
            .receiptAfter(FOREVER)
            .start()) {
      while (outbox.list(OutboxState.DELIVERED, 1).isEmpty()) {
        Thread.sleep(20);
      }
      assertThat(dispatcher.health().isHealthy()).isTrue();
    }
  }

  private SandboxNode patientHub(SandboxCity city, TestDatabase.Running database) {
    return SandboxNode.builder(city, HUB)
        .storingIn(database.dataSource())
        .contentIn(folder.resolve("content"))
        .limits(Limits.builder().bodyTime(FOREVER).build())
        .batches(reception -> reception.lease(FOREVER).keeping(FOREVER).retention(FOREVER))
        .files(reception -> reception.retention(FOREVER))
        .on(Person.class, (person, context) -> {})
        .start();
  }

  private static ExchangeClient client(SandboxCity city, SigningKey key, HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(key))
        .verifier(
            HttpSignatures.verifierBuilder(city.trust(), city.directory()).window(FOREVER).build())
        .directory(city.directory())
        .circuit(5, FOREVER)
        .transport(transport)
        .build();
  }

  @Test
  void a_node_can_be_waited_for_without_end() throws Exception {
    SandboxCity city = SandboxCity.found("Test Root");
    SigningKey key = city.enrol(TIANHE);
    try (SandboxNode hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder.resolve("hub"))
            .on(Person.class, (person, context) -> {})
            .start()) {
      NodeLink link = NodeLink.builder(hub.baseUrl(), key, city.trust()).build();
      try (link) {
        assertThat(link.receiver(FOREVER)).isEqualTo(HUB);
      }
    }
  }

  @Test
  void a_pause_without_end_can_be_asked_for() {
    RefusedException refused = new RefusedException(ProblemCode.RATE_LIMITED, "wait", FOREVER);

    assertThat(Problems.of(refused).retryAfter().orElseThrow().toDays())
        .isBetween(36_000L, 37_000L);
  }
}
