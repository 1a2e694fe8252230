package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.EncryptedPayloads;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The resources of a receiver: those of messages, its description, and those of its endpoints.
 * Thread-safe.
 */
final class Resources {

  private static final String GET = "GET";
  private static final String HEAD = "HEAD";
  private static final String NODE = "/node";
  private static final String DIRECTORY = "/directory";

  private final List<Endpoint> endpoints;
  private final Inbox inbox;
  private final List<Endpoint> features;
  private final NodeEndpoint description;
  private final MessageIntake intake;
  private final Optional<Supplier<Content>> directory;
  private final String basePath;
  private final int bodySize;

  Resources(
      NodeId self, MessageSigner signer, ExchangeReceiverBuilder builder, ReceiverWatch watch) {
    this.basePath = builder.basePath;
    this.bodySize = builder.limits.bodySize();
    this.directory = builder.directory;
    Handlers handlers = builder.handlers.copy();
    this.inbox = ExchangeReceiverBuilder.require(builder.inbox, "inbox");
    List<Endpoint> made = new ArrayList<>();
    ReceiverParts parts =
        new ReceiverParts(
            self, handlers, builder, watch, () -> accepted(inbox, made), this::intake);
    builder.endpoints.forEach(factory -> made.add(factory.create(parts)));
    this.features = List.copyOf(made);
    this.description =
        new NodeEndpoint(signer, builder, handlers.types(), features, parts::accepted);
    this.intake = intake(builder, handlers, inbox, watch);
    Endpoint messages = new MessageEndpoint(intake);
    this.endpoints = Stream.concat(Stream.of(messages, description), features.stream()).toList();
  }

  private MessageIntake intake() {
    return intake;
  }

  private MessageIntake intake(
      ExchangeReceiverBuilder builder, Handlers handlers, Inbox inbox, ReceiverWatch watch) {
    return new MessageIntake(
        handlers,
        new EncryptedPayloads(builder.decryption, builder.encryptionRequired),
        inbox,
        builder.validator,
        builder.accessPolicy,
        features.stream().flatMap(feature -> feature.files().stream()).findFirst(),
        builder.profile.hash(),
        builder.clock,
        watch);
  }

  private static List<AcceptedItems> accepted(Inbox inbox, List<Endpoint> features) {
    return Stream.concat(
            Stream.of(inbox), features.stream().flatMap(feature -> feature.accepted().stream()))
        .toList();
  }

  Health health() {
    List<Health.Check> checks = new ArrayList<>();
    checks.add(inboxCheck());
    features.forEach(feature -> checks.addAll(feature.health()));
    return new Health(checks);
  }

  private Health.Check inboxCheck() {
    return Health.Check.of(
        "inbox",
        () -> inbox.forgottenBefore().map(time -> "archived before " + time).orElse("it answers"));
  }

  BackgroundWork start() {
    List<BackgroundWork> started = new ArrayList<>();
    features.forEach(feature -> started.add(feature.start()));
    return () -> started.forEach(BackgroundWork::close);
  }

  /** The largest body of a request, in bytes. */
  int maxBodySize(HttpRequest request) {
    return target(request).map(this::maxBodySize).orElse(bodySize);
  }

  private int maxBodySize(Target target) {
    return features.stream()
        .mapToInt(feature -> feature.maxBodySize(target))
        .filter(size -> size > 0)
        .max()
        .orElse(bodySize);
  }

  /** A malformed request has no target; the error is reported when it is answered. */
  private Optional<Target> target(HttpRequest request) {
    try {
      return Target.of(request.method(), request.uri(), basePath);
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  /** The answer to a request that needs no signature; empty if it needs one. */
  Optional<HttpResponse> openly(HttpRequest request) {
    String path = String.valueOf(request.uri().getRawPath());
    boolean head = request.method().equals(HEAD);
    if (!head && !request.method().equals(GET)) {
      return Optional.empty();
    }
    return openly(path, request.headers())
        .map(
            answer ->
                head
                    ? new HttpResponse(answer.status(), answer.headers(), Content.empty())
                    : answer);
  }

  private Optional<HttpResponse> openly(String path, HttpHeaders headers) {
    if (path.equals(basePath + NODE) && headers.value("signature").isEmpty()) {
      return Optional.of(description.response());
    }
    return path.equals(basePath + DIRECTORY)
        ? directory.map(SignedDirectory::response)
        : Optional.empty();
  }

  /**
   * Answers a verified request.
   *
   * @return the answer of an endpoint; the body of one to {@code HEAD} does not count; or a problem
   *     {@code method-not-allowed}
   * @throws RefusedException with {@code not-found} if it is for none of the resources
   */
  HttpResponse route(VerifiedRequest verified) {
    HttpRequest request = verified.request();
    Optional<Target> target = Target.of(request.method(), request.uri(), basePath);
    return target
        .flatMap(asked -> answer(verified, asked))
        .or(
            () ->
                target
                    .filter(asked -> asked.method().equals(HEAD))
                    .flatMap(asked -> answer(verified, asked.asking(GET))))
        .or(() -> target.flatMap(this::otherMethod))
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.NOT_FOUND,
                    target.isPresent()
                        ? "This node does not offer what was asked for"
                        : "There is no such resource here; the base path is " + basePath));
  }

  private Optional<HttpResponse> answer(VerifiedRequest verified, Target target) {
    for (Endpoint endpoint : endpoints) {
      Optional<HttpResponse> answer = endpoint.answer(verified, target);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private Optional<HttpResponse> otherMethod(Target target) {
    Set<String> methods = new TreeSet<>();
    endpoints.forEach(endpoint -> methods.addAll(endpoint.methods(target)));
    if (directory.isPresent() && target.segments().equals(List.of("directory"))) {
      methods.add(GET);
    }
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    if (methods.contains(GET)) {
      methods.add(HEAD);
    }
    String allowed = String.join(", ", methods);
    HttpResponse refusal =
        Problems.response(
            Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This resource answers to " + allowed));
    return Optional.of(refusal.headers(refusal.headers().with("allow", allowed)));
  }
}
