package io.github.citydc.exchange.bundle;

import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.Parameters;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.Encodings;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.BundleTree;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeDescriptionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The receiving side of bundles: {@code POST /bundles}. Each message goes the way of a single one,
 * into the same inbox and to the same handlers; what is stored is stored in one transaction if that
 * can be.
 *
 * <pre>{@code
 * ExchangeReceiver.builder()…
 *     .on(Person.class, handler)
 *     .endpoint(BundleReception.standard())
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class BundleReception implements Endpoint {

  private static final Map<String, Set<String>> PATHS = Map.of("bundles", Set.of("POST"));

  private static final int MOST = 1_000;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final ReceiverParts receiver;
  private final int most;
  private final Duration longest;

  private BundleReception(ReceiverParts receiver, int most, Duration longest) {
    this.receiver = receiver;
    this.most = most;
    this.longest = longest;
  }

  /**
   * Takes bundles of up to 1,000 messages, and works on one for up to ten seconds.
   *
   * @return to be added to a receiver
   */
  public static EndpointFactory standard() {
    return taking(MOST, LONGEST);
  }

  /**
   * Takes bundles within other bounds.
   *
   * @param messages how many messages a bundle may have, from 2
   * @param time how long the handlers work on one; messages whose turn has not come by then are
   *     answered with {@code rate-limited}, and sent again. Less than senders wait for an answer
   * @return to be added to a receiver
   * @throws IllegalArgumentException if a bundle could not have two messages
   */
  public static EndpointFactory taking(int messages, Duration time) {
    if (messages < 2) {
      throw new IllegalArgumentException("A bundle has room for two messages at least");
    }
    return receiver -> new BundleReception(receiver, messages, time);
  }

  @Override
  public void describe(NodeDescriptionBuilder node) {
    if (isOffered()) {
      node.limit(BundleCalls.LIMIT, most);
    }
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return target
        .match("POST", "bundles")
        .filter(none -> isOffered())
        .map(none -> accept(request, isInOrder(target)));
  }

  @Override
  public Set<String> methods(Target target) {
    return isOffered() ? target.methods(PATHS) : Set.of();
  }

  /** The tree over the lines is by SHA-256, which a node of SM algorithms does not take. */
  private boolean isOffered() {
    return receiver.profile() == AlgorithmProfile.GENERAL;
  }

  private static boolean isInOrder(Target target) {
    return new Parameters(target)
        .optional(
            BundleCalls.IN_ORDER,
            text -> {
              if (text.equals("true") || text.equals("false")) {
                return text.equals("true");
              }
              throw new IllegalArgumentException("must be true or false");
            })
        .orElse(false);
  }

  private HttpResponse accept(VerifiedRequest bundle, boolean inOrder) {
    HttpRequest request = bundle.request();
    MediaType.require(request.headers(), MediaType.NDJSON, "A bundle");
    List<Content> lines =
        BundleLines.read(request.body(), encoding(request.headers()), most, receiver.bodySize());
    BundleTree tree = BundleTree.over(lines);
    if (!request.headers().value(BundleTree.FIELD).equals(Optional.of(tree.field()))) {
      throw new MalformedMessageException(
          "", BundleTree.FIELD + " is not the root over the lines of this bundle");
    }
    List<VerifiedRequest> messages = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      messages.add(
          new VerifiedRequest(
              bundle.sender(),
              request.body(lines.get(i)),
              bundle.evidence().inBundle(tree.path(i))));
    }
    List<Content> answers =
        inOrder ? receiver.acceptInOrder(messages, longest) : receiver.acceptAll(messages, longest);
    HttpResponse answer = Answer.of(200, MediaType.NDJSON, BundleLines.write(answers));
    return answer.headers(
        answer.headers().with(BundleTree.FIELD, BundleTree.over(answers).field()));
  }

  private static PartEncoding encoding(HttpHeaders headers) {
    String name = headers.value("content-encoding").orElse(PartEncoding.IDENTITY.wireName());
    return Encodings.supported().stream()
        .filter(encoding -> encoding.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedMessageException(
                    "",
                    "This node reads bundles encoded by "
                        + Encodings.supported().stream().map(PartEncoding::wireName).toList()));
  }
}
