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
import java.util.Set;

/** What a client asks about messages: interface standard §4. */
public final class MessageCalls {

  private final NodeCaller caller;

  /**
   * Asks through this caller.
   *
   * @param caller signs, carries and verifies
   */
  public MessageCalls(NodeCaller caller) {
    this.caller = caller;
  }

  /**
   * {@code POST /messages}.
   *
   * @param message what to send
   * @return the receipt of this very message
   */
  public SignedReceipt send(PreparedMessage message) {
    NodeId receiver = message.envelope().receiver();
    Call call = Call.bringing("POST", "/messages", "application/json", message.body());
    SignedReceipt receipt =
        caller.call(
            receiver, call, Set.of(), answer -> receipt(answer, receiver, message.messageId()));
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
    return caller.call(
        receiver,
        Call.get("/messages/" + id + "/receipt"),
        Set.of(),
        answer -> receipt(answer, receiver, id));
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
