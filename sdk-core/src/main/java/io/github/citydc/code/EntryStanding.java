package io.github.citydc.code;

/** What a {@link CodeEntry} rests on, where it is not simply a code of the standard of its set. */
public enum EntryStanding {
  /** The standard of the set has the code, in the edition of the set. */
  STANDARD,
  /** An earlier edition had it, which the source of the entry names; records still carry it. */
  EARLIER_EDITION,
  /**
   * It is in use, but code or name could not be confirmed in a second public source. It is accepted
   * like any other.
   */
  UNCONFIRMED,
  /**
   * Registers use it beyond the standard. It is accepted with a warning; a strict check refuses it.
   */
  PRACTICE;

  /** The standing that a letter of the resource stands for. */
  static EntryStanding ofLetter(String letter) {
    return switch (letter) {
      case "" -> STANDARD;
      case "e" -> EARLIER_EDITION;
      case "u" -> UNCONFIRMED;
      case "p" -> PRACTICE;
      default -> throw new IllegalArgumentException("No standing is marked " + letter);
    };
  }
}
