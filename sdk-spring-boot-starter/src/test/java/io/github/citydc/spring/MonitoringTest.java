package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.bundle.BundleSender;
import io.github.citydc.exchange.event.AnswerEvent;
import io.github.citydc.exchange.event.CallEvent;
import io.github.citydc.exchange.event.MessageEvent;
import io.github.citydc.exchange.event.MessageOutcome;
import io.github.citydc.exchange.event.RequestEvent;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.spring.Reception.Note;
import io.github.citydc.spring.test.CityTest;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.transaction.support.TransactionTemplate;

/** What operators see of an application. */
@CityTest(classes = Reception.class)
class MonitoringTest {

  @Autowired private SandboxCity city;
  @Autowired private SandboxNode hub;
  @Autowired private CityOutbox outbox;
  @Autowired private TransactionTemplate transaction;
  @Autowired private MeterRegistry registry;
  @Autowired private Boot3Health indicator;
  @Autowired private CityHealth health;

  @Test
  void health_has_certificate_directory_outbox_and_database() {
    Health now = indicator.health();

    assertThat(now.getStatus()).isEqualTo(Status.UP);
    assertThat(now.getDetails())
        .containsKeys("certificate", "directory", "outbox", "circuits", "inbox", "nonces");
    assertThat(now.getDetails().get("certificate").toString()).contains("days=");
  }

  @Test
  void gauges_tell_the_state() {
    assertThat(gauge("citydc.certificate.days")).isPositive();
    assertThat(gauge("citydc.outbox.waiting")).isNotNegative();
    assertThat(gauge("citydc.outbox.oldest")).isNotNegative();
    assertThat(gauge("citydc.circuits.open")).isZero();
    assertThat(gauge("citydc.nonces")).isNotNegative();
    assertThat(gauge("citydc.batches.unfinished")).isNaN();
    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .extracting(Meter.Id::getName)
        .contains("citydc.batches.oldest");
  }

  @Test
  void answers_are_timed_and_messages_counted_by_code() {
    double internal = messages("internal");
    double accepted = messages("accepted");
    double invalid = messages("validation-failed");
    try (ExchangeClient neighbour =
        city.client(TestCity.NEIGHBOUR).maxAttempts(1).withoutLocalValidation().build()) {
      neighbour.send(TestCity.SELF, Note.that("m1", "nothing else"));
      assertThatThrownBy(() -> neighbour.send(TestCity.SELF, Note.that("m2", "throws")))
          .isInstanceOf(ProblemException.class);
      BundleSender.through(neighbour)
          .send(
              TestCity.SELF,
              List.of(
                  neighbour.prepare(
                      TestCity.SELF, Operation.UPSERT, Note.that("m3", "nothing else")),
                  neighbour.prepare(TestCity.SELF, Operation.UPSERT, Note.that("m4", ""))));
    }

    assertThat(messages("internal")).isEqualTo(internal + 1);
    assertThat(messages("accepted")).isEqualTo(accepted + 2);
    assertThat(messages("validation-failed")).isEqualTo(invalid + 1);
    assertThat(
            registry
                .get("citydc.receiver.requests")
                .tags("resource", "bundles", "code", "accepted")
                .timer()
                .totalTime(TimeUnit.NANOSECONDS))
        .isPositive();
  }

  @Test
  void what_the_outbox_sends_is_counted_and_its_calls_are_timed() {
    transaction.executeWithoutResult(status -> outbox.enqueue(hub.node(), TestCity.person("张三")));
    hub.awaitMessages(1, Duration.ofSeconds(20));
    awaitDelivered();

    assertThat(registry.get("citydc.outbox.messages").tag("outcome", "delivered").counter().count())
        .isPositive();
    assertThat(registry.get("citydc.client.calls").tag("code", "accepted").timer().count())
        .isPositive();
  }

  /** The hub has it before the dispatcher has its receipt. */
  private void awaitDelivered() {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (registry.get("citydc.outbox.messages").tag("outcome", "delivered").counter().count() == 0
        && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  /** So that one dashboard serves both. */
  @Test
  void names_and_labels_are_those_of_a_node_without_spring() {
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new StateMeters(health).bindTo(prometheus);
    new DispatchMeters(prometheus);
    NodeId hubNode = hub.node();
    RequestEvent request =
        new RequestEvent(
            "POST", "messages", Optional.empty(), Optional.of(hubNode), 1, Optional.empty());
    ReceiverMeters receiver = new ReceiverMeters(prometheus);
    receiver.answered(
        new AnswerEvent(
            request, 200, Optional.empty(), RequestVerification.VERIFIED, 1, Duration.ZERO));
    PayloadType type = PayloadType.of(Note.class);
    receiver.message(
        new MessageEvent(
            request,
            Optional.empty(),
            Optional.of(type),
            MessageOutcome.HANDLED,
            Optional.empty(),
            1,
            Duration.ZERO));
    new ClientMeters(prometheus)
        .ended(CallEvent.builder().node(hubNode).method("POST").resource("messages").build());
    try (ExchangeClient neighbour = city.client(TestCity.NEIGHBOUR).build()) {
      neighbour.send(hubNode, TestCity.person("李四"));
    }

    assertThat(names(prometheus.scrape())).isEqualTo(names(hub.meters().text()));
  }

  /** Of each metric its name and its labels; Micrometer's own largest values are left out. */
  private static Set<String> names(String text) {
    return text.lines()
        .filter(line -> line.startsWith("citydc_"))
        .map(line -> line.replaceAll("=\"[^\"]*\"", "").replaceAll(" .*", ""))
        .filter(name -> !name.matches("\\w+_max(\\{.*)?"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void figures_of_what_is_not_there_are_no_numbers() {
    assertThat(health.figure("no such check", "any")).isNaN();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double messages(String code) {
    var counter = registry.find("citydc.receiver.messages").tag("code", code).counter();
    return counter == null ? 0 : counter.count();
  }
}
