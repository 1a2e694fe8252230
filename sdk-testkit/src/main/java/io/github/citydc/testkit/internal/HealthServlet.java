package io.github.citydc.testkit.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.Health;
import io.github.citydc.internal.StrictJson;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /health} for the monitoring of this machine: which checks are well, and what they have
 * counted, without details, since the answer is not signed. 200 if all are well, else 503.
 */
public final class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient ExchangeReceiver receiver;

  /**
   * The health of a receiver.
   *
   * @param receiver which
   */
  public HealthServlet(ExchangeReceiver receiver) {
    this.receiver = receiver;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Health health = receiver.health();
    ObjectNode body = StrictJson.newObject().put("healthy", health.isHealthy());
    for (Health.Check check : health.checks()) {
      body.withObject("/checks").put(check.name(), check.healthy());
      check
          .figures()
          .forEach(
              (name, figure) ->
                  body.withObject("/figures").withObject(pointer(check)).put(name, figure));
    }
    response.setStatus(
        health.isHealthy()
            ? HttpServletResponse.SC_OK
            : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(StrictJson.write(body));
  }

  private static String pointer(Health.Check check) {
    return "/" + check.name().replace("~", "~0").replace("/", "~1");
  }
}
