package io.github.citydc.model.document;

import io.github.citydc.model.LifeCycle;
import io.github.citydc.model.LifeCycle.Step;
import java.util.Map;

/**
 * The life of an official document with one recipient, as {@link DocumentAction}s: it is sent and
 * received, then signed for or returned; the sender may remind until then, and withdraw what has
 * not been signed for. A returned or withdrawn document may be sent again.
 */
public final class DocumentLife {

  private static final LifeCycle CYCLE =
      LifeCycle.of(
          Map.ofEntries(
              Map.entry("sent", Step.first("发送", "returned", "withdrawn")),
              Map.entry("received", Step.after("接收", "sent", "reminded")),
              Map.entry("reminded", Step.after("催办", "sent", "received", "reminded")),
              Map.entry("signed-for", Step.after("签收", "received", "reminded")),
              Map.entry("returned", Step.after("退文", "received", "reminded")),
              Map.entry("withdrawn", Step.after("撤回", "sent", "received", "reminded"))));

  private DocumentLife() {}

  /**
   * The legal steps.
   *
   * @return the life cycle
   */
  public static LifeCycle cycle() {
    return CYCLE;
  }
}
