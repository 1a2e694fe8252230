package io.github.citydc.signing.http;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.KeyId;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Signs by the profile with one key. */
final class HttpMessageSigner implements MessageSigner {

  private static final String UNKNOWN = "unknown";
  private static final int NONCE_BYTES = 16;

  private final SigningKey key;
  private final KeyId keyId;
  private final Clock clock;
  private final SecureRandom random;
  private final DigestAlgorithm digest;

  HttpMessageSigner(
      SigningKey key, KeyId keyId, Clock clock, SecureRandom random, DigestAlgorithm digest) {
    this.key = key;
    this.keyId = keyId;
    this.clock = clock;
    this.random = random;
    this.digest = digest;
  }

  @Override
  public NodeId node() {
    return keyId.node();
  }

  @Override
  public List<X509Certificate> certificates() {
    return key.certificates();
  }

  @Override
  public void require(AlgorithmProfile profile) {
    if (profile == AlgorithmProfile.SM_ONLY) {
      SmOnly.require(key, digest);
    }
  }

  @Override
  public HttpRequest sign(HttpRequest request, NodeId receiver) {
    HttpRequest prepared =
        request.headers(prepare(request.headers(), request.body(), receiver.toString()));
    SignatureParameters parameters = parameters(CdxProfile.requiredOf(prepared));
    SignatureBase base = SignatureBase.of(prepared, parameters);
    return prepared.headers(signed(base).writeTo(prepared.headers()));
  }

  @Override
  public HttpResponse sign(HttpResponse response, HttpRequest inReplyTo) {
    String receiver = sender(inReplyTo).map(NodeId::toString).orElse(UNKNOWN);
    HttpResponse said = RequestVerification.of(response.headers()).onto(response);
    HttpResponse prepared = said.headers(prepare(said.headers(), said.body(), receiver));
    SignatureParameters parameters =
        parameters(CdxProfile.coveredOf(prepared, inReplyTo.headers()));
    SignatureBase base = SignatureBase.of(prepared, inReplyTo, parameters);
    return prepared.headers(signed(base).writeTo(prepared.headers()));
  }

  private static Optional<NodeId> sender(HttpRequest request) {
    try {
      return request.headers().value(CdxProfile.SENDER_FIELD).map(NodeId::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private HttpHeaders prepare(HttpHeaders headers, Content body, String receiver) {
    HttpHeaders addressed =
        headers
            .with(CdxProfile.SENDER_FIELD, node().toString())
            .with(CdxProfile.RECEIVER_FIELD, receiver);
    return body.isEmpty()
        ? addressed
        : addressed.with(
            CdxProfile.CONTENT_DIGEST_FIELD, ContentDigest.of(body, digest).toString());
  }

  private SignatureParameters parameters(List<ComponentIdentifier> covered) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return SignatureParameters.builder()
        .cover(covered)
        .created(clock.instant())
        .nonce(Base64.getUrlEncoder().withoutPadding().encodeToString(nonce))
        .keyId(keyId.toString())
        .algorithm(key.algorithm().wireName())
        .tag(CdxProfile.TAG)
        .build();
  }

  private SignatureFields signed(SignatureBase base) {
    return new SignatureFields(base.parameters(), key.sign(base.toByteArray()));
  }

  /** Key id only. */
  @Override
  public String toString() {
    return "HttpMessageSigner[" + keyId + "]";
  }
}
