package io.github.citydc.signing.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.naming.NodeDirectory;
import io.github.citydc.naming.NodeEntry;
import io.github.citydc.naming.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.SandboxCa;
import io.github.citydc.signing.trust.TrustStore;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A hub, a district and a stranger with certificates of the same CA; the hub's directory lacks the
 * stranger.
 */
final class Network {

  static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  static final NodeId HUB = NodeId.parse("440100:11440100696927049H:hub");
  static final NodeId DISTRICT = NodeId.parse("440106:11440106007482911C:grid");
  static final NodeId STRANGER = NodeId.parse("440103:1144010300748292XQ:grid");

  final SandboxCa ca = SandboxCa.create("sandbox", clockAt(NOW), new SecureRandom());
  final SigningKey hubKey = ca.issue(HUB);
  final SigningKey districtKey = ca.issue(DISTRICT);
  final SigningKey strangerKey = ca.issue(STRANGER);
  final TrustStore trust = TrustStore.of(List.of(ca.root()));
  final NodeDirectory directory =
      NodeDirectory.of(entry(HUB, hubKey), entry(DISTRICT, districtKey));
  final MessageSigner hub = signer(hubKey, NOW);
  final MessageSigner district = signer(districtKey, NOW);
  final MessageSigner stranger = signer(strangerKey, NOW);

  static NodeEntry entry(NodeId node, SigningKey... keys) {
    return NodeEntry.sending(
        node, List.of(keys).stream().map(key -> key.certificates().get(0)).toList());
  }

  static Clock clockAt(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  static MessageSigner signer(SigningKey key, Instant now) {
    return HttpSignatures.signerBuilder(key).clock(clockAt(now)).build();
  }

  MessageVerifier verifier() {
    return verifierAt(NOW);
  }

  MessageVerifier verifierAt(Instant now) {
    return HttpSignatures.verifierBuilder(trust, directory)
        .clock(clockAt(now))
        .window(Duration.ofMinutes(5))
        .build();
  }

  static HttpRequest request() {
    return new HttpRequest(
        "POST",
        URI.create("http://hub.example/cdx/v1/messages?trace=1"),
        HttpHeaders.empty()
            .with("content-type", "application/json")
            .with("content-encoding", "identity")
            .with("accept", "application/json"),
        body("{\"type\":\"population.person/1\"}"));
  }

  static HttpRequest query() {
    return new HttpRequest(
        "GET",
        URI.create("http://hub.example/cdx/v1/catalogue"),
        HttpHeaders.empty(),
        HttpBody.empty());
  }

  static HttpResponse response() {
    return new HttpResponse(
        200,
        HttpHeaders.empty().with("content-type", "application/json"),
        body("{\"status\":\"accepted\"}"));
  }

  static HttpBody body(String text) {
    return HttpBody.of(text.getBytes(UTF_8));
  }
}
