package io.github.citydc.exchange.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.naming.node.NodeId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The body of {@code POST /queries/{resource}}: interface standard §4.13. */
final class QueryRequest {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final String KEY = "key";

  private QueryRequest() {}

  /** A query as it is sent: its body, and the key if it is encrypted. */
  record Written(Content body, Optional<Content> opened) {}

  static Written clear(MessageId id, Query query) {
    ObjectNode body = head(id, query);
    body.setAll(key(query));
    return new Written(Content.of(JSON.write(body)), Optional.empty());
  }

  static Written sealed(MessageId id, Query query, Function<ObjectNode, SealedContent.Made> seal) {
    SealedContent.Made made = seal.apply(key(query));
    ObjectNode body = head(id, query);
    made.sealed().writeTo(body);
    return new Written(Content.of(JSON.write(body)), Optional.of(made.content()));
  }

  private static ObjectNode head(MessageId id, Query query) {
    ObjectNode body =
        JSON.newObject().put("queryId", id.toString()).put("purpose", query.purpose());
    query.grant().ifPresent(grant -> body.put("grant", grant));
    return body;
  }

  private static ObjectNode key(Query query) {
    ObjectNode members = JSON.newObject();
    query.key().forEach(members.putObject(KEY)::put);
    return members;
  }

  /** A query as it has come. */
  record Received(MessageId id, Query query, boolean sealed) {}

  /**
   * Reads a body.
   *
   * @param opening decrypts a key that is encrypted
   * @throws MalformedMessageException if it is no query
   */
  static Received read(
      String resource, Content body, Function<MessageId, Function<byte[], byte[]>> opening) {
    ObjectNode object = JsonMembers.readObject(body.toByteArray());
    JsonMembers members = new JsonMembers(object);
    MessageId id = members.value("queryId", MessageId::parse);
    boolean sealed = SealedContent.isIn(object);
    JsonMembers keyed =
        sealed
            ? JsonMembers.read(SealedContent.read(members).open(opening.apply(id)).toByteArray())
            : members;
    try {
      Query query =
          new Query(
              resource,
              values(keyed.object(KEY)),
              members.text("purpose"),
              members.optionalText("grant"));
      return new Received(id, query, sealed);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> values(ObjectNode key) {
    Map<String, String> values = new TreeMap<>();
    key.properties()
        .forEach(
            member -> {
              if (!member.getValue().isTextual()) {
                throw new MalformedMessageException("/" + KEY, "has texts as values");
              }
              values.put(member.getKey(), member.getValue().textValue());
            });
    return values;
  }

  /** To what an encrypted key or answer is bound, beside who encrypts it for whom. */
  static EncryptedMessage place(MessageId id, String resource, NodeId from, NodeId to) {
    return new EncryptedMessage(id, "queries/" + resource, Operation.EVENT, from, to);
  }
}
