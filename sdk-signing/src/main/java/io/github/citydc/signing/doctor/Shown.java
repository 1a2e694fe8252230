package io.github.citydc.signing.doctor;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * How values of a message are shown in a diagnosis: never credentials, and never a number that may
 * be that of a person.
 */
final class Shown {

  private static final int MAXIMUM = 300;
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");

  /** Addresses of nodes and what protects the message: digits in there belong to no person. */
  private static final Set<String> PUBLIC =
      Set.of("cdx-sender", "cdx-receiver", "content-digest", "signature", "@signature-params");

  /** Phone numbers have 11 digits, citizen identification numbers 18 characters. */
  private static final Pattern PERSONAL = Pattern.compile("(?<!\\d)(\\d{3})\\d{7,}[\\dXx]");

  private Shown() {}

  static String value(String component, String value) {
    if (CREDENTIALS.contains(component) || component.contains("token")) {
      return "(" + value.length() + " characters, not shown)";
    }
    String masked =
        PUBLIC.contains(component) ? value : PERSONAL.matcher(value).replaceAll("$1***");
    return masked.length() <= MAXIMUM
        ? masked
        : masked.substring(0, MAXIMUM) + "... (" + value.length() + " characters)";
  }

  /** A line of a signature base. */
  static String line(String line) {
    int colon = line.indexOf(": ");
    return colon < 0
        ? value("", line)
        : line.substring(0, colon + 2) + value(nameOf(line), line.substring(colon + 2));
  }

  /** The name of the component of a line, empty if it has none. */
  static String nameOf(String line) {
    int end = line.startsWith("\"") ? line.indexOf('"', 1) : -1;
    return end < 0 ? "" : line.substring(1, end);
  }
}
