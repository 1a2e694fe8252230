package io.github.citydc.code;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Code sets by name. A city that has codes of its own makes a collection with them and gives it to
 * the clients and validators it builds; nothing global changes.
 *
 * <pre>{@code
 * CodeSets standard = CodeSets.standard();
 * CodeSets ofCity =
 *     standard.with(
 *         standard.get(CodeSetName.ETHNICITY).with(new CodeEntry("97", "其他")));
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class CodeSets {

  private final Map<String, CodeSet> sets;

  private CodeSets(Map<String, CodeSet> sets) {
    this.sets = Collections.unmodifiableMap(sets);
  }

  static CodeSets of(Collection<CodeSet> sets) {
    Map<String, CodeSet> byName = new LinkedHashMap<>();
    sets.forEach(set -> byName.put(set.name(), set));
    return new CodeSets(byName);
  }

  /**
   * The sets of {@link CodeSetName}, as the standards have them. They are read on first use.
   *
   * @return the same instance every time
   */
  public static CodeSets standard() {
    return Standard.INSTANCE;
  }

  /** Loads the data when it is first asked for. */
  private static final class Standard {

    static final CodeSets INSTANCE = of(StandardCodeSets.read());
  }

  /**
   * Returns a copy with the set added, replacing a set of the same name.
   *
   * @param set a set; it takes the place of the one of its name
   * @return a new collection
   */
  public CodeSets with(CodeSet set) {
    Map<String, CodeSet> more = new LinkedHashMap<>(sets);
    more.put(set.name(), set);
    return new CodeSets(more);
  }

  /**
   * The set of a name that is known to be there.
   *
   * @param name the name, of {@link CodeSetName} or one's own
   * @return the set
   * @throws IllegalArgumentException if there is none of this name
   */
  public CodeSet get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("There is no code set " + name));
  }

  /**
   * The set of a name.
   *
   * @param name any name
   * @return the set, or empty
   */
  public Optional<CodeSet> find(String name) {
    return Optional.ofNullable(sets.get(name));
  }

  /**
   * All sets.
   *
   * @return the sets, immutable
   */
  public Collection<CodeSet> all() {
    return sets.values();
  }
}
