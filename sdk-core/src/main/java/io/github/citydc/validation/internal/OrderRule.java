package io.github.citydc.validation.internal;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.CodeFault;
import io.github.citydc.validation.ValidOrder;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dates and times of a record that must follow one another. Immutable. */
final class OrderRule implements Rule {

  private static final Set<Class<?>> KINDS = Set.of(LocalDate.class, OffsetDateTime.class);

  private final MemberPath[] members;

  private OrderRule(List<MemberPath> members) {
    this.members = members.toArray(MemberPath[]::new);
  }

  /**
   * The rule of an annotation.
   *
   * @param order names the members
   * @param record the class it stands on
   * @return the rule
   * @throws IllegalArgumentException if a member is not there, or neither a date nor a time
   */
  static OrderRule of(ValidOrder order, Class<?> record) {
    List<MemberPath> members =
        Stream.of(order.value()).map(path -> MemberPath.of(record, path)).toList();
    for (MemberPath member : members) {
      if (!KINDS.contains(member.type())) {
        throw new IllegalArgumentException(
            record.getName() + "." + member + " is neither a LocalDate nor an OffsetDateTime");
      }
    }
    return new OrderRule(members);
  }

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value != null) {
      Walk walk = new Walk(findings);
      for (MemberPath member : members) {
        member.visit(value, walk);
      }
    }
  }

  /** One record's members, one after the other. */
  private static final class Walk implements MemberPath.Visitor {

    private final Findings findings;
    private @Nullable Object latest;
    private @Nullable Subject latestMember;

    Walk(Findings findings) {
      this.findings = findings;
    }

    @Override
    public void visit(Object value, MemberPath path, int index) {
      Object before = latest;
      if (before != null && isBefore(value, before)) {
        findings.add(path.steps(index), fault(latestMember));
      } else {
        latest = value;
        latestMember = path.subject();
      }
    }

    private static CodeFault fault(@Nullable Subject other) {
      return other == null
          ? Rules.fault("member.order", "", "")
          : Rules.fault("member.order", other.en(), other.zh());
    }

    private static boolean isBefore(Object value, Object other) {
      return (value instanceof OffsetDateTime time && other instanceof OffsetDateTime otherTime)
          ? time.isBefore(otherTime)
          : day(value).isBefore(day(other));
    }

    private static LocalDate day(Object value) {
      return value instanceof OffsetDateTime time
          ? time.atZoneSameInstant(ChinaTime.ZONE).toLocalDate()
          : (LocalDate) value;
    }
  }
}
