package io.github.citydc.signing.http;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.internal.SignatureWindow;
import io.github.citydc.signing.trust.TrustedCertificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies by the profile. The order of the checks matters. What costs nothing comes first: form,
 * addresses, time. Then the certificate, then the signature, and only for a genuine signature the
 * body is digested, so that a stranger cannot make this node hash megabytes. Then the sender is
 * known, and may be refused because it sends too much. The nonce is claimed last, only after all
 * other checks pass. Otherwise an attacker could send a damaged copy first and have the genuine
 * message rejected as a replay.
 */
final class HttpMessageVerifier implements MessageVerifier {

  private static final Logger LOG = LoggerFactory.getLogger(HttpMessageVerifier.class);

  private final DirectoryKeys keys;
  private final Clock clock;
  private final SignatureWindow window;
  private final ReplayGuard replayGuard;
  private final boolean guardWasChosen;
  private final AlgorithmProfile profile;

  /**
   * Creates a verifier.
   *
   * @param chosen remembers the nonces; if empty, the memory of this process does
   */
  HttpMessageVerifier(
      DirectoryKeys keys, Clock clock, SignatureWindow window, Optional<ReplayGuard> chosen) {
    this(keys, clock, window, chosen, AlgorithmProfile.GENERAL);
  }

  private HttpMessageVerifier(
      DirectoryKeys keys,
      Clock clock,
      SignatureWindow window,
      Optional<ReplayGuard> chosen,
      AlgorithmProfile profile) {
    this.profile = profile;
    this.keys = keys;
    this.clock = clock;
    this.window = window;
    this.guardWasChosen = chosen.isPresent();
    // By the same clock: a guard whose clock is ahead would forget a nonce too early.
    this.replayGuard = chosen.orElseGet(() -> new InMemoryReplayGuard(clock));
  }

  @Override
  public MessageVerifier remembering(Function<Clock, Optional<ReplayGuard>> stored) {
    Optional<ReplayGuard> other = guardWasChosen ? Optional.empty() : stored.apply(clock);
    if (other.isPresent()) {
      return new HttpMessageVerifier(keys, clock, window, other, profile);
    }
    if (replayGuard instanceof InMemoryReplayGuard) {
      LOG.warn(
          "Nonces are kept in the memory of this process: after a restart, and in each further"
              + " process, a recorded request is accepted once more within {} s of its time; a"
              + " JdbcReplayGuard covers both",
          window.width().toSeconds());
    }
    return this;
  }

  @Override
  public MessageVerifier accepting(AlgorithmProfile other) {
    return new HttpMessageVerifier(
        keys, clock, window, guardWasChosen ? Optional.of(replayGuard) : Optional.empty(), other);
  }

  @Override
  public VerifiedRequest verify(HttpRequest request, NodeId self) {
    return verify(request, self, sender -> {});
  }

  @Override
  public VerifiedRequest verify(HttpRequest request, NodeId self, Consumer<NodeId> admission) {
    SignatureFields fields = SignatureFields.read(request.headers());
    SignatureClaims claims =
        CdxProfile.require(fields.parameters(), CdxProfile.requiredOf(request));
    NodeId sender = requireOwner(claims, request.headers());
    requireReceiver(request.headers(), self);
    SignatureEvidence evidence =
        verifySignature(fields, claims, () -> SignatureBase.of(request, fields.parameters()));
    verifyBody(fields, request.headers(), request.body());
    admission.accept(sender);
    replayGuard.claim(claims.keyId().toString(), claims.nonce(), window.end(claims.created()));
    return new VerifiedRequest(sender, request, evidence);
  }

  /**
   * Claims no nonce: bound to the signature of one request, a response is good for nothing else.
   */
  @Override
  public VerifiedResponse verify(HttpResponse response, HttpRequest inReplyTo) {
    NodeId self = addressOf(inReplyTo, CdxProfile.SENDER_FIELD);
    NodeId expected = addressOf(inReplyTo, CdxProfile.RECEIVER_FIELD);
    SignatureFields fields = SignatureFields.read(response.headers());
    SignatureClaims claims =
        CdxProfile.require(fields.parameters(), CdxProfile.requiredOfResponse(response, inReplyTo));
    NodeId sender = requireOwner(claims, response.headers());
    if (!sender.equals(expected)) {
      throw new VerificationException(
          ProblemCode.SENDER_MISMATCH,
          "the request was for " + expected + ", the response is from " + sender);
    }
    requireReceiver(response.headers(), self);
    SignatureEvidence evidence =
        verifySignature(
            fields, claims, () -> SignatureBase.of(response, inReplyTo, fields.parameters()));
    verifyBody(fields, response.headers(), response.body());
    return new VerifiedResponse(sender, response, evidence);
  }

  private static NodeId addressOf(HttpRequest request, String field) {
    return request
        .headers()
        .value(field)
        .map(NodeId::parse)
        .orElseThrow(
            () -> new IllegalArgumentException("The request answered is not signed: no " + field));
  }

  private static NodeId requireOwner(SignatureClaims claims, HttpHeaders headers) {
    String sender = headers.value(CdxProfile.SENDER_FIELD).orElse("");
    if (!sender.equals(claims.keyId().node().toString())) {
      throw new VerificationException(
          ProblemCode.SENDER_MISMATCH,
          "cdx-sender is not the node that owns the key, " + claims.keyId().node());
    }
    return claims.keyId().node();
  }

  private static void requireReceiver(HttpHeaders headers, NodeId self) {
    if (!headers.value(CdxProfile.RECEIVER_FIELD).orElse("").equals(self.toString())) {
      throw new VerificationException(
          ProblemCode.RECEIVER_MISMATCH, "cdx-receiver is not this node, " + self);
    }
  }

  private SignatureEvidence verifySignature(
      SignatureFields fields, SignatureClaims claims, Supplier<SignatureBase> message) {
    Instant now = clock.instant();
    window.require(claims.created(), fields.parameters().expires(), now);
    TrustedCertificate certificate = keys.require(claims.keyId(), now);
    if (profile == AlgorithmProfile.SM_ONLY) {
      SmOnly.require(claims, certificate);
    }
    return SignatureCheck.verify(base(message), fields.signature(), claims, certificate);
  }

  private static SignatureBase base(Supplier<SignatureBase> message) {
    try {
      return message.get();
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "there is no signature base: " + e.getMessage(), e);
    }
  }

  private void verifyBody(SignatureFields fields, HttpHeaders headers, Content body) {
    if (fields.parameters().components().contains(CdxProfile.CONTENT_DIGEST)) {
      String digest = headers.value(CdxProfile.CONTENT_DIGEST_FIELD).orElse("");
      if (profile == AlgorithmProfile.SM_ONLY) {
        SmOnly.requireDigest(digest);
      }
      SignatureCheck.verifyBody(digest, body);
    }
  }
}
