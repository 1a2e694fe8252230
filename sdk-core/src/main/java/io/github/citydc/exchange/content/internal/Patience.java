package io.github.citydc.exchange.content.internal;

import io.github.citydc.exchange.internal.Backoff;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.TransportException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A retry loop for the time in which the other node does not respond, for example while it
 * restarts.
 */
public final class Patience {

  private final Duration atMost;
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5), RandomGenerator.getDefault());

  /**
   * Has patience.
   *
   * @param atMost how long
   */
  public Patience(Duration atMost) {
    this.atMost = atMost;
  }

  /**
   * Repeats a call until there is a response.
   *
   * @param call what to ask
   * @param <T> the answer
   * @return the answer
   * @throws ExchangeException the last failure, if it cannot pass or has lasted too long
   */
  public <T> T ask(Supplier<T> call) {
    long end = System.nanoTime() + atMost.toNanos();
    for (int failures = 1; ; failures++) {
      try {
        return call.get();
      } catch (ExchangeException e) {
        Duration pause = backoff.pause(failures);
        if (!e.isRetryable() || System.nanoTime() + pause.toNanos() > end) {
          throw e;
        }
        sleep(pause);
      }
    }
  }

  public static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException("Interrupted while waiting for the receiver", e);
    }
  }
}
