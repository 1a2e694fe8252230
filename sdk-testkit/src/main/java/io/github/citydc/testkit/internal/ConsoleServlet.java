package io.github.citydc.testkit.internal;

import io.github.citydc.exchange.message.StorageException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * The console page of a node with its script and its style. Without script the page shows what was
 * accepted and refused as tables.
 */
final class ConsoleServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final String SCRIPT = "console.js";
  private static final String STYLE = "console.css";

  private final transient NodeFacts facts;
  private final transient InboxView inbox;
  private final transient Traffic traffic;
  private final transient Clock clock;

  ConsoleServlet(NodeFacts facts, InboxView inbox, Traffic traffic, Clock clock) {
    this.facts = facts;
    this.inbox = inbox;
    this.traffic = traffic;
    this.clock = clock;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getRequestURI().endsWith(SCRIPT)) {
      send(response, "text/javascript", resource(SCRIPT));
    } else if (request.getRequestURI().endsWith(STYLE)) {
      send(response, "text/css", resource(STYLE));
    } else {
      page(request, response);
    }
  }

  private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Instant now = clock.instant();
    try {
      String html =
          new ConsolePage(ConsoleTexts.in(language(request)))
              .render(facts, now, inbox.countsByType(now), inbox.newest(), traffic.newest());
      send(response, "text/html", html.getBytes(StandardCharsets.UTF_8));
    } catch (SQLException | StorageException e) {
      response.sendError(
          HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The database does not answer");
    }
  }

  private static void send(HttpServletResponse response, String type, byte[] content)
      throws IOException {
    response.setContentType(type + ";charset=utf-8");
    response.setContentLength(content.length);
    response.getOutputStream().write(content);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ConsoleServlet.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    }
  }

  /** The one of the switch, else the first one that the browser accepts. */
  private static Locale language(HttpServletRequest request) {
    String chosen = request.getParameter("lang");
    return chosen == null ? request.getLocale() : Locale.forLanguageTag(chosen);
  }
}
