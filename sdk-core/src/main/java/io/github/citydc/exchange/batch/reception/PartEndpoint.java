package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.PartIndex;
import io.github.citydc.exchange.batch.PartStore;
import io.github.citydc.exchange.batch.internal.Encodings;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code HEAD} and {@code PUT /parts/{digest}}. A sender sees only its own parts. */
final class PartEndpoint implements Endpoint {

  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  static final String PATH = "parts/*";

  private final PartStore parts;
  private final PartIndex index;
  private final PartInspection inspection;
  private final int partSize;
  private final long quota;
  private final Clock clock;
  private final Housekeeping housekeeping;

  PartEndpoint(BatchReception reception, Clock clock) {
    this.parts = reception.parts();
    this.index = reception.store().parts();
    this.inspection = new PartInspection(reception.decodedSize());
    this.partSize = reception.partSize();
    this.quota = reception.quota();
    this.clock = clock;
    this.housekeeping = new Housekeeping(reception, clock);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    Optional<List<String>> asked = target.match("HEAD", PATH);
    if (asked.isPresent()) {
      requireThere(request.sender(), digest(asked.get().get(0)));
      return Optional.of(Answer.empty(NO_CONTENT));
    }
    return target.match("PUT", PATH).map(name -> Answer.empty(put(request, digest(name.get(0)))));
  }

  private void requireThere(NodeId sender, ContentHash digest) {
    if (!isThere(sender, digest, clock.instant())) {
      throw new RefusedException(
          ProblemCode.NOT_FOUND, "No part of this sender has arrived under this digest");
    }
  }

  /** Asked again each time: what is noted is worth nothing without its content. */
  private boolean isThere(NodeId sender, ContentHash digest, Instant now) {
    return index.touch(sender, digest, now).isPresent() && parts.holds(sender, digest);
  }

  private int put(VerifiedRequest request, ContentHash digest) {
    NodeId sender = request.sender();
    Content body = request.request().body();
    PartEncoding encoding = encoding(request.request().headers());
    if (body.size() > partSize) {
      throw new RefusedException(
          ProblemCode.PAYLOAD_TOO_LARGE, "A part has at most " + partSize + " bytes as sent");
    }
    if (!ContentHash.of(body).equals(digest)) {
      throw new RefusedException(
          ProblemCode.DIGEST_MISMATCH, "The body is not the part that the path names");
    }
    if (isThere(sender, digest, clock.instant())) {
      return NO_CONTENT;
    }
    if (isFull(sender, body.size())) {
      housekeeping.makeRoom(sender);
    }
    if (isFull(sender, body.size())) {
      throw new RefusedException(
          ProblemCode.RATE_LIMITED,
          "There is no room for more parts of this sender until its batches are done");
    }
    PartInspection.Inspected inspected = inspection.inspect(digest, encoding, body);
    parts.put(sender, digest, body);
    index.add(sender, inspected.part(), inspected.decodedSize(), clock.instant());
    return CREATED;
  }

  private boolean isFull(NodeId sender, long more) {
    return index.sizeOf(sender) + more > quota;
  }

  private static PartEncoding encoding(HttpHeaders headers) {
    MediaType.require(headers, MediaType.NDJSON, "A part");
    String name = headers.value("content-encoding").orElse(PartEncoding.IDENTITY.wireName());
    return Encodings.supported().stream()
        .filter(encoding -> encoding.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedMessageException(
                    "",
                    "This node reads parts encoded by "
                        + Encodings.supported().stream().map(PartEncoding::wireName).toList()));
  }

  private static ContentHash digest(String segment) {
    try {
      return ContentHash.parse(segment);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ProblemCode.NOT_FOUND, String.valueOf(e.getMessage()));
    }
  }
}
