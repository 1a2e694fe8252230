package io.github.citydc.model.sharing;

import io.github.citydc.model.LifeCycle;
import io.github.citydc.model.LifeCycle.Step;
import java.util.Map;

/**
 * The life of a grant, as the actions of {@link SharingChange}: suspended and resumed, changed
 * after consultation, and ended for good (Decree 809, art. 27).
 */
public final class GrantLife {

  private static final LifeCycle CYCLE =
      LifeCycle.of(
          Map.of(
              "suspended", Step.first("暂停", "resumed", "changed").under(Decree.article(27)),
              "resumed", Step.after("恢复", "suspended").under(Decree.article(27)),
              "changed", Step.first("协商变更", "resumed", "changed").under(Decree.article(27)),
              "ended",
                  Step.first("终止", "suspended", "resumed", "changed").under(Decree.article(27))));

  private GrantLife() {}

  /**
   * The legal steps.
   *
   * @return the life cycle
   */
  public static LifeCycle cycle() {
    return CYCLE;
  }
}
