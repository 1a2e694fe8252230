package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.PreparedMessage;
import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.ProblemException;
import io.github.citydc.exchange.Receipt;
import io.github.citydc.exchange.RefusedException;
import io.github.citydc.exchange.SignedReceipt;
import io.github.citydc.exchange.VerificationException;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpTransport;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.exchange.spi.VerifiedResponse;
import io.github.citydc.naming.NodeEntry;
import java.net.URI;

/** Another node as the client sees it: one signed request, one verified answer. */
public final class RemoteNode {

  private static final int OK = 200;

  private final MessageSigner signer;
  private final MessageVerifier verifier;
  private final HttpTransport transport;

  /**
   * Talks with these parts.
   *
   * @param signer signs requests
   * @param verifier verifies responses
   * @param transport carries both
   */
  public RemoteNode(MessageSigner signer, MessageVerifier verifier, HttpTransport transport) {
    this.signer = signer;
    this.verifier = verifier;
    this.transport = transport;
  }

  /**
   * {@code POST /messages}, once.
   *
   * @param receiver whom to ask
   * @param message what to send
   * @return the receipt of this very message
   */
  public SignedReceipt send(NodeEntry receiver, PreparedMessage message) {
    HttpHeaders headers = HttpHeaders.empty().with("content-type", "application/json");
    HttpRequest request =
        new HttpRequest("POST", uri(receiver, "/messages"), headers, message.body());
    SignedReceipt receipt = receipt(receiver, request, message.messageId());
    if (!receipt.receipt().bodyDigest().equals(BodyDigest.of(message.body()))) {
      throw new VerificationException(
          ProblemCode.DIGEST_MISMATCH,
          "The receipt acknowledges another body than the one that was sent");
    }
    return receipt;
  }

  /**
   * {@code GET /messages/{id}/receipt}, once.
   *
   * @param receiver whom to ask
   * @param id the message
   * @return the receipt of this very message
   */
  public SignedReceipt receipt(NodeEntry receiver, MessageId id) {
    HttpRequest request =
        new HttpRequest(
            "GET",
            uri(receiver, "/messages/" + id + "/receipt"),
            HttpHeaders.empty(),
            HttpBody.empty());
    return receipt(receiver, request, id);
  }

  private SignedReceipt receipt(NodeEntry receiver, HttpRequest request, MessageId id) {
    HttpRequest signed = signer.sign(request, receiver.node());
    VerifiedResponse verified = verifier.verify(transport.exchange(signed), signed);
    HttpBody body = verified.response().body();
    if (verified.response().status() != OK) {
      throw new ProblemException(
          ProblemJson.read(verified.response().status(), body.toByteArray()));
    }
    Receipt receipt = ReceiptJson.read(body.toByteArray());
    requireSame("messageId", id, receipt.messageId());
    requireSame("sender", signer.node(), receipt.sender());
    requireSame("receiver", receiver.node(), receipt.receiver());
    return new SignedReceipt(receipt, body, verified.evidence());
  }

  private static void requireSame(String member, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new MalformedMessageException("/" + member, "the receipt is of another message");
    }
  }

  private static URI uri(NodeEntry node, String path) {
    URI baseUrl =
        node.baseUrl()
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemCode.NOT_FOUND,
                        "The directory has no address of the node " + node.node()));
    return URI.create(baseUrl + path);
  }
}
