package io.github.citydc.model.community;

import io.github.citydc.model.LifeCycle;
import io.github.citydc.model.LifeCycle.Step;
import java.util.Map;

/**
 * The stages of a city event, as {@link EventStage}s: reported, registered or dismissed,
 * dispatched, handled, verified, closed. An event that was handled badly, or sent to the wrong
 * department, is rejected and dispatched again.
 */
public final class EventLife {

  private static final LifeCycle CYCLE =
      LifeCycle.of(
          Map.ofEntries(
              Map.entry("reported", Step.first("信息采集")),
              Map.entry("registered", Step.after("立案", "reported")),
              Map.entry("dismissed", Step.after("不予立案", "reported")),
              Map.entry("dispatched", Step.after("任务派遣", "registered", "rejected", "dispatched")),
              Map.entry("handled", Step.after("处置反馈", "dispatched")),
              Map.entry("verified", Step.after("核查通过", "handled")),
              Map.entry("rejected", Step.after("核查不通过", "handled")),
              Map.entry("closed", Step.after("结案", "verified"))));

  private EventLife() {}

  /**
   * The legal steps.
   *
   * @return the life cycle
   */
  public static LifeCycle cycle() {
    return CYCLE;
  }
}
