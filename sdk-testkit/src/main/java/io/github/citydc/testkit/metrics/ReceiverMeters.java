package io.github.citydc.testkit.metrics;

import io.github.citydc.exchange.event.AnswerEvent;
import io.github.citydc.exchange.event.BatchEvent;
import io.github.citydc.exchange.event.BatchStep;
import io.github.citydc.exchange.event.MessageEvent;
import io.github.citydc.exchange.event.MessageOutcome;
import io.github.citydc.exchange.event.ReadEvent;
import io.github.citydc.exchange.event.ReadKind;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.security.RequestVerification;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;

/**
 * What a receiver does. Refusals are there at zero from the start, so that the first one is an
 * increase. Thread-safe.
 */
final class ReceiverMeters {

  private static final String DUPLICATE = "duplicate";

  private final Histogram requests;
  private final Counter refusals;
  private final Counter messages;
  private final Histogram handling;
  private final Counter steps;
  private final Counter records;
  private final Counter reads;

  ReceiverMeters(PrometheusRegistry registry) {
    this.requests =
        Timers.named("citydc_receiver_requests_seconds", "Requests that were answered")
            .labelNames("resource", "code")
            .register(registry);
    this.refusals =
        Counter.builder()
            .name("citydc_receiver_refusals_total")
            .help("Requests that were refused, before or after they were verified")
            .labelNames("code", "verified")
            .register(registry);
    this.messages =
        Counter.builder()
            .name("citydc_receiver_messages_total")
            .help("Messages by what became of them, those of bundles one by one")
            .labelNames("code")
            .register(registry);
    this.handling =
        Timers.named("citydc_receiver_handling_seconds", "The work of handlers on messages")
            .labelNames("type")
            .register(registry);
    this.steps =
        Counter.builder()
            .name("citydc_batches_steps_total")
            .help("Steps of batches")
            .labelNames("step")
            .register(registry);
    this.records =
        Counter.builder()
            .name("citydc_batches_records_total")
            .help("Records of batches that were handled or rejected")
            .register(registry);
    this.reads =
        Counter.builder()
            .name("citydc_receiver_reads_total")
            .help("What was given to readers")
            .labelNames("kind")
            .register(registry);
    begin();
  }

  private void begin() {
    requests.initLabelValues("messages", Codes.ACCEPTED);
    messages.initLabelValues(Codes.ACCEPTED);
    messages.initLabelValues(DUPLICATE);
    for (ProblemCode code : ProblemCode.standard()) {
      messages.initLabelValues(code.wireName());
      for (RequestVerification verification : RequestVerification.values()) {
        refusals.initLabelValues(code.wireName(), verified(verification));
      }
    }
    for (BatchStep step : BatchStep.values()) {
      steps.initLabelValues(label(step));
    }
    for (ReadKind kind : ReadKind.values()) {
      reads.initLabelValues(label(kind));
    }
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String verified(RequestVerification verification) {
    return String.valueOf(verification == RequestVerification.VERIFIED);
  }

  void answered(AnswerEvent answer) {
    requests
        .labelValues(answer.request().resource(), Codes.label(answer.code()))
        .observe(Timers.seconds(answer.took()));
  }

  void refused(AnswerEvent answer) {
    answered(answer);
    refusals.labelValues(Codes.label(answer.code()), verified(answer.verification())).inc();
  }

  void message(MessageEvent message) {
    String code =
        message.outcome() == MessageOutcome.DUPLICATE ? DUPLICATE : Codes.label(message.code());
    messages.labelValues(code).inc();
    if (message.outcome() == MessageOutcome.HANDLED) {
      message
          .type()
          .ifPresent(
              type ->
                  handling
                      .labelValues(type.toString())
                      .observe(Timers.seconds(message.handling())));
    }
  }

  void batch(BatchEvent batch) {
    steps.labelValues(label(batch.step())).inc();
    records.inc(batch.records());
  }

  void read(ReadEvent read) {
    reads.labelValues(label(read.kind())).inc();
  }
}
