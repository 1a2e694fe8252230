package io.github.citydc.cli.send;

import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.naming.node.NodeId;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Prints the receipts of a job as they arrive, and why it waits. Thread-safe. */
final class JobListener implements OutboxListener {

  private final Journal journal;
  private final Outcome outcome;
  private final Results results;
  private final PrintWriter err;
  private final AtomicReference<String> lastReason = new AtomicReference<>("");

  JobListener(Journal journal, Outcome outcome, Results results, PrintWriter err) {
    this.journal = journal;
    this.outcome = outcome;
    this.results = results;
    this.err = err;
  }

  @Override
  public void delivered(OutboxEntry entry, SignedReceipt receipt) {
    lastReason.set("");
    journal
        .line(entry.message().messageId())
        .ifPresent(line -> results.accepted(outcome.accepted(line, receipt.receipt()).toString()));
  }

  /** The same reason is told once, not for each message that waits. */
  @Override
  public void postponed(OutboxEntry entry, ExchangeException failure, Instant nextAttempt) {
    waiting(failure);
  }

  @Override
  public void circuitOpened(NodeId receiver, ExchangeException failure, Duration pause) {
    waiting(failure);
  }

  private void waiting(ExchangeException failure) {
    String reason = Reasons.of(failure);
    if (!lastReason.getAndSet(reason).equals(reason)) {
      err.println("Waiting, and trying again: " + reason);
    }
  }
}
