package io.github.citydc.validation.internal;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules of one record class, ready to run. */
final class Plan {

  private final Member[] members;
  private final Rule[] rules;
  private final @Nullable ProviderRules others;

  /**
   * Puts a plan together.
   *
   * @param members what is demanded of the members
   * @param rules what is demanded of the record as a whole
   * @param others constraints that only a Jakarta Validation provider knows, null if there are none
   */
  Plan(List<Member> members, List<Rule> rules, @Nullable ProviderRules others) {
    this.members = members.toArray(Member[]::new);
    this.rules = rules.toArray(Rule[]::new);
    this.others = others;
  }

  void check(Object record, Collector collector) {
    for (Member member : members) {
      collector.enter(member.name);
      member.demands.check(member.read.apply(record), collector);
      collector.leave();
    }
    for (Rule rule : rules) {
      rule.check(record, collector);
    }
    if (others != null) {
      others.check(record, collector);
    }
  }

  /**
   * Something a record says about itself.
   *
   * @param name the name of the JSON member
   * @param read reads it from a record
   * @param demands what is demanded of it
   */
  record Member(String name, Function<Object, @Nullable Object> read, Demands demands) {}
}
