package io.github.citydc.testkit.metrics;

import io.github.citydc.exchange.event.CallEvent;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** What clients and the dispatcher of an outbox do. Thread-safe. */
final class ClientMeters {

  private static final String NO_ANSWER = "none";

  private final Histogram calls;
  private final Counter retries;
  private final Counter sent;
  private final Counter opened;

  ClientMeters(PrometheusRegistry registry) {
    this.calls =
        Timers.named("citydc_client_calls_seconds", "Calls, each with all of its tries")
            .labelNames("resource", "code")
            .register(registry);
    this.retries =
        Counter.builder()
            .name("citydc_client_retries_total")
            .help("Tries of calls that followed a failed one")
            .labelNames("code")
            .register(registry);
    this.sent =
        Counter.builder()
            .name("citydc_outbox_messages_total")
            .help("Messages of the outbox by what became of a try")
            .labelNames("outcome")
            .register(registry);
    this.opened =
        Counter.builder()
            .name("citydc_circuits_opened_total")
            .help("How often a receiver was left alone, since it did not answer")
            .register(registry);
    calls.initLabelValues("messages", Codes.ACCEPTED);
    retries.initLabelValues(NO_ANSWER);
    List.of("delivered", "postponed", "dead").forEach(sent::initLabelValues);
  }

  void retried(CallEvent call) {
    retries.labelValues(code(call)).inc();
  }

  void ended(CallEvent call) {
    calls.labelValues(call.resource(), code(call)).observe(Timers.seconds(call.took()));
  }

  private static String code(CallEvent call) {
    return call.code()
        .map(Codes::label)
        .orElse(call.failure().isPresent() ? NO_ANSWER : Codes.ACCEPTED);
  }

  void sent(String outcome) {
    sent.labelValues(outcome).inc();
  }

  void circuitOpened() {
    opened.inc();
  }
}
