package io.github.citydc.exchange.sharing;

import io.github.citydc.model.sharing.SharingGrant;

/**
 * A grant, as a store has it.
 *
 * @param grant the version that counts
 * @param state what its changes have made of it
 */
public record StoredGrant(SharingGrant grant, State state) {

  /** Whether a grant lets its readers read, besides its period. */
  public enum State {
    /** It does. */
    ACTIVE,
    /** Not until it is resumed. */
    SUSPENDED,
    /** Never again. */
    ENDED;

    /**
     * The state after a change.
     *
     * @param action the action of a {@link io.github.citydc.model.sharing.SharingChange}
     * @return the state
     * @throws IllegalArgumentException if there is no such action
     */
    public static State after(String action) {
      return switch (action) {
        case "suspended" -> SUSPENDED;
        case "resumed", "changed" -> ACTIVE;
        case "ended" -> ENDED;
        default -> throw new IllegalArgumentException("A grant has no such change");
      };
    }
  }
}
