package io.github.citydc.validation.internal;

import io.github.citydc.validation.ValidPresence;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A member that has to be there when another one has a certain value. Immutable. */
final class PresenceRule implements Rule {

  private final MemberPath member;
  private final MemberPath when;
  private final Set<String> values;

  /**
   * The rule of an annotation.
   *
   * @param presence names the members
   * @param record the class it stands on
   * @throws IllegalArgumentException if a member is not there, or the one that decides is no text
   */
  PresenceRule(ValidPresence presence, Class<?> record) {
    this.member = MemberPath.of(record, presence.member());
    this.when = MemberPath.of(record, presence.when());
    this.values = Set.of(presence.is());
    if (when.type() != String.class || when.isInList() || !member.isWhole()) {
      throw new IllegalArgumentException(
          record.getName() + ": " + when + " must be a text, and " + member + " not within a list");
    }
  }

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value != null
        && when.read(value) instanceof String text
        && values.contains(text)
        && isAbsent(member.read(value))) {
      findings.add(
          member.wholeSteps(),
          Rules.fault("member.presence", when.subject().en(), text, when.subject().zh()));
    }
  }

  private static boolean isAbsent(@Nullable Object value) {
    return value == null
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof String text && text.isBlank());
  }
}
