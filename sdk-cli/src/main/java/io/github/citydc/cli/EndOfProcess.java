package io.github.citydc.cli;

import io.github.citydc.exchange.content.AbortSwitch;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts an upload when the process receives a signal to end, so that it can withdraw its parts.
 */
final class EndOfProcess {

  private static final Logger LOG = LoggerFactory.getLogger(EndOfProcess.class);

  /** The requests under way, and the one that takes back, last no longer. */
  private static final long PATIENCE_SECONDS = 30;

  private final AbortSwitch abort;
  private final PrintWriter err;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "cdx-upload-stop");

  private EndOfProcess(AbortSwitch abort, PrintWriter err) {
    this.abort = abort;
    this.err = err;
  }

  /** Work that the end of the process aborts. */
  static EndOfProcess aborting(AbortSwitch abort, PrintWriter err) {
    EndOfProcess end = new EndOfProcess(abort, err);
    Runtime.getRuntime().addShutdownHook(end.hook);
    return end;
  }

  /** Called only while the work goes on: {@link #over} removes the hook. */
  private void stop() {
    abort.abort();
    err.println("cdx upload: stopping as soon as the requests under way are answered");
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Some requests are still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is over. */
  void over() {
    ended.countDown();
    try {
      boolean removed = Runtime.getRuntime().removeShutdownHook(hook);
      LOG.trace("Not waiting for the end of the process any more: {}", removed);
    } catch (IllegalStateException e) {
      LOG.trace("The process ends");
    }
  }
}
