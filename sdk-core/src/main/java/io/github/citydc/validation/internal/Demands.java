package io.github.citydc.validation.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is demanded of a value: by itself, of what it contains, and of the record it may be. */
final class Demands {

  /** Nothing at all. */
  static final Demands NONE = new Demands(List.of(), null, null);

  private final Rule[] rules;
  private final @Nullable Elements elements;
  private final @Nullable Plans nested;

  /**
   * Puts demands together.
   *
   * @param rules rules of the value itself
   * @param elements looks into the value as a container, null if nothing is demanded in there
   * @param nested checks the value as a record of its own, null if that is not demanded
   */
  Demands(List<Rule> rules, @Nullable Elements elements, @Nullable Plans nested) {
    this.rules = rules.toArray(Rule[]::new);
    this.elements = elements;
    this.nested = nested;
  }

  boolean areNone() {
    return rules.length == 0 && elements == null && nested == null;
  }

  void check(@Nullable Object value, Collector collector) {
    for (Rule rule : rules) {
      rule.check(value, collector);
    }
    if (value != null) {
      if (elements != null) {
        elements.check(value, collector);
      }
      if (nested != null) {
        nested.checkNested(value, collector);
      }
    }
  }

  /** Looks into a container. */
  @FunctionalInterface
  interface Elements {

    void check(Object container, Collector collector);

    static Elements ofOptional(Demands demands) {
      return (container, collector) ->
          demands.check(((Optional<?>) container).orElse(null), collector);
    }

    static Elements ofIterable(Demands demands) {
      return (container, collector) -> {
        boolean hasPlaces = container instanceof List<?>;
        int place = 0;
        for (Object item : (Iterable<?>) container) {
          if (hasPlaces) {
            collector.enter(place++);
          }
          demands.check(item, collector);
          if (hasPlaces) {
            collector.leave();
          }
        }
      };
    }

    static Elements ofMap(Demands keys, Demands values) {
      return (container, collector) ->
          ((Map<?, ?>) container)
              .forEach(
                  (key, value) -> {
                    collector.enter(Pointers.KEY);
                    keys.check(key, collector);
                    values.check(value, collector);
                    collector.leave();
                  });
    }
  }
}
