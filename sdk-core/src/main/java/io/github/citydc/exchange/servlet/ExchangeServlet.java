package io.github.citydc.exchange.servlet;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;

/**
 * An {@link ExchangeReceiver} in a servlet container: map it to the receiver's base path and
 * everything below. It takes the body as it comes, so no filter before it may read, decompress or
 * re-encode it.
 */
public final class ExchangeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient ExchangeReceiver receiver;

  /**
   * A servlet for a receiver.
   *
   * @param receiver answers the requests
   */
  public ExchangeServlet(ExchangeReceiver receiver) {
    this.receiver = receiver;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    URI uri;
    try {
      uri = uri(request);
    } catch (URISyntaxException e) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "Not a URI of RFC 3986");
      return;
    }
    HttpBody body = HttpBody.of(request.getInputStream().readNBytes(receiver.maxBodySize() + 1));
    write(
        receiver.handle(new HttpRequest(request.getMethod(), uri, headers(request), body)),
        response);
  }

  private static URI uri(HttpServletRequest request) throws URISyntaxException {
    String query = request.getQueryString();
    return new URI(request.getRequestURL() + (query == null ? "" : "?" + query));
  }

  private static HttpHeaders headers(HttpServletRequest request) {
    HttpHeaders headers = HttpHeaders.empty();
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        headers = headers.plus(name, value);
      }
    }
    return headers;
  }

  private static void write(HttpResponse from, HttpServletResponse to) throws IOException {
    to.setStatus(from.status());
    from.headers().forEach(to::addHeader);
    to.setContentLength(from.body().size());
    from.body().writeTo(to.getOutputStream());
  }
}
