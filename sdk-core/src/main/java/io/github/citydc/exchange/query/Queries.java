package io.github.citydc.exchange.query;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.exchange.security.PayloadDecryption;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.naming.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A client for queries: it asks the register of another node for one record. Interface standard
 * §4.13. The key leaves encrypted for a node that the client encrypts for. Thread-safe.
 *
 * <pre>{@code
 * SignedAnswer signed = Queries.through(client).ask(hub, query);
 * Optional<Person> person = signed.answer().read(Person.class);
 * Files.write(file, signed.toJson());                    // the proof
 * }</pre>
 */
public final class Queries {

  private final ExchangeClient client;
  private final Optional<PayloadDecryption> decryption;

  private Queries(ExchangeClient client, Optional<PayloadDecryption> decryption) {
    this.client = client;
    this.decryption = decryption;
  }

  /**
   * Asks through a client, which gets answers in clear.
   *
   * @param client signs, carries and verifies
   * @return the queries
   */
  public static Queries through(ExchangeClient client) {
    return new Queries(client, Optional.empty());
  }

  /**
   * Asks through a client, which opens answers that are encrypted for its node, too.
   *
   * @param client signs, carries and verifies
   * @param decryption has the keys of the node
   * @return the queries
   */
  public static Queries through(ExchangeClient client, PayloadDecryption decryption) {
    return new Queries(client, Optional.of(decryption));
  }

  /**
   * Asks. May be asked again after any failure; the provider records each answer.
   *
   * @param node the provider
   * @param query what to ask for
   * @return its answer, verified, with the proof
   * @throws io.github.citydc.exchange.message.ProblemException if the node refuses: with {@code
   *     not-authorized} if this node may not ask, which names the grant and the article; with
   *     {@code not-found} if the resource is not there or takes no queries; with {@code
   *     rate-limited} if the grant is used up for today
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     the request, so that nothing is known of it
   * @throws RefusedException with {@code decryption-failed} if the answer is encrypted and this
   *     node has no key for it
   */
  public SignedAnswer ask(NodeId node, Query query) {
    MessageId id = client.newMessageId();
    QueryRequest.Written written = written(node, id, query);
    Call call =
        Call.bringing("POST", "/queries/" + query.resource(), MediaType.JSON, written.body());
    return client.call(node, call, answer -> signed(node, id, query, written, answer));
  }

  private QueryRequest.Written written(NodeId node, MessageId id, Query query) {
    if (!client.protection().isEncrypted(node)) {
      return QueryRequest.clear(id, query);
    }
    EncryptedMessage place = QueryRequest.place(id, query.resource(), client.self(), node);
    return QueryRequest.sealed(
        id,
        query,
        key ->
            SealedContent.of(
                key,
                client.profile().hash(),
                content ->
                    new String(
                        client.protection().encrypt(place, content), StandardCharsets.US_ASCII)));
  }

  private SignedAnswer signed(
      NodeId node,
      MessageId id,
      Query query,
      QueryRequest.Written written,
      VerifiedResponse response) {
    Content body = response.response().body();
    MediaType.requirePlain(response.response().headers(), MediaType.JSON, "An answer");
    AnswerJson.Received received =
        AnswerJson.read(body, secret -> secret.open(content -> open(node, id, query, content)));
    QueryAnswer answer = received.answer();
    requireSame("queryId", id, answer.queryId());
    requireSame("resource", query.resource(), answer.resource());
    requireSame("provider", node, answer.provider());
    requireSame("reader", client.self(), answer.reader());
    requireSame("purpose", query.purpose(), answer.purpose());
    return new SignedAnswer(
        answer, written.body(), written.opened(), body, received.opened(), response.evidence());
  }

  private byte[] open(NodeId node, MessageId id, Query query, byte[] sealed) {
    return decryption
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.DECRYPTION_FAILED,
                    "The answer is encrypted for this node, which has no key to open it"))
        .open(
            QueryRequest.place(id, query.resource(), node, client.self()),
            new String(sealed, StandardCharsets.US_ASCII));
  }

  private static void requireSame(String member, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new MalformedMessageException("/" + member, "the answer is to another query");
    }
  }
}
