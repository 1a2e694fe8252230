package io.github.citydc.exchange;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A message of a bundle, with what its receiver does for it.
 *
 * @param entry what to store
 * @param work the receiver's own work
 */
public record InboxItem(InboxEntry entry, InboxWork work) {

  private static final Duration SOON = Duration.ofSeconds(1);

  /**
   * Stores it alone.
   *
   * @param inbox where
   * @return a future that has ended, with what {@link Inbox#store} has returned or thrown
   */
  public CompletableFuture<InboxEntry> storeIn(Inbox inbox) {
    try {
      return CompletableFuture.completedFuture(inbox.store(entry, work));
    } catch (Exception | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * The end of a message whose work was not begun, because the works before it have taken all the
   * time there was.
   *
   * @return a future that has failed with {@code rate-limited}: it is to be sent again soon
   */
  public static CompletableFuture<InboxEntry> notBegun() {
    return CompletableFuture.failedFuture(
        new RefusedException(
            ProblemCode.RATE_LIMITED,
            "The messages before this one have taken all the time that a bundle has; send it again",
            SOON));
  }
}
