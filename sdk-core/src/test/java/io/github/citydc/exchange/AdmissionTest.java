package io.github.citydc.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.security.SharedRates;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId OTHER = NodeId.parse("440105:11440105007483025F:grid");

  private final AtomicLong nanos = new AtomicLong();
  private final Admission admission =
      new Admission(
          Limits.builder()
              .requests(3)
              .requestsPerNode(2)
              .requestsPerSecond(5)
              .unverifiedPerSecond(4)
              .unverifiedPerAddress(2)
              .build(),
          Optional.empty(),
          nanos::get);

  @Test
  void as_many_requests_as_there_are_places_are_let_in_and_a_place_is_used_again() {
    Slot first = admission.enter();
    admission.enter();
    admission.enter();

    assertRefused(ProblemCode.UNAVAILABLE, admission::enter);
    first.leave();
    assertThat(admission.enter()).isNotNull();
  }

  @Test
  void one_node_cannot_take_the_places_of_others() {
    admission.enter(HUB);
    Admission.Taken second = admission.enter(HUB);

    assertRefused(ProblemCode.RATE_LIMITED, () -> admission.enter(HUB));
    assertThat(admission.enter(OTHER)).isNotNull();
    second.leave();
    assertThat(admission.enter(HUB)).isNotNull();
  }

  @Test
  void one_node_has_so_many_requests_in_a_second() {
    for (int i = 0; i < 5; i++) {
      admission.enter(HUB).leave();
    }

    assertRefused(ProblemCode.RATE_LIMITED, () -> admission.enter(HUB));
    assertThat(admission.enter(OTHER)).isNotNull();
  }

  @Test
  void beyond_a_sixteenth_each_request_is_one_of_a_count_that_processes_share() {
    AtomicInteger left = new AtomicInteger(20);
    AtomicInteger asked = new AtomicInteger();
    Admission shared =
        sharing(
            (sender, perSecond, admitted, wanted) -> {
              asked.incrementAndGet();
              int given = Math.max(0, Math.min(wanted, left.addAndGet(-admitted)));
              left.addAndGet(-given);
              return given;
            });

    assertThat(admitted(shared, 2)).isEqualTo(2);
    assertThat(asked).hasValue(0);
    assertThat(admitted(shared, 32)).as("18 more, and what cannot be asked for yet").isEqualTo(18);
    assertThat(asked).as("two at a time, and once in vain").hasValue(10);
    left.set(1);
    nanos.addAndGet(100_000_000);
    assertThat(admitted(shared, 1)).as("a tenth of a second later").isEqualTo(1);
  }

  @Test
  void while_a_shared_count_is_in_trouble_a_process_limits_alone() {
    AtomicInteger asked = new AtomicInteger();
    Admission shared =
        sharing(
            (sender, perSecond, admitted, wanted) -> {
              asked.incrementAndGet();
              throw new StorageException("down", new IOException("down"));
            });

    assertThat(admitted(shared, 100)).isEqualTo(32);
    assertThat(asked).as("for a second it is not asked again").hasValue(1);
  }

  private Admission sharing(SharedRates rates) {
    return new Admission(
        Limits.builder().requestsPerSecond(32).build(), Optional.of(rates), nanos::get);
  }

  private static int admitted(Admission admission, int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      try {
        admission.enter(HUB).leave();
        admitted++;
      } catch (RefusedException e) {
        assertThat(e.code()).isEqualTo(ProblemCode.RATE_LIMITED);
      }
    }
    return admitted;
  }

  @Test
  void a_request_that_was_only_a_copy_does_not_count_for_the_rate_of_its_node() {
    for (int i = 0; i < 100; i++) {
      Admission.Taken copy = admission.enter(HUB);
      copy.giveBack();
      copy.leave();
    }

    for (int i = 0; i < 5; i++) {
      admission.enter(HUB).leave();
    }
    assertRefused(ProblemCode.RATE_LIMITED, () -> admission.enter(HUB));
  }

  @Test
  void the_budget_of_signatures_is_refilled_second_by_second_and_is_not_saved_up() {
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(signed(100)).isEqualTo(4);

    nanos.addAndGet(Duration.ofMillis(500).toNanos());
    assertThat(signed(100)).isEqualTo(2);
    for (int i = 0; i < 5; i++) {
      admission.enter(HUB).leave();
    }
  }

  private long signed(int asked) {
    return IntStream.range(0, asked).filter(i -> admission.mayBeSigned(Optional.empty())).count();
  }

  @Test
  void one_address_does_not_use_up_the_budget_of_all() {
    assertThat(signed(100, "203.0.113.1")).isEqualTo(2);
    assertThat(signed(100, "203.0.113.2")).isEqualTo(2);
    assertThat(signed(100, "203.0.113.3")).as("the budget of all").isZero();

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(signed(100, "203.0.113.3")).isEqualTo(2);
  }

  private long signed(int asked, String address) {
    return IntStream.range(0, asked)
        .filter(i -> admission.mayBeSigned(Optional.of(address)))
        .count();
  }

  @Test
  void no_number_of_addresses_takes_more_than_so_much_memory() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(signed(1, "2001:db8::" + i)).isLessThanOrEqualTo(1);
    }

    assertThat(admission.rememberedAddresses()).isEqualTo(10_000);
  }

  @Test
  void no_number_of_nodes_takes_more_than_so_much_memory() {
    for (int i = 0; i < 20_000; i++) {
      admission.enter(NodeId.parse("440100:114401000074821105:n" + i)).leave();
    }

    assertThat(admission.remembered()).isEqualTo(10_000);
  }

  private static void assertRefused(ProblemCode code, ThrowingCallable entering) {
    assertThatThrownBy(entering)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.retryAfter()).contains(Duration.ofSeconds(1));
              Problem problem = Problems.of(e);
              assertThat(Problem.fromJson(problem.status(), problem.toJson())).isEqualTo(problem);
              assertThat(Problems.response(problem).headers().value("retry-after")).contains("1");
            });
  }
}
