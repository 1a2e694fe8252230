package io.github.citydc.exchange;

import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.message.UnverifiedRequestException;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks a node how large a body it takes before a large one is sent: {@code GET /node}, signed. What
 * every node takes is sent without asking. Thread-safe.
 */
final class BodyLimits {

  private static final int TAKEN_BY_ALL = 64 * 1024;
  private static final Duration KEPT = Duration.ofMinutes(10);
  private final NodeCaller caller;
  private final Clock clock;
  private final Map<NodeId, Known> known = new ConcurrentHashMap<>();

  private record Known(OptionalLong bodySize, Instant until) {}

  /**
   * Knows nothing yet.
   *
   * @param caller sends the query
   * @param clock tells when to query again
   */
  BodyLimits(NodeCaller caller, Clock clock) {
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * Lets a body pass that its receiver takes, or of which that is not known.
   *
   * @param receiver the receiving node
   * @param size of the body, in bytes
   * @throws RefusedException with {@code body-too-large} if the receiver would refuse it
   */
  void requireFits(NodeId receiver, int size) {
    if (size > TAKEN_BY_ALL) {
      limit(receiver)
          .ifPresent(
              limit -> {
                if (size > limit) {
                  throw RefusedException.beforeSending(
                      ProblemCode.BODY_TOO_LARGE,
                      receiver
                          + " takes bodies of up to "
                          + limit
                          + " bytes, this one has "
                          + size
                          + "; nothing was sent");
                }
              });
    }
  }

  private OptionalLong limit(NodeId receiver) {
    Instant now = clock.instant();
    Optional<Known> fresh =
        Optional.ofNullable(known.get(receiver)).filter(entry -> now.isBefore(entry.until()));
    if (fresh.isPresent()) {
      return fresh.get().bodySize();
    }
    try {
      return keep(receiver, ask(receiver), now);
    } catch (TransportException | UnverifiedRequestException e) {
      return OptionalLong.empty();
    } catch (ExchangeException e) {
      return keep(receiver, OptionalLong.empty(), now);
    }
  }

  private OptionalLong ask(NodeId receiver) {
    return Waiting.on(
        executor -> caller.call(receiver, Call.get("/node"), BodyLimits::read, executor));
  }

  private OptionalLong keep(NodeId receiver, OptionalLong limit, Instant now) {
    known.put(receiver, new Known(limit, now.plus(KEPT)));
    return limit;
  }

  private static OptionalLong read(VerifiedResponse answer) {
    return JsonBody.description(answer).limit(NodeDescription.BODY_SIZE);
  }
}
