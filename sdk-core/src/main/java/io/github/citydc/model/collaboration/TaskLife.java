package io.github.citydc.model.collaboration;

import io.github.citydc.model.LifeCycle;
import io.github.citydc.model.LifeCycle.Step;
import java.util.Map;

/**
 * The life of a task in one department, as {@link CollaborationReply} actions: accepted, declined
 * or transferred, then progress until it is completed; the origin confirms, or sends it back.
 */
public final class TaskLife {

  private static final LifeCycle CYCLE =
      LifeCycle.of(
          Map.ofEntries(
              Map.entry("accepted", Step.first("接受")),
              Map.entry("declined", Step.first("拒绝")),
              Map.entry("transferred", Step.first("转办", "accepted", "progress", "sent-back")),
              Map.entry("progress", Step.after("进展", "accepted", "progress", "sent-back")),
              Map.entry("completed", Step.after("完成", "accepted", "progress", "sent-back")),
              Map.entry("confirmed", Step.after("确认办结", "completed")),
              Map.entry("sent-back", Step.after("退回重办", "completed"))));

  private TaskLife() {}

  /**
   * The legal steps.
   *
   * @return the life cycle
   */
  public static LifeCycle cycle() {
    return CYCLE;
  }
}
