package io.github.citydc.validation.internal;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of one record class, ready to run. */
final class Plan {

  private final Map<String, Subject> subjects;
  private final Member[] members;
  private final Rule[] rules;
  private final @Nullable ProviderRules others;

  /**
   * Puts a plan together.
   *
   * @param subjects the members by name, also those of which nothing is demanded
   * @param members what is demanded of the members
   * @param rules what is demanded of the record as a whole
   * @param others constraints that only a Jakarta Validation provider knows, null if there are none
   */
  Plan(
      Map<String, Subject> subjects,
      List<Member> members,
      List<Rule> rules,
      @Nullable ProviderRules others) {
    this.subjects = Map.copyOf(subjects);
    this.members = members.toArray(Member[]::new);
    this.rules = rules.toArray(Rule[]::new);
    this.others = others;
  }

  void check(Object record, Collector collector) {
    for (Member member : members) {
      collector.enter(member.subject);
      member.demands.check(member.read.apply(record), collector);
      collector.leave();
    }
    collector.inside(this);
    for (Rule rule : rules) {
      rule.check(record, collector);
    }
    if (others != null) {
      others.check(record, collector);
    }
  }

  /** What a rule of the whole record calls one of its members. */
  Subject subject(String member) {
    Subject subject = subjects.get(member);
    return subject == null ? Subject.of(member) : subject;
  }

  /**
   * Something a record says about itself.
   *
   * @param subject the member
   * @param read reads it from a record
   * @param demands what is demanded of it
   */
  record Member(Subject subject, Function<Object, @Nullable Object> read, Demands demands) {}
}
