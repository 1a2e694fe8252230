package io.github.citydc.spring;

import io.github.citydc.exchange.event.TraceParent;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Requests carry the trace of Micrometer, where there is one. */
@AutoConfiguration
@ConditionalOnClass(Tracer.class)
@ConditionalOnBooleanProperty(name = "citydc.enabled", matchIfMissing = true)
class CityTracingAutoConfiguration {

  private static final int DIGITS_OF_TRACE = 32;

  @Bean
  ExchangeClientCustomizer cityTracing(ObjectProvider<Tracer> tracer) {
    return client ->
        client.tracing(
            () ->
                Optional.ofNullable(tracer.getIfAvailable())
                    .flatMap(of -> parent(of.currentTraceContext().context())));
  }

  /** The trace to send; empty if there is none. */
  static Optional<TraceParent> parent(@Nullable TraceContext context) {
    if (context == null) {
      return Optional.empty();
    }
    String trace = context.traceId();
    String padded = "0".repeat(Math.max(0, DIGITS_OF_TRACE - trace.length())) + trace;
    String flags = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
    return TraceParent.tryParse("00-" + padded + "-" + context.spanId() + "-" + flags);
  }
}
