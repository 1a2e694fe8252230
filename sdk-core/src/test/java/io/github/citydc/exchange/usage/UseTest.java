package io.github.citydc.exchange.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UseTest {

  private static final Use USE =
      Use.builder()
          .kind(UseKind.QUERY)
          .usedAt(OffsetDateTime.parse("2026-11-24T09:00:00.123+08:00"))
          .reader(NodeId.parse("440106:11440106007482911C:grid"))
          .resource("306001/000001")
          .type(PayloadType.parse("population.person/1"))
          .grant("g-1")
          .purpose("核验身份")
          .reference(Optional.of("019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f"))
          .records(1)
          .bytes(310)
          .build();

  @Test
  void a_line_of_an_archive_has_all_of_it_and_nothing_else() {
    assertThat(new String(USE.toJson(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"form\":\"cdx-use/1\",\"kind\":\"query\",\"usedAt\":\"2026-11-24T09:00:00.123+08:00\","
                + "\"reader\":\"440106:11440106007482911C:grid\",\"resource\":\"306001/000001\","
                + "\"type\":\"population.person/1\",\"grant\":\"g-1\",\"purpose\":\"核验身份\","
                + "\"reference\":\"019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f\",\"records\":1,"
                + "\"bytes\":310}");
    assertThat(Use.fromJson(USE.toJson())).isEqualTo(USE);
  }

  @Test
  void what_cannot_be_stored_is_no_record_of_use() {
    assertThatThrownBy(() -> USE.toBuilder().purpose("x".repeat(201)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A purpose has 1 to 200 characters");
    assertThatThrownBy(() -> USE.toBuilder().grant("").build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> USE.toBuilder().bytes(-1).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_grant_is_used_up_for_the_day_and_good_again_the_next_one() {
    ReadLimit limit = ReadLimit.by(new Counted());
    Instant evening = Instant.parse("2026-11-24T15:59:00Z");
    Map<String, Integer> two = Map.of("g-1", 2);

    limit.require("g-1", 2, evening);
    limit.add(List.of(USE), two, evening);
    limit.add(List.of(USE), two, evening.plusSeconds(1));

    assertUsedUp(() -> limit.add(List.of(USE), two, evening.plusSeconds(2)));
    assertUsedUp(() -> limit.require("g-1", 2, evening.plusSeconds(2)));
    limit.require("g-2", 2, evening);
    limit.require("g-1", 2, evening.plusSeconds(60));
    limit.add(List.of(USE), two, evening.plusSeconds(60));
  }

  private static void assertUsedUp(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.retryAfter()).contains(Duration.ofSeconds(58)))
        .hasMessage("rate-limited: The grant g-1 allows 2 reads a day");
  }

  @Test
  void a_read_that_was_not_recorded_does_not_count() {
    ReadLimit limit = ReadLimit.by(new Counted());
    Instant now = Instant.parse("2026-11-24T02:00:00Z");

    for (int i = 0; i < 10; i++) {
      limit.require("g-1", 1, now);
    }

    limit.add(List.of(USE), Map.of("g-1", 1), now);
    assertThatThrownBy(() -> limit.add(List.of(USE), Map.of("g-1", 1), now))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void what_another_process_has_answered_counts_when_a_read_is_recorded() {
    Counted log = new Counted();
    ReadLimit limit = ReadLimit.by(log);
    Instant now = Instant.parse("2026-11-24T02:00:00Z");
    limit.require("g-1", 5, now);

    log.reads.put("g-1 2026-11-23T16:00:00Z", 5L);

    limit.require("g-1", 5, now.plusSeconds(9));
    assertThatThrownBy(() -> limit.add(List.of(USE), Map.of("g-1", 5), now.plusSeconds(9)))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> limit.require("g-1", 5, now.plusSeconds(9)))
        .isInstanceOf(RefusedException.class);
  }

  /** A log of which only the number of reads is asked. */
  private static final class Counted implements UseLog {

    private final Map<String, Long> reads = new HashMap<>();
    private Instant since = Instant.EPOCH;

    @Override
    public long count(String grant, Instant from) {
      since = from;
      return reads.getOrDefault(grant + " " + from, 0L);
    }

    @Override
    public void add(List<Use> uses) {
      uses.forEach(use -> reads.merge(use.grant().orElseThrow() + " " + since, 1L, Long::sum));
    }

    @Override
    public List<LoggedUse> latest(UseFilter filter, long before, int max) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<LoggedUse> list(UseFilter filter, long after, int max) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int forget(Instant usedBefore, int max, Archive<Use> archive) {
      throw new UnsupportedOperationException();
    }
  }
}
