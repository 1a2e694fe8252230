package io.github.citydc.spring;

import io.github.citydc.exchange.event.AnswerEvent;
import io.github.citydc.exchange.event.BatchEvent;
import io.github.citydc.exchange.event.BatchStep;
import io.github.citydc.exchange.event.MessageEvent;
import io.github.citydc.exchange.event.MessageOutcome;
import io.github.citydc.exchange.event.ReadEvent;
import io.github.citydc.exchange.event.ReadKind;
import io.github.citydc.exchange.event.ReceiverListener;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.security.RequestVerification;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * What the receiver does. Refusals are there at zero from the start, so that the first one is an
 * increase. Thread-safe.
 */
final class ReceiverMeters implements ReceiverListener {

  private static final String DUPLICATE = "duplicate";

  private final MeterRegistry registry;

  ReceiverMeters(MeterRegistry registry) {
    this.registry = registry;
    messages(MeterCodes.ACCEPTED);
    messages(DUPLICATE);
    for (ProblemCode code : ProblemCode.standard()) {
      messages(code.wireName());
      for (RequestVerification verification : RequestVerification.values()) {
        refusals(code.wireName(), verification);
      }
    }
    for (BatchStep step : BatchStep.values()) {
      steps(step);
    }
    records();
    for (ReadKind kind : ReadKind.values()) {
      reads(kind);
    }
  }

  @Override
  public void answered(AnswerEvent answer) {
    MeterTimers.named("citydc.receiver.requests", "Requests that were answered")
        .tag("resource", answer.request().resource())
        .tag("code", MeterCodes.of(answer.code()))
        .register(registry)
        .record(answer.took());
  }

  @Override
  public void refused(AnswerEvent answer) {
    answered(answer);
    refusals(MeterCodes.of(answer.code()), answer.verification()).increment();
  }

  @Override
  public void message(MessageEvent message) {
    messages(
            message.outcome() == MessageOutcome.DUPLICATE
                ? DUPLICATE
                : MeterCodes.of(message.code()))
        .increment();
    if (message.outcome() == MessageOutcome.HANDLED) {
      message
          .type()
          .ifPresent(
              type ->
                  MeterTimers.named("citydc.receiver.handling", "The work of handlers on messages")
                      .tag("type", type.toString())
                      .register(registry)
                      .record(message.handling()));
    }
  }

  @Override
  public void batch(BatchEvent batch) {
    steps(batch.step()).increment();
    records().increment(batch.records());
  }

  @Override
  public void read(ReadEvent read) {
    reads(read.kind()).increment();
  }

  private Counter messages(String code) {
    return Counter.builder("citydc.receiver.messages")
        .description("Messages by what became of them, those of bundles one by one")
        .tag("code", code)
        .register(registry);
  }

  private Counter refusals(String code, RequestVerification verification) {
    return Counter.builder("citydc.receiver.refusals")
        .description("Requests that were refused, before or after they were verified")
        .tag("code", code)
        .tag("verified", String.valueOf(verification == RequestVerification.VERIFIED))
        .register(registry);
  }

  private Counter steps(BatchStep step) {
    return Counter.builder("citydc.batches.steps")
        .description("Steps of batches")
        .tag("step", label(step))
        .register(registry);
  }

  private Counter records() {
    return Counter.builder("citydc.batches.records")
        .description("Records of batches that were handled or rejected")
        .register(registry);
  }

  private Counter reads(ReadKind kind) {
    return Counter.builder("citydc.receiver.reads")
        .description("What was given to readers")
        .tag("kind", label(kind))
        .register(registry);
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
