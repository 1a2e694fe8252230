package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.citydc.code.Rfc3339;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The node that a client under test is pointed at. What it answers, each check decides. */
final class PlayedNode implements AutoCloseable {

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
  private static final String BASE = "/cdx/v1";

  final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
  final Clock clock;
  private final ClientConformanceBuilder settings;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Script script = (request, node) -> Optional.empty();
  private volatile long bodySize = 4 * 1024 * 1024;
  private volatile int bundleMessages;
  private volatile List<X509Certificate> published;

  /** What a check answers; empty for what an honest node would answer. */
  @FunctionalInterface
  interface Script {

    Optional<HttpResponse> answer(HttpRequest request, PlayedNode node);
  }

  PlayedNode(ClientConformanceBuilder settings) {
    this.settings = settings;
    this.clock = settings.clock;
    this.published = honestCertificates();
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("The port " + settings.port + " cannot be listened on", e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::exchange);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + BASE);
  }

  private List<X509Certificate> honestCertificates() {
    List<X509Certificate> all = new ArrayList<>(settings.key.certificates());
    settings.decryption.flatMap(key -> key.certificate()).ifPresent(all::add);
    return all;
  }

  /** Begins a scene: clears what was received, and answers by the script. */
  void play(Script next) {
    requests.clear();
    bodySize = 4 * 1024 * 1024;
    bundleMessages = 0;
    published = honestCertificates();
    script = next;
  }

  void bodySize(long bytes) {
    bodySize = bytes;
  }

  /** Takes bundles of so many messages; none if it is 0. */
  void bundleMessages(int most) {
    bundleMessages = most;
  }

  void publish(List<X509Certificate> certificates) {
    published = certificates;
  }

  /** The messages that came, in their order. */
  List<HttpRequest> messages() {
    return requests.stream().filter(r -> is(r, "POST", "/messages")).toList();
  }

  static boolean is(HttpRequest request, String method, String path) {
    return request.method().equals(method) && request.uri().getPath().startsWith(BASE + path);
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpRequest request =
          new HttpRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              HttpHeaders.collect(
                  take ->
                      exchange
                          .getRequestHeaders()
                          .forEach((name, values) -> values.forEach(v -> take.accept(name, v)))),
              Content.of(exchange.getRequestBody().readAllBytes()));
      requests.add(request);
      HttpResponse response = script.answer(request, this).orElseGet(() -> honest(request));
      response.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      byte[] body = response.body().toByteArray();
      exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** What an honest node answers: messages, parts and batches are accepted. */
  HttpResponse honest(HttpRequest request) {
    if (is(request, "GET", "/node")) {
      HttpResponse description = json(200, description());
      return request.headers().value("signature").isEmpty()
          ? description
          : signed(description, request);
    }
    Optional<HttpResponse> refused = refused(request);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (is(request, "POST", "/messages")) {
      return signed(json(200, receipt(request)), request);
    }
    if (is(request, "POST", "/batches")) {
      return signed(json(202, receipt(request)), request);
    }
    return problem(ProblemCode.NOT_FOUND, request, true);
  }

  private Optional<HttpResponse> refused(HttpRequest request) {
    if (settings.directory.isEmpty()) {
      return Optional.empty();
    }
    try {
      HttpSignatures.verifierBuilder(settings.trust, settings.directory.get())
          .clock(clock)
          .build()
          .verify(request, settings.node());
      return Optional.empty();
    } catch (VerificationException e) {
      return Optional.of(problem(e.code(), request, false));
    }
  }

  private ObjectNode description() {
    ObjectNode node = StrictJson.newObject().put("node", settings.node().toString());
    node.putArray("standards").add("1.0");
    node.put("profile", "general");
    node.putArray("digests").add("sha-256").add("sm3");
    node.putArray("types")
        .add(Messages.PERSON)
        .add("document.official-document/1")
        .add("document.action/1");
    node.putArray("encryptedTypes");
    ArrayNode certificates = node.putArray("certificates");
    published.forEach(certificate -> certificates.add(base64(certificate)));
    ObjectNode limits = node.putObject("limits");
    if (bundleMessages > 0) {
      limits.put("bundleMessages", bundleMessages);
    }
    limits
        .put("bodySize", bodySize)
        .put("requestsAtOnce", 8)
        .put("requestsPerSecond", 1000)
        .put("remembersDays", 30)
        .put("partSize", 8 * 1024 * 1024)
        .put("decodedPartSize", 64 * 1024 * 1024)
        .put("filePartSize", 8 * 1024 * 1024)
        .put("fileSize", 1024 * 1024 * 1024);
    node.putArray("encodings").add("gzip");
    return node.put("time", now());
  }

  private static String base64(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read has a DER form", e);
    }
  }

  String now() {
    return Rfc3339.format(
        OffsetDateTime.ofInstant(clock.instant(), CHINA).truncatedTo(ChronoUnit.MILLIS));
  }

  static JsonNode body(HttpRequest request) {
    return body(request.body().toByteArray());
  }

  static JsonNode body(byte[] message) {
    try {
      return StrictJson.read(message);
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  /** The receipt of a message or manifest. */
  ObjectNode receipt(HttpRequest request) {
    return receipt(request.body().toByteArray());
  }

  /** The receipt of the bytes of a message. */
  ObjectNode receipt(byte[] message) {
    JsonNode sent = body(message);
    String id = sent.path("messageId").asText(sent.path("batchId").asText());
    return StrictJson.newObject()
        .put("messageId", id)
        .put("type", sent.path("type").asText())
        .put("operation", sent.path("operation").asText())
        .put("sender", sent.path("sender").asText())
        .put("receiver", sent.path("receiver").asText())
        .put("bodyDigest", Messages.sha256(message))
        .put("acceptedAt", now());
  }

  static HttpResponse json(int status, ObjectNode body) {
    return new HttpResponse(
        status,
        HttpHeaders.empty().with("content-type", "application/json"),
        Content.of(StrictJson.write(body)));
  }

  HttpResponse signed(HttpResponse response, HttpRequest inReplyTo) {
    return signed(response, inReplyTo, settings.key, Duration.ZERO);
  }

  HttpResponse signed(HttpResponse response, HttpRequest inReplyTo, SigningKey key, Duration ago) {
    HttpResponse said =
        response.headers(
            response.headers().value("cdx-request").isPresent()
                ? response.headers()
                : response.headers().with("cdx-request", "verified"));
    MessageSigner signer =
        HttpSignatures.signerBuilder(key).clock(Clock.offset(clock, ago.negated())).build();
    return signer.sign(said, inReplyTo);
  }

  HttpResponse problem(ProblemCode code, HttpRequest inReplyTo, boolean verified) {
    return problem(code, inReplyTo, verified, Optional.empty());
  }

  HttpResponse problem(
      ProblemCode code, HttpRequest inReplyTo, boolean verified, Optional<Integer> retryAfter) {
    ObjectNode problem = problem(code);
    retryAfter.ifPresent(seconds -> problem.put("retryAfter", seconds));
    HttpHeaders headers =
        HttpHeaders.empty()
            .with("content-type", "application/problem+json")
            .with("cdx-request", verified ? "verified" : "unverified");
    return signed(
        new HttpResponse(code.status(), headers, Content.of(StrictJson.write(problem))), inReplyTo);
  }

  /** What an answer, or a line of one, says of a refusal. */
  static ObjectNode problem(ProblemCode code) {
    return StrictJson.newObject()
        .put("type", code.type())
        .put("code", code.wireName())
        .put("status", code.status())
        .put("title", code.title())
        .put("titleZh", code.titleZh())
        .put("detail", "The suite answers so")
        .put("detailZh", "测试套件如此应答")
        .put("retryable", code.isRetryable());
  }

  /** An answer without a body. */
  HttpResponse empty(int status, HttpRequest inReplyTo) {
    return signed(new HttpResponse(status, HttpHeaders.empty(), Content.empty()), inReplyTo);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
