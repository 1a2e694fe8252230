package io.github.citydc.exchange.sharing;

import java.util.Optional;

/**
 * What a reader says of its reading: under which grant, and for which purpose. Both are optional
 * where there is only one grant, and are held against it where they are said.
 *
 * @param grant number of the grant
 * @param purpose purpose of use, in the words of the grant
 */
public record ReadIntent(Optional<String> grant, Optional<String> purpose) {

  private static final int MAX_GRANT = 50;
  private static final int MAX_PURPOSE = 200;
  private static final ReadIntent UNSAID = new ReadIntent(Optional.empty(), Optional.empty());

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if the number or the purpose is empty, or longer than those of
   *     a grant can be
   */
  public ReadIntent {
    grant.ifPresent(ReadIntent::grantNumber);
    purpose.ifPresent(ReadIntent::purposeText);
  }

  /**
   * Checks the number of a grant, as a parameter of a request.
   *
   * @param text any text
   * @return the same text
   * @throws IllegalArgumentException if it is empty, or longer than a number can be
   */
  public static String grantNumber(String text) {
    return bounded(text, MAX_GRANT);
  }

  /**
   * Checks a purpose of use, as a parameter of a request.
   *
   * @param text any text
   * @return the same text
   * @throws IllegalArgumentException if it is empty, or longer than a purpose can be
   */
  public static String purposeText(String text) {
    return bounded(text, MAX_PURPOSE);
  }

  private static String bounded(String text, int longest) {
    if (text.isEmpty() || text.length() > longest) {
      throw new IllegalArgumentException("must have 1 to " + longest + " characters");
    }
    return text;
  }

  /**
   * A reader that says neither.
   *
   * @return without grant and purpose
   */
  public static ReadIntent unsaid() {
    return UNSAID;
  }

  /**
   * A reader that says both.
   *
   * @param grant number of the grant
   * @param purpose purpose of use
   * @return the intent
   * @throws IllegalArgumentException if one is empty or too long
   */
  public static ReadIntent of(String grant, String purpose) {
    return new ReadIntent(Optional.of(grant), Optional.of(purpose));
  }
}
