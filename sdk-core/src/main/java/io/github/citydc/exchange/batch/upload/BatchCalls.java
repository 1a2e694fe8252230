package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.EncryptedParts;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.batch.internal.RejectionCursor;
import io.github.citydc.exchange.batch.internal.StatusJson;
import io.github.citydc.exchange.batch.internal.StatusPage;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeId;
import java.util.List;
import java.util.Optional;

/** The requests of a client about parts and batches: interface standard §4.5. */
final class BatchCalls {

  /** Statuses from here on are errors. */
  private static final int ERRORS = 400;

  private final ExchangeClient client;

  BatchCalls(ExchangeClient client) {
    this.client = client;
  }

  /** {@code GET /node}: how the receiver reads parts, and what it takes only encrypted. */
  NodeDescription describe(NodeId receiver) {
    return client.call(receiver, Call.get("/node"), JsonBody::description);
  }

  /** How a receiver reads parts, as far as that is known here. */
  static List<PartEncoding> encodings(NodeDescription receiver) {
    return receiver.encodings().stream().flatMap(name -> known(name).stream()).toList();
  }

  private static Optional<PartEncoding> known(String name) {
    try {
      return Optional.of(PartEncoding.ofWireName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code HEAD /parts/{digest}} of a batch. */
  boolean has(NodeId receiver, MessageId batch, ContentHash digest) {
    Call call = Call.head("/parts/" + digest).parameter("for", batch.toString());
    return client.call(receiver, call).response().status() < ERRORS;
  }

  /** {@code DELETE /batches/{id}/parts}. */
  void takeBack(NodeId receiver, MessageId batch) {
    client.call(receiver, Call.delete("/batches/" + batch + "/parts"));
  }

  /** {@code PUT /parts/{digest}} of a batch. */
  void put(EncryptedMessage place, BatchPart part, Content content) {
    String batch = place.messageId().toString();
    Call call =
        Call.bringing("PUT", "/parts/" + part.digest(), MediaType.NDJSON, content)
            .parameter("for", batch)
            .header(EncryptedParts.BATCH, batch)
            .header(EncryptedParts.PART, String.valueOf(place.part().orElse(0)))
            .header(EncryptedParts.TYPE, place.type())
            .header(EncryptedParts.OPERATION, place.operation().wireName());
    client.call(
        place.receiver(),
        part.encoding() == PartEncoding.IDENTITY
            ? call
            : call.header("content-encoding", part.encoding().wireName()));
  }

  /** {@code POST /batches}: the receipt of this very manifest. */
  SignedReceipt post(BatchManifest manifest) {
    Content body = Content.of(ManifestJson.write(manifest));
    Call call = Call.bringing("POST", "/batches", MediaType.JSON, body);
    return client.call(manifest.receiver(), call, answer -> receipt(answer, manifest, body));
  }

  /**
   * The parts that the receiver wants before it accepts a batch.
   *
   * @throws ProblemException the same if the receiver wants something else
   */
  static List<ContentHash> missing(ProblemException refused) {
    List<ContentHash> missing = refused.problem().missing();
    if (!refused.problem().code().equals(ProblemCode.PARTS_MISSING) || missing.isEmpty()) {
      throw refused;
    }
    return missing;
  }

  private SignedReceipt receipt(VerifiedResponse answer, BatchManifest manifest, Content sent) {
    Content body = answer.response().body();
    Receipt receipt = Receipt.fromJson(body.toByteArray());
    if (!receipt.messageId().equals(manifest.batchId())
        || !receipt.sender().equals(manifest.sender())
        || !receipt.receiver().equals(manifest.receiver())) {
      throw new MalformedMessageException("", "the receipt is of another batch");
    }
    if (!client.profile().require(receipt.bodyDigest()).matches(sent)) {
      throw new VerificationException(
          ProblemCode.DIGEST_MISMATCH,
          "The receipt acknowledges another manifest than the one that was sent");
    }
    return new SignedReceipt(receipt, body, answer.evidence());
  }

  /**
   * {@code GET /batches/{id}}.
   *
   * @param receiver the node to query
   * @param id the batch
   * @param after where to read on in the rejected records, empty for the first
   * @return the status of this very batch
   */
  StatusPage status(NodeId receiver, MessageId id, Optional<RejectionCursor> after) {
    String query = after.map(cursor -> "?after=" + cursor).orElse("");
    StatusPage page =
        client.call(
            receiver,
            Call.get("/batches/" + id + query),
            answer -> StatusJson.read(answer.response().body().toByteArray()));
    if (!page.status().batchId().equals(id)) {
      throw new MalformedMessageException("/batchId", "the status is of another batch");
    }
    return page;
  }
}
