package io.github.citydc.testkit.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Keeps other web pages out of the console: it answers only if it is called by a name of this
 * machine, so that no name of a foreign domain can be bound to it; it changes something only if its
 * own page asks; and its page loads nothing from elsewhere.
 */
final class ConsoleGuard extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** A field that a page of another origin cannot send without asking first. */
  static final String OWN_PAGE = "cdx-console";

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int MISDIRECTED = 421;
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
          + " data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (!isOfThisMachine(request.getHeader("Host"))) {
      response.sendError(MISDIRECTED, "The console is called by 127.0.0.1 or localhost");
    } else if (changes(request) && request.getHeader(OWN_PAGE) == null) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN, "Only the console's own page may");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isOfThisMachine(String host) {
    return host != null && NAMES.contains(host.replaceFirst(":\\d+\\z", ""));
  }

  private static boolean changes(HttpServletRequest request) {
    return !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
  }
}
