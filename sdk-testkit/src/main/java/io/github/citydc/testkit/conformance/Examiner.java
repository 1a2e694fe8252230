package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.conformance.ConformanceKeys.Extra;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What the checks of a node work with: its address, the keys, and how to send. */
final class Examiner {

  static final byte[] NOTHING = new byte[0];
  private static final int TRIES = 40;
  private static final long PAUSE = 300;

  final ConformanceKeys keys;
  final Party own;
  final Messages messages;
  private final ConformanceBuilder settings;
  private final HttpTransport transport;
  private final URI base;
  private final Clock clock;
  private final JsonNode description;
  private final NodeId receiver;
  private final List<X509Certificate> certificates;
  private final LeftOut leftOut = new LeftOut();

  Examiner(ConformanceBuilder settings, HttpTransport transport) {
    this.settings = settings;
    this.keys = settings.keys;
    this.own = keys.own();
    this.transport = transport;
    this.base = settings.base;
    this.clock = settings.clock;
    Reply node = send(new HttpRequest("GET", uri("/node"), HttpHeaders.empty(), Content.empty()));
    this.description = node.json();
    if (node.status() != 200 || !description.path("node").isTextual()) {
      throw new CheckFailed("GET /node does not say which node this is", node);
    }
    this.receiver = NodeId.parse(description.path("node").textValue());
    this.certificates = certificates("certificates");
    this.messages = new Messages(this);
  }

  private List<X509Certificate> certificates(String member) {
    List<X509Certificate> found = new ArrayList<>();
    description
        .path(member)
        .forEach(
            text -> found.add(Certificates.fromDer(Base64.getDecoder().decode(text.asText()))));
    return found;
  }

  /** What {@code GET /node} said in the beginning. */
  JsonNode description() {
    return description;
  }

  long limit(String name) {
    return description.path("limits").path(name).asLong(0);
  }

  long limit(String name, long otherwise) {
    return description.path("limits").path(name).asLong(otherwise);
  }

  /** Whether the node takes messages of a type. */
  boolean takes(String type) {
    return hasText(description.path("types"), type);
  }

  private static boolean hasText(JsonNode list, String text) {
    for (JsonNode element : list) {
      if (element.asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  NodeId receiver() {
    return receiver;
  }

  List<X509Certificate> certificates() {
    return certificates;
  }

  /** The node's certificate for encryption, as it publishes it or as it was given. */
  X509Certificate encryptionCertificate() {
    return settings
        .encryption
        .or(() -> certificates.stream().filter(Examiner::isForEncryption).findFirst())
        .orElseThrow(() -> new CheckSkipped("The node publishes no certificate for encryption"));
  }

  private static boolean isForEncryption(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return usage != null && (usage[2] || usage[3]);
  }

  /** Whether the node takes messages of a type only encrypted. */
  boolean takesOnlyEncrypted(String type) {
    return hasText(description.path("encryptedTypes"), type);
  }

  Party second() {
    return key(Extra.SECOND);
  }

  Party key(Extra extra) {
    return keys.find(extra)
        .orElseThrow(() -> new CheckSkipped("There is no key \"" + extra.folder() + "\""));
  }

  NodeControl control() {
    return settings.control.orElseThrow(
        () -> new CheckSkipped("The node cannot be restarted from here"));
  }

  boolean canRestart() {
    return settings.control.isPresent();
  }

  /** Notes that something of the check under way could not be tried. */
  void leaveOut(String what) {
    leftOut.add(what);
  }

  LeftOut leftOut() {
    return leftOut;
  }

  void await() throws InterruptedException {
    if (settings.control.isPresent()) {
      settings.control.get().await();
    } else {
      Thread.sleep(100);
    }
  }

  Instant now() {
    return clock.instant();
  }

  Clock clock() {
    return clock;
  }

  URI base() {
    return base;
  }

  URI uri(String path) {
    return URI.create(base + path);
  }

  Draft draft(String method, String path, byte[] body) {
    return draft(own, method, path, body);
  }

  Draft draft(Party by, String method, String path, byte[] body) {
    return new Draft(by, receiver, method, uri(path), body, now().getEpochSecond());
  }

  Draft post(byte[] message) {
    return draft("POST", "/messages", message);
  }

  Draft post(ObjectNode message) {
    return post(StrictJson.write(message));
  }

  Reply get(String path) {
    return send(draft("GET", path, NOTHING));
  }

  Reply get(Party by, String path) {
    return send(draft(by, "GET", path, NOTHING));
  }

  Reply send(Draft draft) {
    return send(draft.sign());
  }

  /**
   * Sends, and waits where the node signs no more answers to requests that it has not verified. It
   * has claimed no nonce then.
   */
  Reply send(HttpRequest request) {
    Reply reply = once(request);
    for (int i = 0; i < TRIES && isBare(reply.response()); i++) {
      pause();
      reply = once(request);
    }
    return reply;
  }

  Reply once(HttpRequest request) {
    return new Reply(request, transport.exchange(request));
  }

  private static boolean isBare(HttpResponse response) {
    return response.status() == 429
        && response.body().isEmpty()
        && response.headers().value("signature").isEmpty();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckSkipped("It was interrupted");
    }
  }

  /** Why the signature of an answer is not one, by the profile; empty if it is. */
  Optional<String> fault(Reply reply) {
    try {
      HttpSignatures.verifierBuilder(
              keys.trust(),
              node -> Optional.of(new NodeEntry(node, Optional.empty(), certificates)))
          .clock(clock)
          .build()
          .verify(reply.response(), reply.request());
      return Optional.empty();
    } catch (VerificationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      return Optional.of("it has no address: " + e.getMessage());
    }
  }

  /** Requires that an answer is signed as the profile demands. */
  Reply signed(Reply reply) {
    fault(reply)
        .ifPresent(
            fault -> {
              throw reply.failed("expected a signed answer, but " + fault);
            });
    return reply;
  }

  static void require(boolean holds, String reason) {
    if (!holds) {
      throw new CheckFailed(reason);
    }
  }

  static void need(boolean there, String reason) {
    if (!there) {
      throw new CheckSkipped(reason);
    }
  }
}
