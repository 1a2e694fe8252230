package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.Severity;
import io.github.citydc.code.Strictness;
import io.github.citydc.validation.ValidPart;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A member that repeats a part of another one. Immutable. */
final class PartRule implements Rule {

  private final MemberPath member;
  private final MemberPath whole;
  private final int from;
  private final int length;
  private final CodeFault fault;

  /**
   * The rule of an annotation.
   *
   * @param part names the members
   * @param record the class it stands on
   * @param strictness whether a difference is an error
   * @throws IllegalArgumentException if a member is not there, or no text
   */
  PartRule(ValidPart part, Class<?> record, Strictness strictness) {
    this.member = MemberPath.of(record, part.member());
    this.whole = MemberPath.of(record, part.of());
    this.from = part.from();
    this.length = part.length();
    this.fault =
        new CodeFault(
            "member.part",
            -1,
            strictness == Strictness.STRICT ? Severity.ERROR : Severity.WARNING,
            Rules.STANDARD,
            List.of(
                whole.subject().en(),
                String.valueOf(from + 1),
                String.valueOf(from + length),
                whole.subject().zh()));
    if (Stream.of(member, whole).anyMatch(path -> path.type() != String.class || path.isInList())) {
      throw new IllegalArgumentException(
          record.getName() + ": " + member + " and " + whole + " must be texts");
    }
  }

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value != null
        && member.read(value) instanceof String part
        && whole.read(value) instanceof String text
        && text.length() >= from + length
        && !(part.length() == length && text.startsWith(part, from))) {
      findings.add(member.steps(0), fault);
    }
  }
}
