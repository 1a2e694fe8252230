package io.github.citydc.model.catalog;

import io.github.citydc.model.LifeCycle;
import io.github.citydc.model.LifeCycle.Source;
import io.github.citydc.model.LifeCycle.Step;
import java.util.Map;

/**
 * The review of an entry of the catalog, as the steps of {@link CatalogReview}: its provider
 * reports it to the authority, which approves and publishes it, or returns it; an update begins
 * with a report again, and may begin with the note that its legal basis or duties have changed
 * (Decree 809, arts. 16 and 17).
 */
public final class CatalogLife {

  private static final Source REPORT = new Source("Decree 809, art. 16", "国务院令第809号第十六条");
  private static final Source REVIEW = new Source("Decree 809, art. 17", "国务院令第809号第十七条");

  private static final LifeCycle CYCLE =
      LifeCycle.of(
          Map.of(
              "reported", Step.first("报送", "returned", "published", "basis-changed").under(REPORT),
              "returned", Step.after("退回修改", "reported").under(REPORT),
              "approved", Step.after("审核通过", "reported").under(REVIEW),
              "published", Step.after("公布", "approved").under(REVIEW),
              "basis-changed", Step.after("依据或职责变化", "published").under(REVIEW)));

  private CatalogLife() {}

  /**
   * The legal steps.
   *
   * @return the life cycle
   */
  public static LifeCycle cycle() {
    return CYCLE;
  }
}
