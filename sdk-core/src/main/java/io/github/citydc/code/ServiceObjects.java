package io.github.citydc.code;

import java.util.Optional;

/**
 * Converts the kinds of persons served 服务对象 between GB/T 39046-2020, A.4, which travels on the
 * wire, and the national service platform (C 0109): both have 1 to 4 alike, an administrative organ
 * is 5 in the standard and 6 on the platform, any other organization 6 and 9. The platform's 5, an
 * enterprise without legal personality, is one of the other organizations of the standard.
 */
public final class ServiceObjects {

  private ServiceObjects() {}

  /**
   * The code of the standard for one of the national platform.
   *
   * @param code a code of {@link CodeSetName#SERVICE_OBJECT_PLATFORM}
   * @return a code of {@link CodeSetName#SERVICE_OBJECT}, empty if the platform has no such code
   */
  public static Optional<String> fromPlatform(String code) {
    return Optional.ofNullable(
        switch (code) {
          case "1", "2", "3", "4" -> code;
          case "5", "9" -> "6";
          case "6" -> "5";
          default -> null;
        });
  }

  /**
   * The code of the national platform for one of the standard.
   *
   * @param code a code of {@link CodeSetName#SERVICE_OBJECT}
   * @return a code of {@link CodeSetName#SERVICE_OBJECT_PLATFORM}, empty if the standard has no
   *     such code
   */
  public static Optional<String> toPlatform(String code) {
    return Optional.ofNullable(
        switch (code) {
          case "1", "2", "3", "4" -> code;
          case "5" -> "6";
          case "6" -> "9";
          default -> null;
        });
  }
}
