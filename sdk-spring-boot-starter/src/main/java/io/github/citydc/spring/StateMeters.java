package io.github.citydc.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;

/** The state of the node as gauges: what waits, for how long, and what ends when. */
final class StateMeters implements MeterBinder {

  private final CityHealth health;

  StateMeters(CityHealth health) {
    this.health = health;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("citydc.certificate.days", "certificate", "days")
        .description("Days until the certificate of the node ends")
        .register(registry);
    gauge("citydc.outbox.waiting", "outbox", "waiting")
        .description("Messages that wait in the outbox, counted to 10,000")
        .register(registry);
    gauge("citydc.outbox.oldest", "outbox", "oldestSeconds")
        .description("Age of the oldest message that waits in the outbox")
        .baseUnit("seconds")
        .register(registry);
    gauge("citydc.circuits.open", "circuits", "open")
        .description("Nodes that are left alone because they do not answer")
        .register(registry);
    gauge("citydc.batches.unfinished", "batches", "unfinished")
        .description("Batches that are not done, counted to 1,001")
        .register(registry);
    gauge("citydc.batches.oldest", "batches", "oldestSeconds")
        .description("Age of the oldest batch that is not done")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("citydc.healthy", () -> health.isWell() ? 1 : 0)
        .description("1 if this node can do its work, else 0")
        .register(registry);
    gauge("citydc.batches.senders", "batches", "senders")
        .description("Senders whose batches are not done")
        .register(registry);
    gauge("citydc.batches.waiting", "batches", "waitingSeconds")
        .description("How long a sender waits for its first result, at most")
        .baseUnit("seconds")
        .register(registry);
    gauge("citydc.nonces", "nonces", "stored")
        .description("Nonces of signatures that are remembered, counted to 100,000")
        .register(registry);
  }

  private Gauge.Builder<Supplier<Number>> gauge(String name, String check, String figure) {
    return Gauge.builder(name, () -> health.figure(check, figure));
  }
}
