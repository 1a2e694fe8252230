package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.Encodings;
import io.github.citydc.exchange.batch.internal.EncryptedParts;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.content.internal.ContentRoom;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.model.PayloadType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code HEAD} and {@code PUT /parts/{digest}}. A sender sees only its own parts. */
final class PartEndpoint implements Endpoint {

  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  static final String PATH = "parts/*";

  private final ReceiverParts receiver;
  private final BatchHandlers handlers;
  private final ContentKeeper parts;
  private final PartInspection inspection;
  private final int partSize;
  private final Clock clock;
  private final Housekeeping housekeeping;

  PartEndpoint(BatchReception reception, ReceiverParts receiver, BatchHandlers handlers) {
    this.receiver = receiver;
    this.handlers = handlers;
    this.parts = reception.keeper();
    this.inspection = new PartInspection(reception.decodedSize(), receiver.encrypts());
    this.partSize = reception.partSize();
    this.clock = receiver.clock();
    this.housekeeping = new Housekeeping(reception, clock);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    Optional<List<String>> asked = target.match("HEAD", PATH);
    if (asked.isPresent()) {
      requireThere(key(request, asked.get()), upload(target));
      return Optional.of(Answer.empty(NO_CONTENT));
    }
    return target
        .match("PUT", PATH)
        .map(name -> Answer.empty(put(request, key(request, name), upload(target))));
  }

  private ContentKey key(VerifiedRequest request, List<String> names) {
    return ContentKey.batchPart(
        request.sender(), receiver.profile().require(ContentKeeper.named(names.get(0))));
  }

  /** The batch that the part is for, as the upload says. */
  private static Optional<String> upload(Target target) {
    try {
      return target.parameter("for").map(MessageId::parse).map(MessageId::toString);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("", "A part is for a batch, which has an id");
    }
  }

  private void requireThere(ContentKey part, Optional<String> upload) {
    if (parts.find(part, upload, clock.instant()).isEmpty()) {
      throw new RefusedException(
          ProblemCode.NOT_FOUND, "No part of this sender has arrived under this digest");
    }
  }

  private int put(VerifiedRequest request, ContentKey part, Optional<String> upload) {
    Content body = request.request().body();
    PartEncoding encoding = encoding(request.request().headers());
    if (body.size() > partSize) {
      throw new RefusedException(
          ProblemCode.BODY_TOO_LARGE, "A part has at most " + partSize + " bytes as sent");
    }
    requireEncryptedWhereItMustBe(request, encoding);
    ContentKeeper.requirePart(body, part.digest());
    if (parts.find(part, upload, clock.instant()).isPresent()) {
      return NO_CONTENT;
    }
    try (ContentRoom room = room(part, body.size(), upload)) {
      StoredContent inspected =
          encoding.isEncrypted()
              ? inspection.inspect(part, encoding, place(request), body)
              : inspection.inspect(part, encoding, body);
      room.keep(inspected, body.openStream());
    }
    return CREATED;
  }

  private EncryptedMessage place(VerifiedRequest request) {
    return EncryptedParts.place(request.request().headers(), request.sender(), receiver.self());
  }

  /**
   * What must be encrypted is refused before anything of it is stored. A part in clear therefore
   * says of which type it is, where some must be encrypted.
   */
  private void requireEncryptedWhereItMustBe(VerifiedRequest request, PartEncoding encoding) {
    if (encoding.isEncrypted()
        || handlers.types().stream().noneMatch(receiver::isEncryptionRequired)) {
      return;
    }
    boolean isOpen =
        request
            .request()
            .headers()
            .value(EncryptedParts.TYPE)
            .filter(
                type -> handlers.types().stream().map(PayloadType::toString).anyMatch(type::equals))
            .filter(type -> !receiver.isEncryptionRequired(PayloadType.parse(type)))
            .isPresent();
    if (!isOpen) {
      throw new RefusedException(
          ProblemCode.ENCRYPTION_REQUIRED,
          "This node takes records only encrypted; a part in clear says by "
              + EncryptedParts.TYPE
              + " that its type need not be");
    }
  }

  private ContentRoom room(ContentKey part, long size, Optional<String> upload) {
    Optional<ContentRoom> room = parts.reserve(part, size, upload, clock);
    if (room.isEmpty()) {
      housekeeping.makeRoom(part.sender());
      room = parts.reserve(part, size, upload, clock);
    }
    return room.orElseThrow(
        () ->
            new RefusedException(
                ProblemCode.RATE_LIMITED,
                "There is no room for more parts of this sender until its batches are done"));
  }

  private PartEncoding encoding(HttpHeaders headers) {
    MediaType.require(headers, MediaType.NDJSON, "A part");
    String name = headers.value("content-encoding").orElse(PartEncoding.IDENTITY.wireName());
    List<PartEncoding> readable = readable(receiver);
    return readable.stream()
        .filter(encoding -> encoding.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedMessageException(
                    "",
                    "This node reads parts encoded by "
                        + readable.stream().map(PartEncoding::wireName).toList()));
  }

  /** Those that are encrypted only where there is a key to open them with. */
  static List<PartEncoding> readable(ReceiverParts receiver) {
    List<PartEncoding> open = Encodings.supported();
    return receiver.encrypts().canOpen()
        ? Stream.concat(open.stream(), open.stream().map(PartEncoding::encrypted)).toList()
        : open;
  }
}
