package io.github.citydc.exchange.internal.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.Receipt;
import io.github.citydc.exchange.SignedReceipt;
import io.github.citydc.exchange.VerificationException;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartDigest;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.internal.BodyDigest;
import io.github.citydc.exchange.internal.Call;
import io.github.citydc.exchange.internal.EnvelopeJson;
import io.github.citydc.exchange.internal.NodeCaller;
import io.github.citydc.exchange.internal.ReceiptJson;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.VerifiedResponse;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.naming.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a client asks about parts and batches: interface standard §4.5. */
public final class BatchCalls {

  private final NodeCaller caller;

  /**
   * Asks through this caller.
   *
   * @param caller signs, carries and verifies
   */
  public BatchCalls(NodeCaller caller) {
    this.caller = caller;
  }

  /**
   * In whose name it asks.
   *
   * @return the node that signs
   */
  public NodeId self() {
    return caller.self();
  }

  /** {@code GET /node}: how the receiver reads parts. */
  List<PartEncoding> encodings(NodeId receiver) {
    ObjectNode node =
        EnvelopeJson.readObject(
            PayloadJson.standard(), caller.unsigned(receiver, "/node").body().toByteArray());
    List<PartEncoding> encodings = new ArrayList<>();
    for (JsonNode name : node.path("encodings")) {
      known(name.asText()).ifPresent(encodings::add);
    }
    return encodings;
  }

  private static Optional<PartEncoding> known(String name) {
    try {
      return Optional.of(PartEncoding.ofWireName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code HEAD /parts/{digest}}. */
  boolean has(NodeId receiver, PartDigest digest) {
    return caller.has(receiver, "/parts/" + digest);
  }

  /** {@code PUT /parts/{digest}}. */
  void put(NodeId receiver, BatchPart part, HttpBody content) {
    HttpHeaders headers = HttpHeaders.empty().with("content-type", PartEndpoint.MEDIA_TYPE);
    if (part.encoding() != PartEncoding.IDENTITY) {
      headers = headers.with("content-encoding", part.encoding().wireName());
    }
    caller.call(
        receiver, new Call("PUT", "/parts/" + part.digest(), headers, content), answer -> answer);
  }

  /** {@code POST /batches}: the receipt of this very manifest. */
  SignedReceipt post(BatchManifest manifest) {
    HttpBody body = HttpBody.of(ManifestJson.write(manifest));
    Call call = Call.bringing("POST", "/batches", "application/json", body);
    return caller.call(manifest.receiver(), call, answer -> receipt(answer, manifest, body));
  }

  private static SignedReceipt receipt(
      VerifiedResponse answer, BatchManifest manifest, HttpBody sent) {
    HttpBody body = answer.response().body();
    Receipt receipt = ReceiptJson.read(body.toByteArray());
    if (!receipt.messageId().equals(manifest.batchId())
        || !receipt.sender().equals(manifest.sender())
        || !receipt.receiver().equals(manifest.receiver())) {
      throw new MalformedMessageException("", "the receipt is of another batch");
    }
    if (!receipt.bodyDigest().equals(BodyDigest.of(sent))) {
      throw new VerificationException(
          ProblemCode.DIGEST_MISMATCH,
          "The receipt acknowledges another manifest than the one that was sent");
    }
    return new SignedReceipt(receipt, body, answer.evidence());
  }

  /**
   * {@code GET /batches/{id}}.
   *
   * @param receiver whom to ask
   * @param id the batch
   * @param after where to read on in the rejected records, empty for the first
   * @return the status of this very batch
   */
  public StatusPage status(NodeId receiver, MessageId id, Optional<RejectionCursor> after) {
    String query = after.map(cursor -> "?after=" + cursor).orElse("");
    StatusPage page =
        caller.call(
            receiver,
            Call.get("/batches/" + id + query),
            answer -> StatusJson.read(answer.response().body().toByteArray()));
    if (!page.status().batchId().equals(id)) {
      throw new MalformedMessageException("/batchId", "the status is of another batch");
    }
    return page;
  }
}
