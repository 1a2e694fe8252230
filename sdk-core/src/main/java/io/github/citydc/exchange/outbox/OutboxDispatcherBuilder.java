package io.github.citydc.exchange.outbox;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.AcceptedItems;
import io.github.citydc.exchange.ExchangeClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A builder of {@link OutboxDispatcher}. Not thread-safe. */
public final class OutboxDispatcherBuilder {

  final ExchangeClient client;
  final OutboxQueue outbox;
  final List<OutboxListener> listeners = new ArrayList<>();
  Clock clock = ChinaTime.clock();
  Duration idle = Duration.ofMillis(500);
  Duration lease = Duration.ofMinutes(5);
  Duration firstPause = Duration.ofSeconds(1);
  Duration longestPause = Duration.ofMinutes(10);
  int workers = 4;
  int bundle = 500;
  int maxAttempts = 50;
  Duration receiptAfter = Duration.ofMinutes(10);
  Duration patience = AcceptedItems.SHORTEST_MEMORY;

  OutboxDispatcherBuilder(ExchangeClient client, OutboxQueue outbox) {
    this.client = client;
    this.outbox = outbox;
  }

  /**
   * Adds a listener, which is told what becomes of the messages. By default there is none.
   *
   * @param listener for metrics, logs or what the application does next
   * @return this builder
   */
  public OutboxDispatcherBuilder listener(OutboxListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Sets the clock that decides when messages are due. By default the system's clock.
   *
   * @param dispatcherClock the clock
   * @return this builder
   */
  public OutboxDispatcherBuilder clock(Clock dispatcherClock) {
    this.clock = dispatcherClock;
    return this;
  }

  /**
   * Sets the longest time between queries of the outbox when no message is due. By default half a
   * second. It is shorter while messages are put into this outbox object in this process.
   *
   * @param pause the pause
   * @return this builder
   */
  public OutboxDispatcherBuilder idle(Duration pause) {
    this.idle = pause;
    return this;
  }

  /**
   * Sets the time after a crash at which another dispatcher takes over the messages of this one. By
   * default five minutes.
   *
   * @param time longer than the tries of a bundle, or of some single messages, take: after it
   *     another dispatcher may send the same message as well, which the receiver accepts once
   * @return this builder
   */
  public OutboxDispatcherBuilder lease(Duration time) {
    this.lease = time;
    return this;
  }

  /**
   * Sets the pauses between tries: the first one, and the longest one that doubling leads to. By
   * default a second and ten minutes.
   *
   * @param first after the first failure
   * @param longest never longer
   * @return this builder
   */
  public OutboxDispatcherBuilder pauses(Duration first, Duration longest) {
    this.firstPause = first;
    this.longestPause = longest;
    return this;
  }

  /**
   * Sets the largest number of messages that are sent together, to a receiver that takes bundles.
   * By default 500: it bounds what a lease holds in memory, and how long a bundle takes.
   *
   * @param messages from 1, which sends each alone
   * @return this builder
   */
  public OutboxDispatcherBuilder bundle(int messages) {
    this.bundle = messages;
    return this;
  }

  /**
   * Sets the number of requests that are sent at the same time, each with a message or a bundle. By
   * default 4.
   *
   * @param threads from 1
   * @return this builder
   */
  public OutboxDispatcherBuilder workers(int threads) {
    this.workers = threads;
    return this;
  }

  /**
   * Sets the number of attempts before the receiver is asked for the receipt and the message may
   * become a dead letter. By default 50, about seven hours.
   *
   * @param attempts from 1
   * @return this builder
   */
  public OutboxDispatcherBuilder maxAttempts(int attempts) {
    this.maxAttempts = attempts;
    return this;
  }

  /**
   * Sets how long after the last attempt, if that was not answered, the receiver is asked for the
   * receipt. By default ten minutes: as long as a signature may be accepted, whatever holds the
   * request up on its way. Asked earlier, a receiver may say that it has no receipt, and accept the
   * message after that.
   *
   * @param time from the last attempt
   * @return this builder
   */
  public OutboxDispatcherBuilder receiptAfter(Duration time) {
    this.receiptAfter = time;
    return this;
  }

  /**
   * Sets the longest outage of a receiver that this outbox is to bridge. By default 30 days. A
   * receiver that remembers what it has accepted for less long, as it announces, is named in the
   * log and in {@link OutboxDispatcher#health}, once a message for it has waited for an hour:
   * messages that arrive later than it remembers are refused and become dead letters, see {@link
   * OutboxAdministration#renew}.
   *
   * @param time from the making of a message to its delivery
   * @return this builder
   */
  public OutboxDispatcherBuilder patience(Duration time) {
    this.patience = time;
    return this;
  }

  /**
   * Starts sending.
   *
   * @return the dispatcher, at work
   */
  public OutboxDispatcher start() {
    OutboxDispatcher dispatcher = new OutboxDispatcher(this);
    dispatcher.start();
    return dispatcher;
  }
}
