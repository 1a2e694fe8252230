package io.github.citydc.exchange.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final AtomicBoolean startsNone = new AtomicBoolean();
  private final Workers workers =
      new Workers(
          2,
          task -> {
            if (startsNone.get()) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(task, "worker");
          });

  @Test
  void a_place_is_free_again_though_no_thread_could_be_started() throws Exception {
    startsNone.set(true);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> workers.execute(place -> {})).isInstanceOf(OutOfMemoryError.class);
    }
    startsNone.set(false);
    CountDownLatch done = new CountDownLatch(1);

    workers.execute(place -> done.countDown());

    done.await();
    assertThat(workers.end(LONG)).isTrue();
  }

  @Test
  void so_is_one_in_which_more_should_have_been_done() throws Exception {
    workers.execute(
        place -> {
          startsNone.set(true);
          place.execute(more -> {});
        });

    assertThat(workers.end(LONG)).isTrue();
  }

  @Test
  void a_place_is_taken_until_all_that_is_done_in_it_is_done() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      workers.execute(
          place ->
              place.execute(
                  more -> {
                    begun.countDown();
                    awaitQuietly(end);
                    done.incrementAndGet();
                  }));
    }
    begun.await();

    assertThat(workers.isOneFree(SOON)).isFalse();
    end.countDown();

    assertThat(workers.isOneFree(LONG)).isTrue();
    assertThat(workers.end(LONG)).isTrue();
    assertThat(done).hasValue(2);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
