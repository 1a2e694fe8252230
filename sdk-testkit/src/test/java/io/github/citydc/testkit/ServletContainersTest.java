package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.JdkHttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.servlet.ExchangeServlet;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The servlet in more than one container: what it promises, no container does for it. */
@ParameterizedClass
@EnumSource(Container.class)
@Timeout(120)
class ServletContainersTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int BODY_SIZE = 100_000;

  private final List<String> handledBy = new CopyOnWriteArrayList<>();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(4, task -> new Thread(task, "own"));
  @Parameter private Container container;
  private SandboxCity city;
  private JdbcConnectionPool database;
  private Container.Running running;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    city = SandboxCity.found("Test Root");
    database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("hub"), "sa", "");
    JdbcSchema.create(database);
    ExchangeReceiver receiver =
        ExchangeReceiver.builder()
            .self(HUB)
            .signer(HttpSignatures.signer(city.enrol(HUB)))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .inbox(JdbcInbox.on(NodeDatabase.of(database, HUB)))
            .limits(Limits.builder().bodySize(BODY_SIZE).bodyTime(Duration.ofSeconds(2)).build())
            .on(Person.class, (person, context) -> handledBy.add(Thread.currentThread().getName()))
            .build();
    running = container.start(new ExchangeServlet(receiver, executor), folder);
    city.announce(HUB, running.baseUrl());
  }

  @AfterEach
  void stop() {
    running.close();
    database.dispose();
    executor.shutdown();
  }

  @Test
  void messages_are_handled_on_the_executor_and_answered() {
    for (HttpTransport transport : List.of(OkHttpTransport.create(), JdkHttpTransport.create())) {
      assertThat(client(transport).send(HUB, person(1)).receipt().receiver()).isEqualTo(HUB);
    }
    assertThat(handledBy).containsExactly("own", "own");
  }

  @Test
  void many_messages_at_once_each_get_their_own_receipt() throws Exception {
    ExchangeClient client = client(OkHttpTransport.create());
    List<CompletableFuture<SignedReceipt>> receipts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      receipts.add(client.sendAsync(HUB, person(i)));
    }
    for (CompletableFuture<SignedReceipt> receipt : receipts) {
      receipt.get(60, TimeUnit.SECONDS);
    }
    assertThat(handledBy).hasSize(100);
  }

  @Tag("slow")
  @Test
  void slow_clients_hold_no_thread_and_are_refused_when_their_time_is_over() throws Exception {
    List<Wire> slow = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Wire wire = new Wire(running.baseUrl());
      wire.write(head("Content-Length: 1000") + "{");
      slow.add(wire);
    }

    long begin = System.nanoTime();
    client(OkHttpTransport.create()).send(HUB, person(1));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));

    for (Wire wire : slow) {
      assertThat(Wire.status(wire.answer())).isEqualTo(408);
      wire.close();
    }
  }

  @Test
  void a_body_that_is_announced_too_large_is_refused_before_it_is_sent() throws Exception {
    try (Wire wire = new Wire(running.baseUrl())) {
      wire.write(head("Content-Length: 9999999999\r\nExpect: 100-continue"));

      assertThat(wire.answer())
          .contains("HTTP/1.1 413")
          .containsIgnoringCase("signature:")
          .contains("body-too-large");
    }
  }

  @Test
  void a_body_without_an_end_is_refused_when_it_is_too_large() throws Exception {
    try (Wire wire = new Wire(running.baseUrl())) {
      wire.write(head("Transfer-Encoding: chunked"));
      String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
      for (int i = 0; i < 30; i++) {
        wire.write(chunk);
      }

      assertThat(wire.answer()).startsWith("HTTP/1.1 413").contains("body-too-large");
    }
  }

  @Test
  void a_body_that_ends_early_leaves_nothing_behind() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (Wire wire = new Wire(running.baseUrl())) {
        wire.write(head("Content-Length: 1000") + "{");
      }
    }

    client(OkHttpTransport.create()).send(HUB, person(1));
    assertThat(handledBy).hasSize(1);
  }

  private static String head(String fields) {
    return "POST "
        + ExchangeReceiver.DEFAULT_BASE_PATH
        + "/messages HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\n"
        + fields
        + "\r\n\r\n";
  }

  private ExchangeClient client(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(city.enrol(TIANHE)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport)
        .build();
  }

  private static Person person(int number) {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106198001010019")
        .name("张" + number)
        .sex("1")
        .birthDate(LocalDate.of(1980, 1, 1))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .build();
  }
}
