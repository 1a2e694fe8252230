package io.github.citydc.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The public description of a node: {@code GET /node}, interface standard §4. */
final class NodeDescription implements Endpoint {

  private static final PayloadJson JSON = PayloadJson.standard();

  private final MessageSigner signer;
  private final Collection<PayloadType> types;
  private final Limits limits;
  private final List<Endpoint> endpoints;
  private final Clock clock;

  NodeDescription(
      MessageSigner signer,
      Collection<PayloadType> types,
      Limits limits,
      List<Endpoint> endpoints,
      Clock clock) {
    this.signer = signer;
    this.types = types;
    this.limits = limits;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  /** A signed request gets the same content in a signed response. */
  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return target.match("GET", "node").map(none -> response());
  }

  /**
   * The answer. The request need not be signed, because a client may call it before it has a
   * trusted key. The certificates in the response are verified against the root.
   */
  HttpResponse response() {
    ObjectNode object = JSON.newObject();
    object.put("node", signer.node().toString());
    object.putArray("standards").add(Envelope.STANDARD);
    ArrayNode accepted = object.putArray("types");
    types.stream().map(PayloadType::toString).sorted().forEach(accepted::add);
    ArrayNode certificates = object.putArray("certificates");
    signer.certificates().forEach(certificate -> certificates.add(base64(certificate)));
    object
        .putObject("limits")
        .put("bodySize", limits.bodySize())
        .put("requestsAtOnce", limits.requestsPerNode())
        .put("requestsPerSecond", limits.requestsPerSecond());
    endpoints.forEach(endpoint -> endpoint.describe(object));
    object.put("time", Timestamps.format(Timestamps.now(clock)));
    HttpResponse answer = Answer.json(object);
    return answer.headers(answer.headers().with("cache-control", "no-store"));
  }

  private static String base64(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("The certificate of a signer has a DER form", e);
    }
  }
}
