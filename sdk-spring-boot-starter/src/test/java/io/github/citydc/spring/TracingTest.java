package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.TraceContext;
import org.junit.jupiter.api.Test;

class TracingTest {

  private record Context(String traceId, String spanId, Boolean sampled) implements TraceContext {

    @Override
    public String parentId() {
      return "";
    }
  }

  @Test
  void a_trace_of_micrometer_is_written_as_w3c_has_it() {
    assertThat(
            CityTracingAutoConfiguration.parent(
                new Context("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true)))
        .get()
        .hasToString("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    assertThat(
            CityTracingAutoConfiguration.parent(
                new Context("a3ce929d0e0e4736", "00f067aa0ba902b7", false)))
        .get()
        .hasToString("00-0000000000000000a3ce929d0e0e4736-00f067aa0ba902b7-00");
  }

  @Test
  void without_a_trace_nothing_is_sent() {
    assertThat(CityTracingAutoConfiguration.parent(null)).isEmpty();
    assertThat(CityTracingAutoConfiguration.parent(TraceContext.NOOP)).isEmpty();
  }
}
