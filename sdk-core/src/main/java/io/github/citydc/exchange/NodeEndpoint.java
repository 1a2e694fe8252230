package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeDescriptionBuilder;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The public description of a node: {@code GET /node}, interface standard §4. */
final class NodeEndpoint implements Endpoint {

  private final MessageSigner signer;
  private final Collection<PayloadType> types;
  private final Predicate<PayloadType> encrypted;
  private final Limits limits;
  private final List<Endpoint> endpoints;
  private final Clock clock;
  private final Supplier<List<AcceptedItems>> accepted;

  NodeEndpoint(
      MessageSigner signer,
      Collection<PayloadType> types,
      Predicate<PayloadType> encrypted,
      Limits limits,
      List<Endpoint> endpoints,
      Clock clock,
      Supplier<List<AcceptedItems>> accepted) {
    this.signer = signer;
    this.types = types;
    this.encrypted = encrypted;
    this.limits = limits;
    this.endpoints = endpoints;
    this.clock = clock;
    this.accepted = accepted;
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
    NodeDescriptionBuilder description =
        NodeDescription.builder(signer.node(), Timestamps.now(clock))
            .standards(List.of(Envelope.STANDARD))
            .types(types.stream().map(PayloadType::toString).sorted().toList())
            .encryptedTypes(
                types.stream().filter(encrypted).map(PayloadType::toString).sorted().toList())
            .certificates(signer.certificates().stream().map(NodeEndpoint::base64).toList())
            .limit(NodeDescription.BODY_SIZE, limits.bodySize())
            .limit("requestsAtOnce", limits.requestsPerNode())
            .limit("requestsPerSecond", limits.requestsPerSecond());
    accepted.get().stream()
        .map(AcceptedItems::remembers)
        .min(Comparator.naturalOrder())
        .ifPresent(memory -> description.limit(NodeDescription.REMEMBERS_DAYS, memory.toDays()));
    endpoints.forEach(endpoint -> endpoint.describe(description));
    HttpResponse answer = Answer.json(description.build().toJson());
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
