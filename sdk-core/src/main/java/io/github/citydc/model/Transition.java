package io.github.citydc.model;

import java.util.Optional;

/**
 * The decision about a step: allowed, or refused with the reason.
 *
 * @param refusal why not, empty if it is allowed
 */
public record Transition(Optional<Refusal> refusal) {

  /**
   * Returns whether the step may be taken.
   *
   * @return true if nothing is against it
   */
  public boolean isAllowed() {
    return refusal.isEmpty();
  }

  /**
   * The reason why a step is refused.
   *
   * @param message one sentence in English
   * @param messageZh one sentence in Chinese
   */
  public record Refusal(String message, String messageZh) {}
}
