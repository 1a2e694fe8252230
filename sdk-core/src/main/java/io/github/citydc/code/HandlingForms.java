package io.github.citydc.code;

import java.util.Optional;

/**
 * Converts the forms of handling 办理形式 between GB/T 39046-2020, A.5, which travels on the wire, and
 * the national service platform (C 0109), which knows only 1 counter and 2 online: the standard's 2
 * (by computer) and 3 (by mobile device) are both 2 there, and it has nothing for 4 (by courier)
 * and 9 (other).
 */
public final class HandlingForms {

  private HandlingForms() {}

  /**
   * The code of the standard for one of the national platform.
   *
   * @param code a code of {@link CodeSetName#HANDLING_FORM_PLATFORM}
   * @return a code of {@link CodeSetName#HANDLING_FORM}, by computer for what is online; empty if
   *     the platform has no such code
   */
  public static Optional<String> fromPlatform(String code) {
    return code.equals("1") || code.equals("2") ? Optional.of(code) : Optional.empty();
  }

  /**
   * The code of the national platform for one of the standard.
   *
   * @param code a code of {@link CodeSetName#HANDLING_FORM}
   * @return a code of {@link CodeSetName#HANDLING_FORM_PLATFORM}, empty if the platform has none
   *     for it
   */
  public static Optional<String> toPlatform(String code) {
    return Optional.ofNullable(
        switch (code) {
          case "1" -> "1";
          case "2", "3" -> "2";
          default -> null;
        });
  }
}
