package io.github.citydc.exchange.content;

import io.github.citydc.internal.BoundedTime;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A switch by which another thread aborts an upload or the sending of a file. It serves one upload,
 * and cannot be switched back. Thread-safe.
 *
 * <pre>{@code
 * AbortSwitch abort = AbortSwitch.create();
 * executor.submit(
 *     () -> uploader.upload(hub, records, UploadOptions.builder().abort(abort).build()));
 * abort.abort();
 * }</pre>
 */
public final class AbortSwitch {

  private final CountDownLatch aborted = new CountDownLatch(1);

  private AbortSwitch() {}

  /**
   * A new switch.
   *
   * @return the switch, not aborted
   */
  public static AbortSwitch create() {
    return new AbortSwitch();
  }

  /**
   * Aborts. Returns at once: the upload ends as soon as the requests that are under way are
   * answered, and takes back what it has sent, as its options say. Has no effect a second time.
   */
  public void abort() {
    aborted.countDown();
  }

  /**
   * Returns whether it was aborted.
   *
   * @return true from {@link #abort} on
   */
  public boolean isAborted() {
    return aborted.getCount() == 0;
  }

  /**
   * Requires that it was not aborted.
   *
   * @throws CancellationException if it was
   */
  public void requireNotAborted() {
    if (isAborted()) {
      throw new CancellationException("Aborted by the caller");
    }
  }

  /**
   * Waits, for less long if it is aborted meanwhile.
   *
   * @param atMost how long
   * @return whether it was aborted
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean await(Duration atMost) throws InterruptedException {
    return aborted.await(BoundedTime.millis(atMost), TimeUnit.MILLISECONDS);
  }
}
