package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.reception.BatchReception;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Two uploads of one sender that share their parts. */
@ParameterizedClass
@EachStore
class SharedPartTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int PEOPLE = 50;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final List<String> sent = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private SigningKey key;
  private PersonTable register;

  /** The time of the hub, which a test can move on. */
  private final class Time extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead.get());
    }
  }

  @BeforeEach
  void start() throws SQLException {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    key = city.enrol(TIANHE);
    register = new PersonTable(running.dataSource());
    register.create();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private SandboxNode hub(UnaryOperator<BatchReception.Builder> settings) {
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .clock(new Time())
        .batches(settings)
        .on(Person.class, (person, context) -> {})
        .onBatch(Person.class, (people, context) -> PersonTable.save(context.connection(), people))
        .start();
  }

  @Test
  void a_part_that_vanished_with_the_batch_of_another_upload_is_sent_again() throws Exception {
    try (SandboxNode hub = hub(reception -> reception.keeping(Duration.ZERO))) {
      UploadReport report = uploadWhileAnotherComesFirst();

      assertThat(report.accepted()).isEqualTo(PEOPLE);
      assertThat(register.rows()).isEqualTo(2 * PEOPLE);
      assertThat(sent).containsExactly("PUT", "POST", "PUT", "POST");
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  @Test
  void a_part_is_kept_for_others_for_the_stated_time_after_it_was_sent() throws Exception {
    try (SandboxNode hub = hub(reception -> reception.keeping(Duration.ofHours(1)))) {
      UploadReport report = uploadWhileAnotherComesFirst();

      assertThat(report.accepted()).isEqualTo(PEOPLE);
      assertThat(sent).containsExactly("PUT", "POST");
      assertThat(parts()).isEqualTo(1);
      ahead.set(Duration.ofMinutes(50));
      Thread.sleep(1500);
      assertThat(parts()).isEqualTo(1);
      ahead.set(Duration.ofMinutes(70));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (parts() > 0) {
        assertThat(System.nanoTime()).as("removed in time").isLessThan(end);
        Thread.sleep(50);
      }
      assertThat(hub.node()).isEqualTo(HUB);
    }
  }

  private long parts() throws SQLException {
    return register.number("SELECT COUNT(*) FROM cdx_content");
  }

  /** The other upload of the same records is done between the part and the manifest of this one. */
  private UploadReport uploadWhileAnotherComesFirst() {
    AtomicBoolean first = new AtomicBoolean(true);
    HttpTransport interrupted =
        request -> {
          if (isPartOrManifest(request)) {
            if (request.method().equals("POST") && first.getAndSet(false)) {
              assertThat(upload(network).accepted()).isEqualTo(PEOPLE);
            }
            sent.add(request.method());
          }
          return network.exchange(request);
        };
    return upload(interrupted);
  }

  private static boolean isPartOrManifest(HttpRequest request) {
    return request.method().equals("PUT") || request.method().equals("POST");
  }

  private UploadReport upload(HttpTransport transport) {
    ExchangeClient client =
        ExchangeClient.builder()
            .self(TIANHE)
            .signer(HttpSignatures.signer(key))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .transport(transport)
            .build();
    return Uploader.through(client)
        .upload(
            HUB,
            RecordSource.of(Person.class, TestPeople.first(PEOPLE)),
            UploadOptions.builder().patience(Duration.ofSeconds(10)).build());
  }
}
