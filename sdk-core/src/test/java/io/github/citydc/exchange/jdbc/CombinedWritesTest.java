package io.github.citydc.exchange.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CombinedWritesTest {

  private final List<List<Integer>> written = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newFixedThreadPool(8);

  @AfterEach
  void stop() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void each_item_is_written_once_before_its_write_returns() throws Exception {
    AtomicInteger atOnce = new AtomicInteger();
    CombinedWrites<Integer> writes =
        new CombinedWrites<>(
            items -> {
              assertThat(atOnce.incrementAndGet()).isEqualTo(1);
              written.add(items);
              atOnce.decrementAndGet();
            });

    List<Callable<Boolean>> tasks =
        IntStream.range(0, 4_000)
            .<Callable<Boolean>>mapToObj(
                item ->
                    () -> {
                      writes.write(List.of(item));
                      return all().contains(item);
                    })
            .toList();
    for (Future<Boolean> task : threads.invokeAll(tasks)) {
      assertThat(task.get()).isTrue();
    }
    assertThat(all())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 4_000).boxed().toList());
  }

  @Test
  void what_comes_during_a_write_is_written_together_by_the_next_one() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CombinedWrites<Integer> writes =
        new CombinedWrites<>(
            items -> {
              begun.countDown();
              Durability.awaitUninterruptibly(goOn);
              written.add(items);
            });

    List<Future<?>> tasks = new ArrayList<>();
    tasks.add(threads.submit(() -> writes.write(List.of(0))));
    begun.await();
    for (int item = 1; item < 5; item++) {
      List<Integer> own = List.of(item);
      tasks.add(threads.submit(() -> writes.write(own)));
    }
    while (writes.collected() < 4) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    for (Future<?> task : tasks) {
      task.get();
    }

    assertThat(written).hasSize(2);
    assertThat(written.get(0)).containsExactly(0);
    assertThat(written.get(1)).containsExactlyInAnyOrder(1, 2, 3, 4);
  }

  @Test
  void a_failure_is_that_of_its_group_and_the_next_one_is_written() {
    AtomicInteger count = new AtomicInteger();
    CombinedWrites<Integer> writes =
        new CombinedWrites<>(
            items -> {
              switch (count.incrementAndGet()) {
                case 1 -> throw new IllegalArgumentException("no");
                case 2 -> throw new StackOverflowError();
                default -> written.add(items);
              }
            });

    assertThatThrownBy(() -> writes.write(List.of(1))).hasMessage("no");
    assertThatThrownBy(() -> writes.write(List.of(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
    writes.write(List.of(3));
    assertThat(written).containsExactly(List.of(3));
  }

  @Test
  void an_interrupt_waits_until_the_items_are_written() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CombinedWrites<Integer> writes =
        new CombinedWrites<>(
            items -> {
              begun.countDown();
              Durability.awaitUninterruptibly(goOn);
              written.add(items);
            });
    Future<?> first = threads.submit(() -> writes.write(List.of(1)));
    begun.await();
    Thread second =
        new Thread(
            () -> {
              writes.write(List.of(2));
              written.add(List.of(Thread.currentThread().isInterrupted() ? -2 : 0));
            });
    second.start();
    while (writes.collected() < 1) {
      Thread.onSpinWait();
    }
    second.interrupt();
    goOn.countDown();
    second.join();
    first.get();

    assertThat(written).containsExactly(List.of(1), List.of(2), List.of(-2));
  }

  private List<Integer> all() {
    synchronized (written) {
      return written.stream().flatMap(List::stream).toList();
    }
  }
}
