package io.github.citydc.model.sharing;

import io.github.citydc.model.LifeCycle;
import io.github.citydc.model.LifeCycle.Step;
import java.util.Map;

/**
 * The life of an application for sharing, as the decisions of {@link SharingAnswer}. Missing papers
 * are told once, before everything else; the term is extended once; a yes is followed by the data
 * (Decree 809, arts. 21 and 22).
 */
public final class ApplicationLife {

  private static final LifeCycle CYCLE =
      LifeCycle.of(
          Map.of(
              "incomplete",
              Step.first("一次性告知补正").under(Decree.article(21)),
              "extended",
              Step.first("延期答复", "incomplete").under(Decree.article(21)),
              "agreed",
              Step.first("同意共享", "incomplete", "extended").under(Decree.article(21)),
              "refused",
              Step.first("不同意共享", "incomplete", "extended").under(Decree.article(21)),
              "delivered",
              Step.after("已提供", "agreed").under(Decree.article(22))));

  private ApplicationLife() {}

  /**
   * The legal steps.
   *
   * @return the life cycle
   */
  public static LifeCycle cycle() {
    return CYCLE;
  }
}
