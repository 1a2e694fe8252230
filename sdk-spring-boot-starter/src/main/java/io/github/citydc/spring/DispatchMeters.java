package io.github.citydc.spring;

import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.naming.node.NodeId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;

/** What becomes of the messages of the outbox. Thread-safe. */
final class DispatchMeters implements OutboxListener {

  static final String SENT = "citydc.outbox.messages";

  private final MeterRegistry registry;

  DispatchMeters(MeterRegistry registry) {
    this.registry = registry;
    sent("delivered");
    sent("postponed");
    sent("dead");
    circuitsOpened();
  }

  @Override
  public void delivered(OutboxEntry entry, SignedReceipt receipt) {
    count("delivered");
  }

  @Override
  public void postponed(OutboxEntry entry, ExchangeException failure, Instant nextAttempt) {
    count("postponed");
  }

  @Override
  public void dead(OutboxEntry entry, ExchangeException failure) {
    count("dead");
  }

  @Override
  public void circuitOpened(NodeId receiver, ExchangeException failure, Duration pause) {
    circuitsOpened().increment();
  }

  private void count(String outcome) {
    sent(outcome).increment();
  }

  private Counter sent(String outcome) {
    return Counter.builder(SENT)
        .description("Messages of the outbox by what became of a try")
        .tag("outcome", outcome)
        .register(registry);
  }

  private Counter circuitsOpened() {
    return Counter.builder("citydc.circuits.opened")
        .description("How often a receiver was left alone, since it did not answer")
        .register(registry);
  }
}
