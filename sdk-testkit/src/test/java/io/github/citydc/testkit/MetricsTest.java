package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.bundle.BundleSender;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the monitoring of a node sees, over HTTP, and what its dashboard and its alerts ask for. */
@Timeout(120)
class MetricsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId GONE = NodeId.parse("440106:11440106007482911C:gone");

  private static final Pattern METRIC = Pattern.compile("\\b(citydc_[a-z_]+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
  private static final Pattern EXPRESSION = Pattern.compile("(?m)^ *expr: (.*)$");

  /** What Prometheus adds to each sample. */
  private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

  private SandboxCity city;
  private SandboxNode hub;
  private ExchangeClient client;

  @BeforeEach
  void start() {
    city = SandboxCity.found("Test Root");
    hub = SandboxNode.builder(city, HUB).recordingEverything().start();
    client = city.client(TIANHE).maxAttempts(1).withoutLocalValidation().build();
  }

  @AfterEach
  void stop() {
    client.close();
    hub.close();
  }

  private static String resource(String name) throws Exception {
    try (InputStream in =
        ExchangeClient.class.getResourceAsStream("/META-INF/citydc/monitoring/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> dashboard() throws Exception {
    List<String> queries = new ArrayList<>();
    JsonNode root = new ObjectMapper().readTree(resource("grafana-dashboard.json"));
    root.findValues("expr").forEach(expr -> queries.add(expr.textValue()));
    root.path("templating")
        .path("list")
        .findValues("query")
        .forEach(query -> queries.add(query.path("query").asText(query.asText())));
    return queries;
  }

  private static List<String> alerts() throws Exception {
    return EXPRESSION
        .matcher(resource("prometheus-alerts.yml"))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static void requireShown(String query, Scrape shown) {
    Map<String, Set<String>> names = shown.names();
    Set<String> labels = new HashSet<>(OF_PROMETHEUS);
    Matcher metric = METRIC.matcher(query);
    boolean any = false;
    while (metric.find()) {
      any = true;
      assertThat(names).as(query).containsKey(metric.group(1));
      Set<String> its = new HashSet<>(names.get(metric.group(1)));
      its.addAll(OF_PROMETHEUS);
      if (metric.group(2) != null) {
        MATCHER
            .matcher(metric.group(2))
            .results()
            .forEach(label -> assertThat(its).as(query).contains(label.group(1)));
      }
      labels.addAll(its);
    }
    assertThat(any || query.equals("prometheus")).as(query).isTrue();
    GROUPING
        .matcher(query)
        .results()
        .flatMap(by -> Pattern.compile(", *").splitAsStream(by.group(1)))
        .forEach(label -> assertThat(labels).as(query).contains(label));
  }

  @Test
  void every_query_of_the_dashboard_names_what_a_node_shows() throws Exception {
    client.send(HUB, TestPeople.first(1).findFirst().orElseThrow());
    Scrape shown = Scrape.of(hub);

    assertThat(dashboard()).hasSizeGreaterThan(20);
    for (String query : dashboard()) {
      requireShown(query, shown);
    }
  }

  @Test
  void every_alert_names_what_a_node_shows_from_its_start() throws Exception {
    Scrape shown = Scrape.of(hub);

    assertThat(alerts()).hasSizeGreaterThan(8);
    for (String query : alerts()) {
      requireShown(query, shown);
    }
  }

  @Test
  void a_query_for_what_is_not_shown_is_found() throws Exception {
    Scrape shown = Scrape.of(hub);

    assertThatThrownBy(() -> requireShown("sum(citydc_receiver_errors_total)", shown))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> requireShown("citydc_nonces{code=\"x\"}", shown))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> requireShown("sum by (code) (citydc_nonces)", shown))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void a_refused_message_is_an_increase_in_the_next_scrape() throws Exception {
    Map<String, String> invalid = Map.of("code", "validation-failed");
    double before = Scrape.of(hub).value("citydc_receiver_messages_total", invalid);
    Person person = TestPeople.first(1).findFirst().orElseThrow();
    PreparedMessage good = client.prepare(HUB, Operation.UPSERT, person);
    client.send(good);
    client.send(good);
    assertThatThrownBy(() -> client.send(HUB, bad(person))).isInstanceOf(ProblemException.class);
    BundleSender.through(client)
        .send(
            HUB,
            List.of(
                client.prepare(HUB, Operation.UPSERT, person),
                client.prepare(HUB, Operation.UPSERT, bad(person))));

    Scrape after = Scrape.of(hub);
    assertThat(before).isZero();
    assertThat(after.value("citydc_receiver_messages_total", invalid)).isEqualTo(2);
    assertThat(after.value("citydc_receiver_messages_total", Map.of("code", "accepted")))
        .isEqualTo(2);
    assertThat(after.value("citydc_receiver_messages_total", Map.of("code", "duplicate")))
        .isEqualTo(1);
    assertThat(
            after.value(
                "citydc_receiver_refusals_total",
                Map.of("code", "validation-failed", "verified", "true")))
        .isEqualTo(1);
    assertThat(
            after.value(
                "citydc_receiver_handling_seconds_count", Map.of("type", "population.person/1")))
        .isEqualTo(2);
  }

  private static Person bad(Person person) {
    return PersonBuilder.builder(person).name("").build();
  }

  @Test
  void a_request_that_is_not_verified_is_seen() throws Exception {
    HttpRequest unsigned =
        HttpRequest.newBuilder(URI.create(hub.baseUrl() + "/messages"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpClient.newHttpClient().send(unsigned, HttpResponse.BodyHandlers.discarding());

    assertThat(
            Scrape.of(hub)
                .value(
                    "citydc_receiver_refusals_total",
                    Map.of("code", "signature-missing", "verified", "false")))
        .isEqualTo(1);
  }

  @Test
  void a_stuck_outbox_is_over_the_bound_of_its_alert_in_the_next_scrape() throws Exception {
    hub.close();
    Clock later = Clock.offset(ChinaTime.clock(), Duration.ofMinutes(20));
    hub = SandboxNode.builder(city, HUB).recordingEverything().clock(later).start();
    try (ExchangeClient sender = city.client(HUB).build();
        Connection connection = hub.database().getConnection()) {
      connection.setAutoCommit(false);
      PreparedMessage message =
          sender.prepare(GONE, Operation.UPSERT, TestPeople.first(1).findFirst().orElseThrow());
      JdbcOutbox.on(NodeDatabase.of(hub.database(), HUB))
          .enqueue(connection, message, Optional.empty());
      connection.commit();
    }

    Scrape shown = Scrape.of(hub);
    assertThat(alerts()).contains("citydc_outbox_oldest_seconds > 900");
    assertThat(shown.value("citydc_outbox_oldest_seconds")).isGreaterThan(900);
    assertThat(shown.value("citydc_outbox_waiting")).isEqualTo(1);
  }

  @Test
  void a_certificate_with_five_days_left_is_under_the_bound_of_its_alert() throws Exception {
    Instant end = city.key(HUB).certificates().get(0).getNotAfter().toInstant();
    hub.close();
    Clock late = Clock.fixed(end.minus(Duration.ofDays(5)).minusSeconds(60), ChinaTime.ZONE);
    hub = SandboxNode.builder(city, HUB).recordingEverything().clock(late).start();

    assertThat(alerts()).contains("citydc_certificate_days < 7");
    assertThat(Scrape.of(hub).value("citydc_certificate_days")).isEqualTo(5);
  }

  @Test
  void a_client_and_a_dispatcher_of_the_node_are_counted_with_it() throws Exception {
    NodeId other = NodeId.parse("440106:11440106007482911C:other");
    try (SandboxNode receiver = SandboxNode.builder(city, other).recordingEverything().start();
        ExchangeClient sender = city.client(HUB).listener(hub.meters()).build()) {
      JdbcOutbox outbox = JdbcOutbox.on(NodeDatabase.of(hub.database(), HUB));
      try (Connection connection = hub.database().getConnection()) {
        connection.setAutoCommit(false);
        outbox.enqueue(
            connection,
            sender.prepare(other, Operation.UPSERT, TestPeople.first(1).findFirst().orElseThrow()),
            Optional.empty());
        connection.commit();
      }
      try (OutboxDispatcher dispatcher =
          OutboxDispatcher.builder(sender, outbox).listener(hub.meters()).start()) {
        assertThat(dispatcher.health().checks()).isNotEmpty();
        receiver.awaitMessages(1, Duration.ofSeconds(30));
      }
    }

    Scrape shown = Scrape.of(hub);
    assertThat(shown.value("citydc_outbox_messages_total", Map.of("outcome", "delivered")))
        .isEqualTo(1);
    assertThat(
            shown.value(
                "citydc_client_calls_seconds_count",
                Map.of("resource", "messages", "code", "accepted")))
        .isEqualTo(1);
  }

  @Test
  void the_figures_are_beside_the_public_path_and_not_below_it() throws Exception {
    HttpResponse<String> below =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(hub.baseUrl() + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(below.statusCode()).isEqualTo(401);
    assertThat(below.body()).doesNotContain("citydc_");
  }
}
