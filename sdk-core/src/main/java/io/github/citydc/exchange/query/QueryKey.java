package io.github.citydc.exchange.query;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key by which the records of a resource may be asked for: the names of one to four members, of
 * which a query gives a value each. A provider declares few of them, so that a register can be
 * asked for one known record, and not searched.
 *
 * <pre>{@code
 * QueryKey.id()
 * QueryKey.of("idDocumentType", "idNumber")
 * }</pre>
 *
 * @param members their names, in the order they are shown
 */
public record QueryKey(List<String> members) {

  private static final int MOST = 4;
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,49}");

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if there are none or too many, one stands twice, or one is no
   *     name of a member
   */
  public QueryKey {
    members = List.copyOf(members);
    if (members.isEmpty() || members.size() > MOST || Set.copyOf(members).size() < members.size()) {
      throw new IllegalArgumentException("A key has one to " + MOST + " members, each once");
    }
    members.forEach(QueryKey::requireName);
  }

  /**
   * The key that every register has: what a record is known by within its resource.
   *
   * @return the key {@code id}
   */
  public static QueryKey id() {
    return of("id");
  }

  /**
   * A key of some members.
   *
   * @param members their names, such as {@code idNumber}
   * @return the key
   * @throws IllegalArgumentException if they are no key
   */
  public static QueryKey of(String... members) {
    return new QueryKey(List.of(members));
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "The name of a member of a key is a letter and up to 49 letters and digits");
    }
  }

  boolean fits(Map<String, String> values) {
    return values.keySet().equals(Set.copyOf(members));
  }

  /**
   * The names.
   *
   * @return joined by plus signs
   */
  @Override
  public String toString() {
    return String.join("+", members);
  }
}
