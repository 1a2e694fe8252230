package io.github.citydc.exchange.servlet;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.servlet.PendingRequest.ServletParts;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * An {@link ExchangeReceiver} in a servlet container: map it to the receiver's base path and
 * everything below, with asynchronous support.
 *
 * <pre>{@code
 * ServletRegistration.Dynamic servlet =
 *     servletContext.addServlet("exchange", new ExchangeServlet(receiver));
 * servlet.addMapping("/cdx/v1/*");
 * servlet.setAsyncSupported(true);
 * }</pre>
 *
 * <p>It takes the body as it comes, so no filter before it may read, decompress or re-encode it. A
 * body is collected and a response written without a thread that waits for a slow client; how large
 * and how slow a body may be say the receiver's {@link io.github.citydc.exchange.Limits}. The
 * container must limit the request line and the header fields, which it reads before the servlet is
 * called.
 */
public final class ExchangeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient ServletParts parts;

  /**
   * A servlet with threads of its own: as many as the receiver handles requests at once, and a
   * queue of those that may wait. {@link #destroy} ends them.
   *
   * @param receiver answers the requests
   */
  public ExchangeServlet(ExchangeReceiver receiver) {
    this(receiver, Workers.of(receiver.limits()), Set.of());
  }

  /**
   * A servlet on other threads.
   *
   * @param receiver answers the requests
   * @param executor where it does so; what it rejects is answered with {@code unavailable}. Not
   *     shut down
   */
  public ExchangeServlet(ExchangeReceiver receiver, Executor executor) {
    this(receiver, Workers.on(executor, receiver.limits()), Set.of());
  }

  /**
   * A servlet behind proxies, with threads of its own. A request that comes from one of them counts
   * as coming from the address that it has added to {@code X-Forwarded-For}: for {@link
   * io.github.citydc.exchange.Limits#unverifiedPerAddress}, for listeners and for the audit trail.
   *
   * @param receiver answers the requests
   * @param proxies their addresses, as text; each adds the address of its client at the end
   */
  public ExchangeServlet(ExchangeReceiver receiver, Set<String> proxies) {
    this(receiver, Workers.of(receiver.limits()), proxies);
  }

  private ExchangeServlet(ExchangeReceiver receiver, Workers workers, Set<String> proxies) {
    this.parts =
        new ServletParts(
            receiver,
            workers,
            new Memory(receiver.limits().bufferedBytes()),
            new ClientAddress(proxies));
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (!request.isAsyncSupported()) {
      throw new ServletException(
          "The servlet, and each filter before it, needs setAsyncSupported(true)");
    }
    HttpRequest head;
    try {
      head = new HttpRequest(request.getMethod(), uri(request), headers(request), Content.empty());
    } catch (URISyntaxException | IllegalArgumentException e) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "Not a URI or field of the RFCs");
      return;
    }
    PendingRequest.begin(request, response, head, parts);
  }

  @Override
  public void destroy() {
    parts.workers().shutdown();
  }

  private static URI uri(HttpServletRequest request) throws URISyntaxException {
    String query = request.getQueryString();
    return new URI(request.getRequestURL() + (query == null ? "" : "?" + query));
  }

  private static HttpHeaders headers(HttpServletRequest request) {
    return HttpHeaders.collect(
        field ->
            Collections.list(request.getHeaderNames())
                .forEach(
                    name ->
                        Collections.list(request.getHeaders(name))
                            .forEach(value -> field.accept(name, value))));
  }
}
