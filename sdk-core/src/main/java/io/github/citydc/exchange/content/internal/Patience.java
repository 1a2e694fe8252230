package io.github.citydc.exchange.content.internal;

import io.github.citydc.exchange.content.AbortSwitch;
import io.github.citydc.exchange.internal.Backoff;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.internal.BoundedTime;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A retry loop for the time in which the other node does not respond, for example while it
 * restarts.
 */
public final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  private final Duration atMost;
  private final AbortSwitch abort;
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5), new Random());

  /**
   * Has patience.
   *
   * @param atMost how long
   * @param abort ends it early
   */
  public Patience(Duration atMost, AbortSwitch abort) {
    this.atMost = atMost;
    this.abort = abort;
  }

  /**
   * Repeats a call until there is a response.
   *
   * @param call what to ask
   * @param <T> the answer
   * @return the answer
   * @throws ExchangeException the last failure, if it cannot pass or has lasted too long
   * @throws java.util.concurrent.CancellationException if it is aborted
   */
  public <T> T ask(Supplier<T> call) {
    long end = System.nanoTime() + BoundedTime.nanos(atMost);
    for (int failures = 1; ; failures++) {
      abort.requireNotAborted();
      try {
        return call.get();
      } catch (ExchangeException e) {
        Duration pause = backoff.pause(failures);
        if (!e.isRetryable() || BoundedTime.isOver(end - BoundedTime.nanos(pause))) {
          throw e;
        }
        sleep(pause);
      }
    }
  }

  /**
   * Waits, for less long if it is aborted.
   *
   * @param pause how long
   */
  public void sleep(Duration pause) {
    try {
      boolean aborted = abort.await(pause);
      LOG.trace("Going on after a pause, aborted: {}", aborted);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException("Interrupted while waiting for the receiver", e);
    }
  }
}
