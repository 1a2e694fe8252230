package io.github.citydc.testkit.metrics;

import io.github.citydc.exchange.Health;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;

/**
 * The state of a node as gauges. What is not looked at is not a number; what was looked at and
 * could not be counted neither. Thread-safe.
 */
final class StateMeters {

  private final Supplier<List<Health.Check>> health;
  private List<Health.Check> found = List.of();

  StateMeters(PrometheusRegistry registry, Supplier<List<Health.Check>> health) {
    this.health = health;
    gauge(
        registry,
        "citydc_certificate_days",
        "Days until the certificate ends",
        "certificate",
        "days");
    gauge(
        registry,
        "citydc_outbox_waiting",
        "Messages that wait, counted to 10,000",
        "outbox",
        "waiting");
    gauge(
        registry,
        "citydc_outbox_oldest_seconds",
        "Age of the oldest message that waits",
        "outbox",
        "oldestSeconds");
    gauge(registry, "citydc_circuits_open", "Receivers that are left alone", "circuits", "open");
    gauge(
        registry,
        "citydc_batches_unfinished",
        "Batches that are not done",
        "batches",
        "unfinished");
    gauge(
        registry,
        "citydc_batches_oldest_seconds",
        "Age of the oldest batch that is not done",
        "batches",
        "oldestSeconds");
    gauge(
        registry,
        "citydc_batches_senders",
        "Senders whose batches are not done",
        "batches",
        "senders");
    gauge(
        registry,
        "citydc_batches_waiting_seconds",
        "How long a sender waits for its first result, at most",
        "batches",
        "waitingSeconds");
    gauge(registry, "citydc_nonces", "Nonces remembered, counted to 100,000", "nonces", "stored");
    GaugeWithCallback.builder()
        .name("citydc_healthy")
        .help("1 if all checks of the node are well, else 0")
        .callback(to -> to.call(found.stream().allMatch(Health.Check::healthy) ? 1 : 0))
        .register(registry);
  }

  private void gauge(
      PrometheusRegistry registry, String name, String help, String check, String figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(to -> to.call(figure(check, figure)))
        .register(registry);
  }

  private double figure(String name, String figure) {
    return found.stream()
        .filter(check -> check.name().equals(name) && !check.figures().isEmpty())
        .findFirst()
        .map(check -> check.figures().getOrDefault(figure, 0L).doubleValue())
        .orElse(Double.NaN);
  }

  /** Looks at everything once. */
  synchronized MetricSnapshots look(Supplier<MetricSnapshots> scrape) {
    found = health.get();
    return scrape.get();
  }
}
