package io.github.citydc.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import io.github.citydc.testkit.fault.Faults;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.example.permit.PermitRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CityExtensionTest {

  private static final NodeId SECOND = NodeId.parse("440106:11440106007482911C:second");

  @RegisterExtension
  static final CityExtension CITY =
      CityExtension.create()
          .hub(hub -> hub.recording(PermitRequest.class))
          .client(client -> client.maxAttempts(1));

  private static final Set<Object> CITIES = new HashSet<>();

  private SandboxNode early;

  @BeforeEach
  void before(SandboxNode hub) {
    early = hub;
  }

  @RepeatedTest(2)
  void each_test_has_a_new_hub_in_the_city_of_the_class(
      SandboxNode hub, SandboxCity city, ExchangeClient client, Faults faults, SigningKey key) {
    CITIES.add(city);

    assertThat(hub).isSameAs(early);
    assertThat(hub.city()).isSameAs(city);
    assertThat(hub.messages()).isEmpty();
    assertThat(faults).isSameAs(hub.faults());
    assertThat(key.certificates()).isEqualTo(city.key(CityExtension.CLIENT).certificates());
    client.send(hub.node(), Examples.person());
    assertThat(hub.awaitMessages(1, Duration.ofSeconds(5)))
        .extracting(AcceptedMessage::type)
        .containsExactly(PayloadType.of(Person.class));
    assertThat(CITIES).hasSize(1);
  }

  @Test
  void a_second_node_of_the_city_is_known_at_once(SandboxCity city, ExchangeClient client) {
    try (SandboxNode second =
        SandboxNode.builder(city, SECOND).on(Person.class, (p, c) -> {}).start()) {
      client.send(SECOND, Examples.person());

      assertThat(second.received(Person.class)).containsExactly(Examples.person());
    }
  }

  @Test
  void a_batch_reaches_a_hub_in_memory_and_is_received(SandboxNode hub, ExchangeClient client) {
    UploadReport report =
        Uploader.through(client)
            .upload(
                hub.node(),
                Person.class,
                Stream.generate(Examples::person).limit(20),
                ProgressListener.none());

    assertThat(report.accepted()).isEqualTo(20);
    assertThat(hub.received(Person.class)).hasSize(20).containsOnly(Examples.person());
  }

  @Test
  void what_was_refused_is_told(SandboxNode hub, SandboxCity city) {
    try (SandboxNode strict =
            SandboxNode.builder(city, SECOND)
                .on(
                    Person.class,
                    (person, context) -> {
                      throw new RefusedException(ProblemCode.NOT_AUTHORIZED, "not today");
                    })
                .start();
        ExchangeClient client = city.client(CityExtension.CLIENT).maxAttempts(1).build()) {
      assertThat(strict.lastProblem()).isEmpty();

      assertThatThrownBy(() -> client.send(SECOND, Examples.person()))
          .isInstanceOf(ProblemException.class);

      assertThat(strict.refusals())
          .singleElement()
          .satisfies(
              refusal ->
                  assertThat(refusal.problem().code()).isEqualTo(ProblemCode.NOT_AUTHORIZED));
      assertThat(strict.lastProblem().orElseThrow().detail()).contains("not today");
      assertThatThrownBy(() -> strict.awaitMessages(1, Duration.ofMillis(1)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Only 0 of 1 messages")
          .hasMessageContaining("not today");
      assertThat(hub.refusals()).isEmpty();
    }
  }

  @Test
  void an_own_type_is_recorded(SandboxNode hub, ExchangeClient client) {
    PermitRequest permit = new PermitRequest("粤A12345", "440106001", Extensions.none());

    client.send(hub.node(), permit);

    assertThat(hub.received(PermitRequest.class)).containsExactly(permit);
    assertThat(hub.received(Person.class)).isEmpty();
  }
}
