package io.github.citydc.cli.front.work;

import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.exchange.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does the same step again and again, rests when there was nothing to do, and rests
 * longer while it fails: it never gives up. Close it to end it after the step under way.
 */
public final class Loop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final long FAREWELL_MILLIS = 60_000;

  private final String name;
  private final Duration idle;
  private final Step step;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<String> trouble = Optional.empty();

  /** What is done. */
  @FunctionalInterface
  public interface Step {

    /**
     * Does some of it.
     *
     * @return whether there may be more to do at once
     * @throws Exception if it failed; it is done again after a pause
     */
    boolean run() throws Exception;
  }

  /**
   * A loop that does not run yet.
   *
   * @param name of the work, for the log and health
   * @param idle the pause when there was nothing to do
   * @param step what is done
   */
  public Loop(String name, Duration idle, Step step) {
    this.name = name;
    this.idle = idle;
    this.step = step;
    this.thread = new Thread(this::run, "cdx-front-" + name);
  }

  /** Starts it. */
  public void start() {
    thread.start();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (closing.getCount() > 0) {
        Duration rest;
        try {
          rest = step.run() ? Duration.ZERO : idle;
          recovered();
          pause = FIRST_PAUSE;
        } catch (InterruptedException e) {
          throw e;
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError e) {
          failed(e);
          rest = pause;
          pause = longer(pause);
        }
        if (closing.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
          LOG.debug("{} ends", name);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private void failed(Throwable failure) {
    String reason = Reasons.of(failure);
    if (!trouble.equals(Optional.of(reason))) {
      LOG.warn("{}: {}. Trying again", name, reason);
      LOG.debug("{}", name, failure);
    }
    trouble = Optional.of(reason);
  }

  private void recovered() {
    if (trouble.isPresent()) {
      LOG.info("{} goes on", name);
      trouble = Optional.empty();
    }
  }

  /**
   * Whether its last step went well.
   *
   * @return the check, with what failed
   */
  public Health.Check health() {
    return new Health.Check(name, trouble.isEmpty(), trouble.orElse("at work"));
  }

  /** Waits for the step under way, up to a minute. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(FAREWELL_MILLIS);
      if (thread.isAlive()) {
        LOG.warn("{} has not come to its end; it goes on at the next start", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
