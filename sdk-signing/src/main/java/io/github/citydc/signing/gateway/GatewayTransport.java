package io.github.citydc.signing.gateway;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;

/**
 * A transport through a gateway: it adds the gateway's fields to requests that are already signed
 * end to end, and changes nothing else. Thread-safe.
 *
 * <pre>{@code
 * HttpTransport transport = new GatewayTransport(OkHttpTransport.create(), signer);
 * }</pre>
 *
 * <p><b>Security guarantees.</b> The message keeps those of its own signature, which the gateway
 * cannot change unnoticed.
 */
public final class GatewayTransport implements HttpTransport {

  private final HttpTransport transport;
  private final GatewaySigner signer;

  /**
   * A transport.
   *
   * @param transport carries the requests to the gateway
   * @param signer makes the gateway's fields
   */
  public GatewayTransport(HttpTransport transport, GatewaySigner signer) {
    this.transport = transport;
    this.signer = signer;
  }

  @Override
  public HttpResponse exchange(HttpRequest request) {
    Fields fields = new Fields(request.headers());
    signer.sign().forEach(fields::add);
    return transport.exchange(request.headers(fields.headers));
  }

  private static final class Fields {
    private HttpHeaders headers;

    Fields(HttpHeaders headers) {
      this.headers = headers;
    }

    void add(String name, String value) {
      headers = headers.with(name, value);
    }
  }
}
