package io.github.citydc.validation.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of one record class, ready to run. */
final class Plan {

  private final List<Member> members;
  private final List<Rule> rules;

  Plan(List<Member> members, List<Rule> rules) {
    this.members = List.copyOf(members);
    this.rules = List.copyOf(rules);
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
  }

  /** A component of the record. */
  record Member(String name, Function<Object, @Nullable Object> read, Demands demands) {}

  /**
   * What is demanded of a value: rules of its own, what is demanded of each value it contains, and
   * the plan of its class if it is to be looked into.
   */
  record Demands(List<Rule> rules, @Nullable Demands ofElements, @Nullable Supplier<Plan> nested) {

    boolean areNone() {
      return rules.isEmpty() && ofElements == null && nested == null;
    }

    void check(@Nullable Object value, Collector collector) {
      for (Rule rule : rules) {
        rule.check(value, collector);
      }
      if (value != null && ofElements != null) {
        checkElements(ofElements, value, collector);
      }
      if (value != null && nested != null) {
        nested.get().check(value, collector);
      }
    }

    private static void checkElements(Demands demands, Object container, Collector collector) {
      if (container instanceof Optional<?> optional) {
        demands.check(optional.orElse(null), collector);
      } else if (container instanceof Iterable<?> items) {
        int index = 0;
        for (Object item : items) {
          checkStep(demands, String.valueOf(index++), item, collector);
        }
      } else if (container instanceof Map<?, ?> map) {
        map.forEach(
            (key, item) -> checkStep(demands, escape(String.valueOf(key)), item, collector));
      }
    }

    private static void checkStep(
        Demands demands, String step, @Nullable Object item, Collector collector) {
      collector.enter(step);
      demands.check(item, collector);
      collector.leave();
    }

    private static String escape(String key) {
      return key.replace("~", "~0").replace("/", "~1");
    }
  }
}
