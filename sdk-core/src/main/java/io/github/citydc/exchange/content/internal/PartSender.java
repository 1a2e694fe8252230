package io.github.citydc.exchange.content.internal;

import io.github.citydc.exchange.message.TransportException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A sender of several parts at a time. It blocks the caller when too many are in progress, which
 * bounds the number of parts in memory.
 *
 * @param <P> what a part is made from
 */
public final class PartSender<P> implements AutoCloseable {

  private static final long FAREWELL_SECONDS = 60;

  private final Consumer<P> sending;
  private final Semaphore room;
  private final ExecutorService threads;

  /**
   * Creates a sender.
   *
   * @param sending brings one part to the receiver
   * @param parallel how many at once
   */
  public PartSender(Consumer<P> sending, int parallel) {
    this.sending = sending;
    this.room = new Semaphore(parallel);
    this.threads =
        Executors.newFixedThreadPool(
            parallel,
            task -> {
              Thread thread = new Thread(task, "cdx-upload");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Waits for room, and begins to send.
   *
   * @param part what to send
   * @return done when it has arrived
   */
  public CompletableFuture<Void> send(P part) {
    try {
      room.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException("Interrupted while parts were sent", e);
    }
    return CompletableFuture.runAsync(() -> sending.accept(part), threads)
        .whenComplete((sent, failure) -> room.release());
  }

  /**
   * Waits for a part to arrive, and throws what kept it from doing so.
   *
   * @param sent what was begun
   */
  public static void await(CompletableFuture<Void> sent) {
    try {
      sent.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Breaks off what is under way, if anything is, so that nothing is sent behind one's back. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        throw new TransportException(
            "Parts are still under way", new TimeoutException("a minute was not enough"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
