package io.github.citydc.signing.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.SandboxCa;
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
public final class Network {

  public static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  public static final NodeId HUB = NodeId.parse("440100:11440100696927049H:hub");
  public static final NodeId DISTRICT = NodeId.parse("440106:11440106007482911C:grid");
  public static final NodeId STRANGER = NodeId.parse("440103:1144010300748292XQ:grid");

  public final SandboxCa ca = SandboxCa.create("sandbox", clockAt(NOW), new SecureRandom());
  public final SigningKey hubKey = ca.issue(HUB);
  public final SigningKey districtKey = ca.issue(DISTRICT);
  public final SigningKey strangerKey = ca.issue(STRANGER);
  public final TrustStore trust = TrustStore.of(List.of(ca.root()));
  public final NodeDirectory directory =
      NodeDirectory.of(entry(HUB, hubKey), entry(DISTRICT, districtKey));
  public final MessageSigner hub = signer(hubKey, NOW);
  public final MessageSigner district = signer(districtKey, NOW);
  public final MessageSigner stranger = signer(strangerKey, NOW);

  public static NodeEntry entry(NodeId node, SigningKey... keys) {
    return NodeEntry.sending(
        node, List.of(keys).stream().map(key -> key.certificates().get(0)).toList());
  }

  public static Clock clockAt(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  public static MessageSigner signer(SigningKey key, Instant now) {
    return HttpSignatures.signerBuilder(key).clock(clockAt(now)).build();
  }

  public MessageVerifier verifier() {
    return verifierAt(NOW);
  }

  public MessageVerifier verifierAt(Instant now) {
    return HttpSignatures.verifierBuilder(trust, directory)
        .clock(clockAt(now))
        .window(Duration.ofMinutes(5))
        .build();
  }

  public static HttpRequest request() {
    return new HttpRequest(
        "POST",
        URI.create("http://hub.example/cdx/v1/messages?trace=1"),
        HttpHeaders.empty()
            .with("content-type", "application/json")
            .with("content-encoding", "identity")
            .with("accept", "application/json"),
        body("{\"type\":\"population.person/1\"}"));
  }

  public static HttpRequest query() {
    return new HttpRequest(
        "GET",
        URI.create("http://hub.example/cdx/v1/catalog"),
        HttpHeaders.empty(),
        Content.empty());
  }

  public static HttpResponse response() {
    return new HttpResponse(
        200,
        HttpHeaders.empty().with("content-type", "application/json"),
        body("{\"status\":\"accepted\"}"));
  }

  public static Content body(String text) {
    return Content.of(text.getBytes(UTF_8));
  }
}
