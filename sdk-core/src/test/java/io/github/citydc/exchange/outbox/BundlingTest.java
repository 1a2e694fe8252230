package io.github.citydc.exchange.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BundlingTest {

  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId OTHER = NodeId.parse("440100:114401000074821105:grid");

  private final List<OutboxEntry> entries = new ArrayList<>();

  @Test
  void what_is_for_one_receiver_travels_together() {
    add(2, HUB, 0);
    add(3, OTHER, 0);
    add(2, HUB, 0);

    assertThat(positions(500)).containsExactly(List.of(0L, 1L, 5L, 6L), List.of(2L, 3L, 4L));
  }

  @Test
  void no_bundle_is_larger_than_it_may_be() {
    add(5, HUB, 0);

    assertThat(positions(2)).containsExactly(List.of(0L, 1L), List.of(2L, 3L), List.of(4L));
    assertThat(positions(1)).hasSize(5);
  }

  @Test
  void what_has_failed_travels_with_few_others_and_then_alone() {
    add(4, HUB, 1);
    add(2, HUB, 0);
    add(2, HUB, 2);

    assertThat(positions(20))
        .containsExactly(
            List.of(0L, 1L), List.of(2L, 3L), List.of(4L, 5L), List.of(6L), List.of(7L));
  }

  @Test
  void messages_of_one_key_stay_together_however_small_a_bundle_is() {
    add(1, HUB, 0, Optional.of("one"));
    add(1, HUB, 0);
    add(2, HUB, 0, Optional.of("one"));
    add(1, HUB, 0, Optional.of("another"));

    List<List<OutboxEntry>> bundles = Bundling.of(entries, 1);

    assertThat(positions(1)).containsExactly(List.of(0L, 2L, 3L), List.of(1L), List.of(4L));
    assertThat(bundles.stream().map(Bundling::areInOrder)).containsExactly(true, false, false);
  }

  private List<List<Long>> positions(int most) {
    return Bundling.of(entries, most).stream()
        .map(bundle -> bundle.stream().map(OutboxEntry::position).toList())
        .toList();
  }

  private void add(int count, NodeId receiver, int attempts) {
    add(count, receiver, attempts, Optional.empty());
  }

  private void add(int count, NodeId receiver, int attempts, Optional<String> key) {
    for (int i = 0; i < count; i++) {
      Envelope envelope =
          Envelope.builder()
              .messageId(MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f"))
              .type(PayloadType.parse("population.person/1"))
              .operation(Operation.UPSERT)
              .sender(TIANHE)
              .receiver(receiver)
              .sentAt(OffsetDateTime.parse("2026-11-23T09:00:00+08:00"))
              .correlationId(Optional.empty())
              .resource(Optional.empty())
              .payload(PayloadJson.standard().newObject())
              .build();
      entries.add(
          OutboxEntry.builder()
              .position(entries.size())
              .message(new PreparedMessage(envelope, Content.empty()))
              .orderingKey(key)
              .state(OutboxState.PENDING)
              .attempts(attempts)
              .nextAttempt(Instant.EPOCH)
              .lastFailure(Optional.empty())
              .build());
    }
  }
}
