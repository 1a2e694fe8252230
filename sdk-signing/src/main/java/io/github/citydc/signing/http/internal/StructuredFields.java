package io.github.citydc.signing.http.internal;

import java.util.Map;
import org.greenbytes.http.sfv.Dictionary;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;

/** The checks that RFC 8941 leaves to the application. */
public final class StructuredFields {

  private StructuredFields() {}

  /**
   * Reads a dictionary.
   *
   * @throws IllegalArgumentException if the text is not one
   */
  public static Map<String, ListElement<?>> dictionary(String text) {
    return Parser.parseDictionary(text).get();
  }

  public static String serialize(Map<String, ListElement<?>> members) {
    return Dictionary.valueOf(members).serialize();
  }

  /**
   * How often a dictionary has a key: a parser keeps the last member of a key, which is no way to
   * treat a second signature. The text must be a well-formed dictionary, so that a comma outside a
   * string separates members and a member begins with its key.
   */
  public static int occurrences(String dictionary, String key) {
    int found = 0;
    boolean quoted = false;
    int begin = 0;
    for (int i = 0; i <= dictionary.length(); i++) {
      char c = i < dictionary.length() ? dictionary.charAt(i) : ',';
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        found += keyOf(dictionary.substring(begin, i)).equals(key) ? 1 : 0;
        begin = i + 1;
      }
    }
    return found;
  }

  private static String keyOf(String member) {
    String text = member.strip();
    int end = 0;
    while (end < text.length() && "=;".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }
}
