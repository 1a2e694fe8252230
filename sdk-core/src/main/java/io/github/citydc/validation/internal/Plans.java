package io.github.citydc.validation.internal;

import io.github.citydc.validation.ValidationReport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A compiler of the constraint annotations of record classes, each class once, and runner of the
 * resulting plans. Thread-safe.
 */
public final class Plans {

  private final Map<Class<?>, Plan> plans = new ConcurrentHashMap<>();
  private final Demands cascade = new Demands(List.of(), null, this);
  private final PlanCompiler compiler;
  private final int most;

  /**
   * Compiles with these rules.
   *
   * @param rules what the annotations mean
   * @param most how many violations of a record are listed
   */
  public Plans(Rules rules, int most) {
    this.most = most;
    this.compiler = new PlanCompiler(rules, this);
  }

  /**
   * Validates a record.
   *
   * @param record any record
   * @return what is wrong with it
   */
  public ValidationReport validate(Object record) {
    Plan plan = plans.get(record.getClass());
    if (plan == null) {
      requireRecord(record.getClass());
      plan = plan(record.getClass());
    }
    Collector collector = new Collector(most);
    plan.check(record, collector);
    return collector.report();
  }

  private static void requireRecord(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException("Only records can be validated, not " + type.getName());
    }
  }

  /** Checks what {@code @Valid} stands on: a record, or a container of such. */
  void checkNested(Object value, Collector collector) {
    Plan plan = plans.get(value.getClass());
    if (plan != null) {
      plan.check(value, collector);
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> checkNested(present, collector));
    } else if (value instanceof Iterable<?>) {
      Demands.Elements.ofIterable(cascade).check(value, collector);
    } else if (value instanceof Object[] array) {
      checkNested(Arrays.asList(array), collector);
    } else if (value instanceof Map<?, ?>) {
      Demands.Elements.ofMap(Demands.NONE, cascade).check(value, collector);
    } else {
      plan(value.getClass()).check(value, collector);
    }
  }

  private Plan plan(Class<?> type) {
    return plans.computeIfAbsent(type, compiler::compile);
  }
}
