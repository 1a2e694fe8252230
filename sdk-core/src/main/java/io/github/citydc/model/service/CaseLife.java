package io.github.citydc.model.service;

import io.github.citydc.model.LifeCycle;
import io.github.citydc.model.LifeCycle.Step;
import java.util.Map;

/**
 * The steps of a service case, as {@link CaseStep}s: applied for, accepted, rejected or to be
 * supplemented, reviewed, decided, delivered. The applicant may withdraw until the decision.
 */
public final class CaseLife {

  private static final LifeCycle CYCLE =
      LifeCycle.of(
          Map.ofEntries(
              Map.entry("apply", Step.first("申请")),
              Map.entry("supplement", Step.after("补正", "apply", "supplement")),
              Map.entry("accept", Step.after("受理", "apply", "supplement")),
              Map.entry("reject", Step.after("不予受理", "apply", "supplement")),
              Map.entry("review", Step.after("审查", "accept", "special", "review")),
              Map.entry("special", Step.after("特别程序", "accept", "review")),
              Map.entry("decide", Step.after("办结", "accept", "review", "special")),
              Map.entry("deliver", Step.after("送达", "decide")),
              Map.entry(
                  "withdraw",
                  Step.after("撤回", "apply", "supplement", "accept", "review", "special"))));

  private CaseLife() {}

  /**
   * The legal steps.
   *
   * @return the life cycle
   */
  public static LifeCycle cycle() {
    return CYCLE;
  }
}
