package io.github.citydc.cli.front.inbound;

import io.github.citydc.cli.front.config.FrontConfig.Target;
import io.github.citydc.cli.front.store.Deliveries;
import io.github.citydc.cli.front.store.Delivery;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Notes accepted payloads for the targets that want them, in the transaction that accepts the
 * message. Thread-safe.
 */
public final class Arrivals {

  private static final Duration LATER = Duration.ofSeconds(10);

  private final Deliveries deliveries;
  private final List<Target> targets;
  private final Clock clock;
  private final int most;
  private final PayloadJson json = PayloadJson.standard();

  /**
   * Arrivals for some targets.
   *
   * @param deliveries where they are noted
   * @param targets who wants what
   * @param most how many may wait before nothing more is accepted
   * @param clock tells the time
   */
  public Arrivals(Deliveries deliveries, List<Target> targets, int most, Clock clock) {
    this.deliveries = deliveries;
    this.targets = targets;
    this.most = most;
    this.clock = clock;
  }

  /**
   * Has a receiver take what is wanted.
   *
   * @param receiver a receiver to be
   */
  public void receiveWith(ExchangeReceiverBuilder receiver) {
    Set<Class<? extends Payload>> all = new LinkedHashSet<>();
    targets.forEach(target -> all.addAll(target.types()));
    all.forEach(type -> take(receiver, type));
  }

  private <P extends Payload> void take(ExchangeReceiverBuilder receiver, Class<P> type) {
    List<String> names =
        targets.stream().filter(target -> target.types().contains(type)).map(Target::name).toList();
    receiver.on(
        type,
        (payload, context) -> {
          requireRoom();
          for (String target : names) {
            note(target, payload, context);
          }
        });
  }

  private void requireRoom() {
    if (deliveries.waiting() >= most) {
      throw new RefusedException(
          ProblemCode.RATE_LIMITED,
          "As many payloads wait for the systems behind this node as may; send it again later",
          LATER);
    }
  }

  private void note(String target, Payload payload, MessageContext context) throws SQLException {
    deliveries.add(
        context.connection(),
        new Delivery(
            0,
            target,
            context.sender().toString(),
            context.messageId().toString(),
            context.origin().type().toString(),
            context.operation().wireName(),
            new String(json.write(payload), StandardCharsets.UTF_8),
            0),
        clock.instant());
  }
}
