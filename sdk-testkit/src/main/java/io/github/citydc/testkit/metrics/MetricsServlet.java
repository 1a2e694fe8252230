package io.github.citydc.testkit.metrics;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /metrics} for the Prometheus of this machine. */
public final class MetricsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient PrometheusMeters meters;

  /**
   * A page of some meters.
   *
   * @param meters which
   */
  public MetricsServlet(PrometheusMeters meters) {
    this.meters = meters;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] text = meters.text().getBytes(StandardCharsets.UTF_8);
    response.setContentType(PrometheusMeters.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(text);
  }
}
