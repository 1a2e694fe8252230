package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.BatchHandler;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** What the health of a hub says of its folder of content, its housekeeping and its backlog. */
@ParameterizedClass
@EachStore
@Timeout(180)
class StorageHealthTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final String TIDY = "\"housekeeping of parts\":true";
  private static final String UNTIDY = "\"housekeeping of parts\":false";

  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final AtomicBoolean broken = new AtomicBoolean();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private Path content;

  @BeforeEach
  void start() {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    content = folder.resolve("content");
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private SandboxNode hub(BatchHandler<Person> handler) {
    return SandboxNode.builder(city, HUB)
        .storingIn(breakable(running.dataSource()))
        .contentIn(content)
        .clock(new Time())
        .on(Person.class, (person, context) -> {})
        .onBatch(Person.class, handler)
        .start();
  }

  /** A database that housekeeping does not reach while it is broken. */
  private DataSource breakable(DataSource database) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection") && broken.get() && isTidying()) {
                throw new SQLTransientConnectionException("no database", "08001");
              }
              try {
                return method.invoke(database, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static boolean isTidying() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("ContentKeeper")));
  }

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

  @Test
  void a_folder_of_content_that_is_gone_is_told_until_it_is_back() throws Exception {
    try (SandboxNode hub = hub((people, context) -> {})) {
      assertThat(health(hub))
          .startsWith("200 ")
          .contains("\"content of batches\":true", "\"content of files\":true");
      Path elsewhere = folder.resolve("elsewhere");
      Files.move(content, elsewhere);

      assertThat(health(hub))
          .startsWith("503 ")
          .contains("\"content of batches\":false", "\"content of files\":false");

      Files.move(elsewhere, content);
      assertThat(health(hub)).startsWith("200 ");
    }
  }

  @Test
  void housekeeping_that_fails_three_times_in_a_row_is_told_until_it_works() throws Exception {
    try (SandboxNode hub = hub((people, context) -> {})) {
      broken.set(true);
      String health = health(hub);
      for (int look = 1; health.contains(TIDY); look++) {
        assertThat(look).as(health).isLessThan(6);
        assertThat(health).doesNotContain("\"failures\":3");
        ahead.set(Duration.ofMinutes(2L * look));
        health = awaitOtherThan(hub, failures(health));
      }

      assertThat(health).startsWith("503 ").contains(UNTIDY);

      broken.set(false);
      ahead.set(Duration.ofMinutes(14));
      awaitHealth(hub, TIDY);
    }
  }

  @Test
  void housekeeping_that_does_not_run_and_a_backlog_are_told() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    BatchHandler<Person> slow =
        (people, context) -> assertThat(open.await(2, TimeUnit.MINUTES)).isTrue();
    try (SandboxNode hub = hub(slow);
        ExchangeClient client = client()) {
      assertThat(health(hub)).contains("\"batches\":{\"inTrouble\":0,\"unfinished\":0}");
      CompletableFuture<UploadReport> upload =
          CompletableFuture.supplyAsync(
              () ->
                  Uploader.through(client)
                      .upload(HUB, Person.class, TestPeople.first(5), ProgressListener.none()));
      awaitHealth(hub, "\"unfinished\":1,\"waitingSeconds\":");
      assertThat(health(hub)).contains("\"inTrouble\":0,\"oldestSeconds\":", TIDY);

      ahead.set(Duration.ofMinutes(16));
      assertThat(health(hub)).startsWith("503 ").contains(UNTIDY);

      ahead.set(Duration.ZERO);
      open.countDown();
      assertThat(upload.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(5);
      awaitHealth(hub, TIDY);
    }
  }

  private ExchangeClient client() {
    SigningKey key = city.enrol(TIANHE);
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .build();
  }

  private static String failures(String health) {
    return health.replaceAll(".*(\"failures\":[0-9]+).*", "$1");
  }

  private static String awaitOtherThan(SandboxNode node, String failures) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String health = health(node);
    while (failures(health).equals(failures)) {
      assertThat(System.nanoTime()).as("other than " + health).isLessThan(end);
      Thread.sleep(50);
      health = health(node);
    }
    return health;
  }

  private static void awaitHealth(SandboxNode node, String part) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String health = health(node);
    while (!health.contains(part)) {
      assertThat(System.nanoTime()).as(part + " in " + health).isLessThan(end);
      Thread.sleep(50);
      health = health(node);
    }
  }

  private static String health(SandboxNode node) throws Exception {
    URI uri = node.baseUrl().resolve("/health");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
