package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.bundle.BundleSender;
import io.github.citydc.exchange.bundle.SentMessage;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.spring.Reception.Note;
import io.github.citydc.spring.test.CityTest;
import io.github.citydc.testkit.SandboxCity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application that receives, with JdbcTemplate, behind Tomcat. */
@CityTest(classes = Reception.class)
class ReceptionTest {

  @Autowired private SandboxCity city;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private Reception.Notes notes;
  private ExchangeClient neighbour;

  @BeforeEach
  void begin() {
    neighbour = city.client(TestCity.NEIGHBOUR).maxAttempts(1).build();
    jdbc.update("DELETE FROM note");
    jdbc.update("DELETE FROM cdx_inbox");
  }

  @AfterEach
  void end() {
    neighbour.close();
  }

  @Test
  void a_handler_stores_with_its_message() {
    neighbour.send(TestCity.SELF, Note.that("1", "nothing else"));

    assertThat(ids()).containsExactly("1");
    assertThat(messages()).isEqualTo(1);
  }

  @Test
  void a_handler_of_a_bean_behind_a_proxy_is_found() {
    neighbour.send(TestCity.SELF, TestCity.person("张三"));

    assertThat(ids()).containsExactly("440106199001010013");
  }

  @Test
  void a_message_that_comes_twice_is_handled_once() {
    PreparedMessage message =
        neighbour.prepare(TestCity.SELF, Operation.UPSERT, Note.that("1", "nothing else"));
    neighbour.send(message);
    neighbour.send(message);

    assertThat(ids()).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"throws", "errs", "hides", "commits"})
  void a_handler_that_fails_leaves_nothing(String how) {
    assertThatThrownBy(() -> neighbour.send(TestCity.SELF, Note.that("1", how)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("internal");

    assertThat(ids()).isEmpty();
    assertThat(messages()).isZero();
  }

  @Test
  void a_handler_refuses_with_a_code_of_its_choice() {
    assertThatThrownBy(() -> neighbour.send(TestCity.SELF, Note.that("1", "refuses")))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("outside-jurisdiction");

    assertThat(ids()).isEmpty();
    assertThat(messages()).isZero();
  }

  @Test
  void a_transaction_of_its_own_is_a_transaction_of_its_own() {
    neighbour.send(TestCity.SELF, Note.that("1", "goes apart"));

    assertThat(ids()).containsExactly("1", "1 apart");
  }

  @Test
  void the_connection_of_the_context_is_that_of_the_transaction() {
    neighbour.send(TestCity.SELF, Note.that("1", "uses the connection"));

    assertThat(ids()).containsExactly("1", "1 beside");
  }

  @Test
  void what_waits_for_the_commit_is_told_of_it() {
    neighbour.send(TestCity.SELF, Note.that("told", "tells"));

    assertThat(notes.committed).contains("told");
  }

  @ParameterizedTest
  @ValueSource(strings = {"throws", "errs", "refuses", "hides", "commits"})
  void of_a_bundle_what_fails_leaves_nothing_and_the_others_are_there(String how) {
    List<PreparedMessage> messages = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Note note = Note.that("n" + i, i % 3 == 1 ? how : "nothing else");
      messages.add(neighbour.prepare(TestCity.SELF, Operation.UPSERT, note));
    }

    List<SentMessage> sent = BundleSender.through(neighbour).send(TestCity.SELF, messages);

    assertThat(sent.stream().filter(message -> message.receipt().isPresent())).hasSize(7);
    assertThat(ids()).containsExactly("n0", "n2", "n3", "n5", "n6", "n8", "n9");
    assertThat(messages()).isEqualTo(7);
  }

  @Test
  void sixty_at_once_all_arrive_with_ten_connections() {
    CompletableFuture.allOf(
            IntStream.range(0, 60)
                .mapToObj(
                    i -> neighbour.sendAsync(TestCity.SELF, Note.that("p" + i, "nothing else")))
                .toArray(CompletableFuture[]::new))
        .join();

    assertThat(ids()).hasSize(60);
    assertThat(messages()).isEqualTo(60);
  }

  private List<String> ids() {
    return jdbc.queryForList("SELECT id FROM note ORDER BY id", String.class);
  }

  private long messages() {
    Long count = jdbc.queryForObject("SELECT COUNT(*) FROM cdx_inbox", Long.class);
    return count == null ? -1 : count;
  }
}
