package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.bundle.BundleSender;
import io.github.citydc.exchange.event.TraceParent;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.spring.Reception.Note;
import io.github.citydc.spring.test.CityTest;
import io.github.citydc.testkit.SandboxCity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the log lines of a handler are about. */
@CityTest(classes = Reception.class)
class LogContextTest {

  private static final TraceParent TRACE =
      new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");

  @Autowired private SandboxCity city;
  @Autowired private Reception.Notes notes;

  @BeforeEach
  void forget() {
    notes.logged.clear();
  }

  @Test
  void they_name_message_node_and_trace_and_no_thread_keeps_them() {
    try (ExchangeClient traced =
            city.client(TestCity.NEIGHBOUR).tracing(() -> Optional.of(TRACE)).build();
        ExchangeClient plain = city.client(TestCity.NEIGHBOUR).build()) {
      PreparedMessage message =
          traced.prepare(TestCity.SELF, Operation.UPSERT, Note.that("l1", "logs"));
      traced.send(message);
      assertThat(notes.logged.get(0))
          .containsEntry("cdx.message", message.envelope().messageId().toString())
          .containsEntry("cdx.node", TestCity.NEIGHBOUR.toString())
          .containsEntry("cdx.trace", TRACE.traceId());

      // As many as there are threads.
      IntStream.range(0, 80).forEach(i -> plain.send(TestCity.SELF, Note.that("p" + i, "logs")));
      assertThat(notes.logged).hasSize(81);
      assertThat(notes.logged.subList(1, 81))
          .allSatisfy(
              context ->
                  assertThat(context)
                      .containsKeys("cdx.message", "cdx.node")
                      .doesNotContainKey("cdx.trace"));
    }
  }

  @Test
  void each_message_of_a_bundle_is_named() {
    try (ExchangeClient client = city.client(TestCity.NEIGHBOUR).build()) {
      List<PreparedMessage> messages =
          List.of(
              client.prepare(TestCity.SELF, Operation.UPSERT, Note.that("b1", "logs")),
              client.prepare(TestCity.SELF, Operation.UPSERT, Note.that("b2", "logs")));
      BundleSender.through(client).send(TestCity.SELF, messages);

      assertThat(notes.logged.stream().map((Map<String, String> of) -> of.get("cdx.message")))
          .containsExactlyElementsOf(
              messages.stream().map(each -> each.envelope().messageId().toString()).toList());
    }
  }

  @Test
  void a_trace_that_cannot_be_found_keeps_no_message_back() {
    try (ExchangeClient client =
        city.client(TestCity.NEIGHBOUR)
            .tracing(
                () -> {
                  throw new IllegalStateException("no tracer");
                })
            .build()) {
      client.send(TestCity.SELF, Note.that("t1", "logs"));
      assertThat(notes.logged).hasSize(1);
    }
  }
}
