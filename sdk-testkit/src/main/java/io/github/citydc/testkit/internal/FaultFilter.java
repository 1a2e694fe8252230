package io.github.citydc.testkit.internal;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.testkit.fault.Fault;
import io.github.citydc.testkit.fault.Faults;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Optional;

/**
 * Lets the faults of a node happen to signed requests. While there are none, requests pass it
 * untouched; else it reads and answers them on the thread of the server.
 */
public final class FaultFilter implements Filter {

  private final Faults faults;
  private final ExchangeReceiver receiver;
  private final FaultyAnswers answers;

  /**
   * Stands before the exchange.
   *
   * @param faults those that are switched on
   * @param receiver handles requests
   * @param answers makes what goes wrong
   */
  public FaultFilter(Faults faults, ExchangeReceiver receiver, FaultyAnswers answers) {
    this.faults = faults;
    this.receiver = receiver;
    this.answers = answers;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    if (faults.active().isEmpty() || http.getHeader("signature") == null) {
      chain.doFilter(request, response);
      return;
    }
    HttpRequest head = new HttpRequest(http.getMethod(), uri(http), headers(http), Content.empty());
    HttpRequest whole =
        head.body(Content.of(http.getInputStream().readNBytes(receiver.maxBodySize(head) + 1)));
    Wire wire = new Wire(http, (HttpServletResponse) response, faults);
    Optional<Fault> fault = faults.claim(whole);
    if (fault.isPresent()) {
      answers.answer(fault.get(), whole, wire);
    } else {
      wire.write(receiver.handle(whole, http.getRemoteAddr()));
    }
  }

  private static URI uri(HttpServletRequest request) {
    String query = request.getQueryString();
    return URI.create(request.getRequestURL() + (query == null ? "" : "?" + query));
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
