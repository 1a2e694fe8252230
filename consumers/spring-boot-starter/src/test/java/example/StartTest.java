package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The application as an operator starts it: a folder with its keys, and a file with the nodes. */
class StartTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId SELF = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId NEIGHBOUR = NodeId.parse("440106:11440106007482911C:neighbour");

  private static SandboxCity city;
  private static SandboxNode hub;
  private static ConfigurableApplicationContext application;

  @BeforeAll
  static void start() throws Exception {
    city = SandboxCity.keptIn(Path.of("target/city"), "Test Root", Passphrase.none());
    city.key(SELF);
    city.key(NEIGHBOUR);
    hub = SandboxNode.builder(city, HUB).inMemory().recording(Lamp.class).start();
    application = SpringApplication.run(Application.class, "--server.port=0");
    city.announce(SELF, URI.create("http://127.0.0.1:" + port() + "/cdx/v1"));
  }

  @AfterAll
  static void stop() {
    application.close();
    hub.close();
  }

  @Test
  void needs_few_lines_and_no_configuration_class() throws Exception {
    List<String> lines =
        Files.readAllLines(Path.of("../src/main/resources/application.properties"));
    assertThat(lines).hasSizeLessThanOrEqualTo(10);
    assertThat(Path.of("../src/main/java/example"))
        .isDirectoryRecursivelyContaining(file -> file.endsWith("Application.java"));
    try (var sources = Files.walk(Path.of("../src/main/java"))) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(source)).doesNotContain("@Configuration", "@Bean");
      }
    }
  }

  @Test
  void takes_a_message_in_and_sends_one() {
    try (ExchangeClient neighbour = city.client(NEIGHBOUR).build()) {
      byte[] receipt = neighbour.send(SELF, Tree.of("t-1", "green")).toJson();
      assertThat(receipt).isNotEmpty();
    }
    assertThat(count("SELECT COUNT(*) FROM tree WHERE id = 't-1'")).isEqualTo(1);

    application.getBean(Lamps.class).register(HUB, Lamp.of("l-1", "bright"));
    hub.awaitMessages(1, Duration.ofSeconds(20));
    assertThat(count("SELECT COUNT(*) FROM lamp WHERE id = 'l-1'")).isEqualTo(1);
    System.out.println(
        "Started, sent and received on Spring Boot " + SpringBootVersion.getVersion());
  }

  @Test
  void a_record_that_is_rolled_back_is_not_sent() {
    Lamps lamps = application.getBean(Lamps.class);
    long before = count("SELECT COUNT(*) FROM cdx_outbox");

    assertThatThrownBy(() -> lamps.register(HUB, Lamp.of("l-2", "broken")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> lamps.registerWithoutTransaction(HUB, Lamp.of("l-3", "bright")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("@Transactional");

    assertThat(count("SELECT COUNT(*) FROM lamp WHERE id IN ('l-2', 'l-3')")).isZero();
    assertThat(count("SELECT COUNT(*) FROM cdx_outbox")).isEqualTo(before);
  }

  @Test
  void sixty_sent_at_once_all_arrive_with_ten_connections() throws Exception {
    assertThat(application.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(10);
    Lamps lamps = application.getBean(Lamps.class);
    ExecutorService threads = Executors.newFixedThreadPool(60);
    try {
      List<Future<?>> sending = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        Lamp lamp = Lamp.of("s-" + i, "bright");
        sending.add(threads.submit(() -> lamps.register(HUB, lamp)));
      }
      for (Future<?> each : sending) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
    hub.awaitMessages(60, Duration.ofSeconds(60));
    assertThat(count("SELECT COUNT(*) FROM lamp WHERE id LIKE 's-%'")).isEqualTo(60);
  }

  @Test
  void tells_its_health_and_its_metrics() throws Exception {
    assertThat(get("/actuator/health"))
        .contains("\"citydc\":{", "\"certificate\"", "\"outbox\"", "\"directory\"", "\"inbox\"");
    assertThat(get("/actuator/metrics"))
        .contains(
            "citydc.certificate.days",
            "citydc.outbox.waiting",
            "citydc.outbox.oldest",
            "citydc.nonces",
            "citydc.batches.unfinished");
  }

  private static String get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).build(),
            BodyHandlers.ofString())
        .body();
  }

  private static String port() {
    return application.getEnvironment().getProperty("local.server.port");
  }

  private static long count(String sql) {
    return application.getBean(JdbcTemplate.class).queryForObject(sql, Long.class);
  }
}
