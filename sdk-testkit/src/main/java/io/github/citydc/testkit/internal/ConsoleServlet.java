package io.github.citydc.testkit.internal;

import io.github.citydc.exchange.message.StorageException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;

/** The console page of a node. It is read-only and shows no content of messages. */
public final class ConsoleServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient NodeFacts facts;
  private final transient InboxView inbox;
  private final transient ProblemLog problems;
  private final transient Clock clock;

  /**
   * The page of a node.
   *
   * @param facts who it is
   * @param inbox what it accepted
   * @param problems what it refused
   * @param clock says when now is
   */
  public ConsoleServlet(NodeFacts facts, InboxView inbox, ProblemLog problems, Clock clock) {
    this.facts = facts;
    this.inbox = inbox;
    this.problems = problems;
    this.clock = clock;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Instant now = clock.instant();
    byte[] html;
    try {
      html =
          new ConsolePage(ConsoleTexts.in(language(request)))
              .render(facts, now, inbox.countsByType(now), inbox.newest(), problems.newest())
              .getBytes(StandardCharsets.UTF_8);
    } catch (SQLException | StorageException e) {
      response.sendError(
          HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The database does not answer");
      return;
    }
    response.setContentType("text/html;charset=utf-8");
    response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(html.length);
    response.getOutputStream().write(html);
  }

  /** The one of the switch, else the one the browser asks for first. */
  private static Locale language(HttpServletRequest request) {
    String chosen = request.getParameter("lang");
    return chosen == null ? request.getLocale() : Locale.forLanguageTag(chosen);
  }
}
