package io.github.citydc.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeDescriptionBuilder;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The public description of a node: {@code GET /node}, interface standard §4. */
final class NodeEndpoint implements Endpoint {

  private static final Map<String, Set<String>> PATHS = Map.of("node", Set.of("GET"));

  private final MessageSigner signer;
  private final Collection<PayloadType> types;
  private final ExchangeReceiverBuilder settings;
  private final List<Endpoint> endpoints;
  private final Supplier<List<AcceptedItems>> accepted;

  NodeEndpoint(
      MessageSigner signer,
      ExchangeReceiverBuilder settings,
      Collection<PayloadType> types,
      List<Endpoint> endpoints,
      Supplier<List<AcceptedItems>> accepted) {
    this.signer = signer;
    this.types = types;
    this.settings = settings;
    this.endpoints = endpoints;
    this.accepted = accepted;
  }

  @Override
  public Set<String> methods(Target target) {
    return target.methods(PATHS);
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
        NodeDescription.builder(signer.node(), Timestamps.now(settings.clock))
            .standards(List.of(Envelope.STANDARD))
            .types(types.stream().map(PayloadType::toString).sorted().toList())
            .encryptedTypes(
                types.stream()
                    .filter(settings.encryptionRequired)
                    .map(PayloadType::toString)
                    .sorted()
                    .toList())
            .certificates(certificates())
            .other("profile", TextNode.valueOf(settings.profile.wireName()))
            .other("digests", digests())
            .limit(NodeDescription.BODY_SIZE, settings.limits.bodySize())
            .limit("requestsAtOnce", settings.limits.requestsPerNode())
            .limit("requestsPerSecond", settings.limits.requestsPerSecond());
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

  /** Those for signing first; their key usage says which are for encryption. */
  private List<String> certificates() {
    return Stream.concat(
            signer.certificates().stream(),
            settings.decryption.stream().flatMap(opening -> opening.certificates().stream()))
        .map(NodeEndpoint::base64)
        .distinct()
        .toList();
  }

  private ArrayNode digests() {
    ArrayNode digests = JsonNodeFactory.instance.arrayNode();
    settings.profile.hashes().stream()
        .filter(HashAlgorithm::isAvailable)
        .forEach(hash -> digests.add(hash.wireName()));
    return digests;
  }
}
