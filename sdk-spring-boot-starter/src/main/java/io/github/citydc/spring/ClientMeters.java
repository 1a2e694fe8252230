package io.github.citydc.spring;

import io.github.citydc.exchange.event.CallEvent;
import io.github.citydc.exchange.event.ClientListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The calls of the client, each with all of its tries. Thread-safe. */
final class ClientMeters implements ClientListener {

  private static final String NO_ANSWER = "none";

  private final MeterRegistry registry;

  ClientMeters(MeterRegistry registry) {
    this.registry = registry;
    retries(NO_ANSWER);
  }

  @Override
  public void retried(CallEvent call) {
    retries(code(call)).increment();
  }

  @Override
  public void ended(CallEvent call) {
    MeterTimers.named("citydc.client.calls", "Calls, each with all of its tries")
        .tag("resource", call.resource())
        .tag("code", code(call))
        .register(registry)
        .record(call.took());
  }

  private Counter retries(String code) {
    return Counter.builder("citydc.client.retries")
        .description("Tries of calls that followed a failed one")
        .tag("code", code)
        .register(registry);
  }

  private static String code(CallEvent call) {
    return call.code()
        .map(MeterCodes::of)
        .orElse(call.failure().isPresent() ? NO_ANSWER : MeterCodes.ACCEPTED);
  }
}
