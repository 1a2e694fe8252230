package io.github.citydc.cli.faults;

/** What a wire does to those who talk over it. Whatever it does, it ends after some bytes. */
enum WireFault {
  /** Ends in the middle of what the client says. */
  CUT_REQUEST,
  /** Ends in the middle of what the node answers. */
  CUT_RESPONSE,
  /** Carries a request through, but not its answer. */
  LOSE_RESPONSE,
  /** Is slow, so that what was said later arrives earlier elsewhere. */
  DELAY,
  /** Is recorded, and what the client said is said again later. */
  REPLAY;

  /** Whether it comes about on the way back. */
  boolean isInResponses() {
    return this == CUT_RESPONSE || this == LOSE_RESPONSE;
  }
}
