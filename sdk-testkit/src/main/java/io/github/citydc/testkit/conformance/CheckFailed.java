package io.github.citydc.testkit.conformance;

import java.util.Optional;

/** A check does not hold, and why. */
final class CheckFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Reply> reply;

  CheckFailed(String reason) {
    super(reason);
    this.reply = Optional.empty();
  }

  CheckFailed(String reason, Reply reply) {
    super(reason);
    this.reply = Optional.of(reply);
  }

  /** What was sent and answered at last. */
  Optional<Reply> reply() {
    return reply;
  }
}
