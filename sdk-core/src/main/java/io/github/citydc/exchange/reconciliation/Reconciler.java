package io.github.citydc.exchange.reconciliation;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.outbox.OutboxHistory;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.Consumer;

/**
 * A comparison of an outbox with the items a receiver has accepted, which also repairs differences
 * where possible: interface standard §4.4. Thread-safe; dispatchers may work on the outbox
 * meanwhile.
 *
 * <pre>{@code
 * Reconciler reconciler = Reconciler.of(client, outbox);
 * ReconciliationReport report = reconciler.repair(hub, LocalDate.now(ChinaTime.ZONE).minusDays(1));
 * if (!report.isAgreed()) {
 *   alert(report.toJson());
 * }
 * }</pre>
 *
 * <p>{@link #repair} puts a message that the receiver acknowledged and has lost back into the
 * outbox, with the same id and the same body, and fetches the receipt of one whose answer was lost
 * on the way. Before either, the receiver is asked about this very message once more. A message the
 * receiver has with another body, or one that the outbox does not know, is reported only. Repeating
 * any of it is harmless.
 *
 * <p>Messages sent with {@link ExchangeClient#send} go past the outbox and show as {@link
 * ReconciliationVerdict#UNKNOWN_HERE}, as do those the outbox was told to forget: reconcile first,
 * then forget. Documents have a log of their own: {@code OutboxHistory.together(outbox,
 * documentLog.history())} compares both.
 */
public final class Reconciler {

  private final ExchangeClient client;
  private final OutboxHistory outbox;
  private final Clock clock;
  private final Consumer<ReconciliationFinding> listener;

  private Reconciler(Builder builder) {
    this.client = builder.client;
    this.outbox = builder.outbox;
    this.clock = builder.clock;
    this.listener = builder.listener;
  }

  /**
   * Compares this outbox.
   *
   * @param client sends the queries, as the node whose outbox it is
   * @param outbox what was sent
   * @return the reconciler
   */
  public static Reconciler of(ExchangeClient client, OutboxHistory outbox) {
    return builder(client, outbox).build();
  }

  /**
   * A builder whose reconciler, unless told otherwise, has the clock of China and no listener.
   *
   * @param client sends the queries, as the node whose outbox it is
   * @param outbox what was sent
   * @return the builder
   */
  public static Builder builder(ExchangeClient client, OutboxHistory outbox) {
    return new Builder(client, outbox);
  }

  /**
   * Compares the messages of a day, and changes nothing.
   *
   * @param receiver the node to compare with
   * @param date the day
   * @return what was found
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refuses to tell
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   */
  public ReconciliationReport compare(NodeId receiver, LocalDate date) {
    return compare(receiver, ReconciliationQuery.messagesOf(date));
  }

  /**
   * Compares messages, and changes nothing.
   *
   * @param receiver the node to compare with
   * @param query which messages
   * @return what was found
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refuses to tell
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   */
  public ReconciliationReport compare(NodeId receiver, ReconciliationQuery query) {
    return new DayComparison(client, outbox, receiver, query, clock, listener, Repair.NONE).run();
  }

  /**
   * Compares the messages of a day, and repairs differences where possible.
   *
   * @param receiver the node to compare with
   * @param date the day
   * @return what was found; sent again does not mean arrived: compare once more after a while
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refuses to tell
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   */
  public ReconciliationReport repair(NodeId receiver, LocalDate date) {
    return repair(receiver, ReconciliationQuery.messagesOf(date));
  }

  /**
   * Compares messages, and repairs differences where possible.
   *
   * @param receiver the node to compare with
   * @param query which messages
   * @return what was found; sent again does not mean arrived: compare once more after a while
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refuses to tell
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   */
  public ReconciliationReport repair(NodeId receiver, ReconciliationQuery query) {
    return new DayComparison(
            client, outbox, receiver, query, clock, listener, Repair.on(outbox, clock))
        .run();
  }

  /** The builder of a reconciler. Not thread-safe. */
  public static final class Builder {

    private final ExchangeClient client;
    private final OutboxHistory outbox;
    private Clock clock = ChinaTime.clock();
    private Consumer<ReconciliationFinding> listener = finding -> {};

    private Builder(ExchangeClient client, OutboxHistory outbox) {
      this.client = client;
      this.outbox = outbox;
    }

    /**
     * Sets a listener that receives each finding at once: a report lists the first ones only.
     *
     * @param findings hears each finding, in the order of ids
     * @return this builder
     */
    public Builder listener(Consumer<ReconciliationFinding> findings) {
      this.listener = findings;
      return this;
    }

    /**
     * Sets another clock.
     *
     * @param other tells when messages that were lost are due again
     * @return this builder
     */
    public Builder clock(Clock other) {
      this.clock = other;
      return this;
    }

    /**
     * Makes the reconciler.
     *
     * @return the reconciler
     */
    public Reconciler build() {
      return new Reconciler(this);
    }
  }
}
