package io.github.citydc.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object that are unknown to its record, added by a newer minor version or by
 * a vendor. They are written back where they stood, each behind the known member it followed.
 *
 * <pre>{@code
 * Person marked = PersonBuilder.builder(person)
 *     .extensions(person.extensions().with("x-grid-worker", TextNode.valueOf("A17")))
 *     .build();
 * }</pre>
 *
 * <p>Two extensions are equal if they have the same names and values; where they stand is not part
 * of what they say. Immutable and thread-safe: values are copied on their way in and out.
 */
public final class Extensions {

  /** Stands before the first known member. */
  static final String START = "";

  /** Stands behind the last known member. */
  static final String END = "/";

  private static final Extensions NONE = new Extensions(List.of());

  private final List<Member> members;

  private Extensions(List<Member> members) {
    this.members = members;
  }

  /**
   * No extensions.
   *
   * @return the same instance every time
   */
  public static Extensions none() {
    return NONE;
  }

  /**
   * Replaces {@code null} by no extensions, for constructors of records whose builders pass {@code
   * null}.
   *
   * @param extensions extensions, or null
   * @return the extensions, or none
   */
  public static Extensions orNone(@Nullable Extensions extensions) {
    return extensions == null ? NONE : extensions;
  }

  static Extensions of(List<Member> members) {
    return members.isEmpty() ? NONE : new Extensions(List.copyOf(members));
  }

  /**
   * These extensions and one more, which is written behind all other members.
   *
   * @param name its name; that of a known member of the record is refused when the record is
   *     written
   * @param value its value; copied
   * @return new extensions; one of the same name is replaced where it stands
   */
  public Extensions with(String name, JsonNode value) {
    List<Member> more = new ArrayList<>(members);
    for (int i = 0; i < more.size(); i++) {
      if (more.get(i).name.equals(name)) {
        more.set(i, new Member(more.get(i).after, name, value.deepCopy()));
        return of(more);
      }
    }
    more.add(new Member(END, name, value.deepCopy()));
    return of(more);
  }

  /**
   * Finds a member by its name.
   *
   * @param name the name on the wire
   * @return a copy of its value, empty if there is none
   */
  public Optional<JsonNode> find(String name) {
    return members.stream()
        .filter(member -> member.name.equals(name))
        .findFirst()
        .map(member -> member.value.deepCopy());
  }

  /**
   * The names of the members.
   *
   * @return in the order they are written, immutable
   */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName().keySet());
  }

  /**
   * Returns whether there are none.
   *
   * @return true if every member of the object was known
   */
  public boolean isEmpty() {
    return members.isEmpty();
  }

  List<Member> members() {
    return members;
  }

  private Map<String, JsonNode> byName() {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    members.forEach(member -> byName.put(member.name, member.value));
    return byName;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Extensions that && byName().equals(that.byName());
  }

  @Override
  public int hashCode() {
    return byName().hashCode();
  }

  /**
   * Without names and values: both may be personal.
   *
   * @return the number of members
   */
  @Override
  public String toString() {
    return members.size() + " unknown member(s)";
  }

  /**
   * A member and its place.
   *
   * @param after the known member it stands behind, {@link #START} or {@link #END}
   */
  record Member(String after, String name, JsonNode value) {}
}
