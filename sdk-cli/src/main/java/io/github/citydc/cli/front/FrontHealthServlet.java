package io.github.citydc.cli.front;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.Health;
import io.github.citydc.internal.StrictJson;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;

/** {@code GET /health}: 200 if everything is well, else 503, and what was found. */
final class FrontHealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Supplier<Health> health;

  FrontHealthServlet(Supplier<Health> health) {
    this.health = health;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Health found = health.get();
    ObjectNode body = StrictJson.newObject().put("healthy", found.isHealthy());
    for (Health.Check check : found.checks()) {
      ObjectNode shown =
          body.withArray("/checks")
              .addObject()
              .put("name", check.name())
              .put("healthy", check.healthy())
              .put("detail", check.detail());
      check.figures().forEach(shown::put);
    }
    response.setStatus(
        found.isHealthy() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(StrictJson.write(body));
  }
}
