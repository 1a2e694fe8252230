package io.github.citydc.exchange;

import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.naming.node.NodeId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The calls of a client about messages: interface standard §4. */
final class MessageCalls {

  private final NodeCaller caller;
  private final BodyLimits limits;

  MessageCalls(NodeCaller caller, BodyLimits limits) {
    this.caller = caller;
    this.limits = limits;
  }

  /** {@code POST /messages}: the receipt of this very message. */
  CompletableFuture<SignedReceipt> send(PreparedMessage message, Executor executor) {
    NodeId receiver = message.envelope().receiver();
    CompletableFuture<NodeId> fitting =
        Futures.run(
            () -> {
              limits.requireFits(receiver, message.body().size());
              return receiver;
            },
            () -> {},
            executor);
    return Futures.compose(
        fitting,
        node ->
            caller.call(
                node,
                bringing(message),
                answer -> SignedReceipt.of(message, answer.response().body(), answer.evidence()),
                executor),
        executor);
  }

  private static Call bringing(PreparedMessage message) {
    return Call.bringing("POST", "/messages", MediaType.JSON, message.body());
  }

  /** {@code GET /messages/{id}/receipt}: the receipt of this very message. */
  CompletableFuture<SignedReceipt> receipt(NodeId receiver, MessageId id, Executor executor) {
    return caller.call(
        receiver,
        Call.get("/messages/" + id + "/receipt"),
        answer -> receipt(answer, receiver, id),
        executor);
  }

  private SignedReceipt receipt(VerifiedResponse answer, NodeId receiver, MessageId id) {
    Content body = answer.response().body();
    Receipt receipt = Receipt.fromJson(body.toByteArray());
    requireSame("messageId", id, receipt.messageId());
    requireSame("sender", caller.self(), receipt.sender());
    requireSame("receiver", receiver, receipt.receiver());
    return new SignedReceipt(receipt, body, answer.evidence());
  }

  private static void requireSame(String member, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new MalformedMessageException("/" + member, "the receipt is of another message");
    }
  }
}
