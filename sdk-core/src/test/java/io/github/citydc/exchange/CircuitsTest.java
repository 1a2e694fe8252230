package io.github.citydc.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.CircuitOpenException;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CircuitsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId OTHER = NodeId.parse("440105:11440105007483025F:grid");
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Circuits circuits = new Circuits(2, PAUSE, Duration.ofSeconds(2));

  @BeforeEach
  void listen() {
    circuits.add(
        new CircuitListener() {
          @Override
          public void opened(NodeId node, Duration pause, ExchangeException failure) {
            events.add("opened " + node + " " + pause.toMillis());
          }

          @Override
          public void closed(NodeId node) {
            events.add("closed " + node);
          }
        });
  }

  @Test
  void a_node_that_fails_in_a_row_is_left_alone_and_others_are_not() {
    circuits.begin(HUB).failed(noAnswer());
    circuits.begin(HUB).failed(noAnswer());

    assertThatThrownBy(() -> circuits.begin(HUB))
        .isInstanceOf(CircuitOpenException.class)
        .hasCauseInstanceOf(TransportException.class)
        .satisfies(e -> assertThat(((CircuitOpenException) e).retryAfter()).isPresent());
    assertThat(circuits.leftAlone()).containsExactly(HUB);
    circuits.begin(OTHER).succeeded();
    assertThat(events).containsExactly("opened " + HUB + " 200");
  }

  @Test
  void an_answer_in_between_begins_the_row_anew() {
    circuits.begin(HUB).failed(noAnswer());
    circuits.begin(HUB).failed(problem(ProblemCode.VALIDATION_FAILED));
    circuits.begin(HUB).failed(noAnswer());

    assertThat(circuits.leftAlone()).isEmpty();
  }

  @Test
  void a_node_that_fails_on_messages_or_asks_for_a_slower_pace_is_not_left_alone() {
    for (ProblemCode code : List.of(ProblemCode.INTERNAL, ProblemCode.RATE_LIMITED)) {
      for (int i = 0; i < 10; i++) {
        circuits.begin(HUB).failed(problem(code));
      }

      assertThat(circuits.leftAlone()).as(code.toString()).isEmpty();
      assertThat(events).as(code.toString()).isEmpty();
    }
  }

  @Test
  void one_request_tries_whether_the_node_is_back() throws Exception {
    open();
    Thread.sleep(PAUSE.toMillis() + 50);

    assertThat(circuits.leftAlone()).isEmpty();
    Circuits.Attempt trial = circuits.begin(HUB);
    assertThatThrownBy(() -> circuits.begin(HUB)).isInstanceOf(CircuitOpenException.class);
    assertThat(circuits.leftAlone()).containsExactly(HUB);

    trial.succeeded();
    circuits.begin(HUB).succeeded();
    assertThat(events).containsExactly("opened " + HUB + " 200", "closed " + HUB);
  }

  @Test
  void a_trial_that_fails_or_is_abandoned_opens_the_circuit_again() throws Exception {
    open();
    Thread.sleep(PAUSE.toMillis() + 50);
    circuits.begin(HUB).ended(noAnswer());
    assertThat(circuits.leftAlone()).containsExactly(HUB);

    Thread.sleep(PAUSE.toMillis() + 50);
    circuits.begin(HUB).ended(new CancellationException());
    assertThat(circuits.leftAlone()).containsExactly(HUB);
  }

  @Test
  void calls_that_nobody_waits_for_open_no_circuit() {
    for (int i = 0; i < 10; i++) {
      circuits.begin(HUB).ended(new CancellationException());
    }

    assertThat(circuits.leftAlone()).isEmpty();
  }

  @Test
  void a_node_may_ask_for_a_longer_pause_within_bounds() {
    Problem busy = Problem.of(ProblemCode.UNAVAILABLE, "busy");
    circuits.begin(HUB).failed(new ProblemException(busy.retryAfter(Duration.ofSeconds(1))));
    circuits.begin(HUB).failed(new ProblemException(busy.retryAfter(Duration.ofSeconds(1))));
    circuits.begin(OTHER).failed(new ProblemException(busy.retryAfter(Duration.ofDays(1))));
    circuits.begin(OTHER).failed(new ProblemException(busy.retryAfter(Duration.ofDays(1))));

    assertThat(events).containsExactly("opened " + HUB + " 1000", "opened " + OTHER + " 2000");
  }

  private void open() {
    circuits.begin(HUB).failed(noAnswer());
    circuits.begin(HUB).failed(problem(ProblemCode.UNAVAILABLE));
  }

  private static TransportException noAnswer() {
    return new TransportException("cut", new IOException("cut"));
  }

  private static ProblemException problem(ProblemCode code) {
    return new ProblemException(Problem.of(code, "x"));
  }
}
