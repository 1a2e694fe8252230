package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.PreparedMessage;
import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.Receipt;
import io.github.citydc.exchange.SignedReceipt;
import io.github.citydc.exchange.VerificationException;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.VerifiedResponse;
import io.github.citydc.naming.NodeId;
import java.util.concurrent.CompletableFuture;

/** What a client asks about messages: interface standard §4. */
public final class MessageCalls {

  private final NodeCaller caller;
  private final BodyLimits limits;

  /**
   * Asks through this caller.
   *
   * @param caller signs, carries and verifies
   * @param limits knows what a receiver takes
   */
  public MessageCalls(NodeCaller caller, BodyLimits limits) {
    this.caller = caller;
    this.limits = limits;
  }

  /**
   * {@code POST /messages}.
   *
   * @param message what to send
   * @return the receipt of this very message
   */
  public SignedReceipt send(PreparedMessage message) {
    limits.requireFits(message.envelope().receiver(), message.body().size());
    return requireSameBody(
        caller.call(
            message.envelope().receiver(),
            bringing(message),
            answer -> receipt(answer, message.envelope().receiver(), message.messageId())),
        message);
  }

  /**
   * {@code POST /messages}, without keeping the caller waiting.
   *
   * @param message what to send
   * @return the receipt of this very message
   */
  public CompletableFuture<SignedReceipt> sendAsync(PreparedMessage message) {
    NodeId receiver = message.envelope().receiver();
    CompletableFuture<NodeId> fitting =
        Futures.run(
            () -> {
              limits.requireFits(receiver, message.body().size());
              return receiver;
            },
            () -> {},
            caller.executor());
    return Futures.compose(
        fitting,
        node ->
            caller.callAsync(
                node,
                bringing(message),
                answer -> requireSameBody(receipt(answer, node, message.messageId()), message)),
        caller.executor());
  }

  private static Call bringing(PreparedMessage message) {
    return Call.bringing("POST", "/messages", "application/json", message.body());
  }

  private static SignedReceipt requireSameBody(SignedReceipt receipt, PreparedMessage message) {
    if (!receipt.receipt().bodyDigest().equals(BodyDigest.of(message.body()))) {
      throw new VerificationException(
          ProblemCode.DIGEST_MISMATCH,
          "The receipt acknowledges another body than the one that was sent");
    }
    return receipt;
  }

  /**
   * {@code GET /messages/{id}/receipt}.
   *
   * @param receiver whom to ask
   * @param id the message
   * @return the receipt of this very message
   */
  public SignedReceipt receipt(NodeId receiver, MessageId id) {
    return caller.call(receiver, asking(id), answer -> receipt(answer, receiver, id));
  }

  /**
   * {@code GET /messages/{id}/receipt}, without keeping the caller waiting.
   *
   * @param receiver whom to ask
   * @param id the message
   * @return the receipt of this very message
   */
  public CompletableFuture<SignedReceipt> receiptAsync(NodeId receiver, MessageId id) {
    return caller.callAsync(receiver, asking(id), answer -> receipt(answer, receiver, id));
  }

  private static Call asking(MessageId id) {
    return Call.get("/messages/" + id + "/receipt");
  }

  private SignedReceipt receipt(VerifiedResponse answer, NodeId receiver, MessageId id) {
    HttpBody body = answer.response().body();
    Receipt receipt = ReceiptJson.read(body.toByteArray());
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
