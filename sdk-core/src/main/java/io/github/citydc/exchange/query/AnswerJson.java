package io.github.citydc.exchange.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;
import java.util.function.Function;

/** The JSON form of an answer: interface standard §4.13. */
final class AnswerJson {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final String RECORD = "record";

  private AnswerJson() {}

  static Content clear(QueryAnswer answer) {
    ObjectNode body = head(answer);
    body.setAll(said(answer));
    return Content.of(JSON.write(body));
  }

  static Content sealed(QueryAnswer answer, Function<ObjectNode, SealedContent.Made> seal) {
    ObjectNode body = head(answer);
    seal.apply(said(answer)).sealed().writeTo(body);
    return Content.of(JSON.write(body));
  }

  private static ObjectNode head(QueryAnswer answer) {
    ObjectNode body = JSON.newObject();
    body.put("queryId", answer.queryId().toString());
    body.put("resource", answer.resource());
    body.put("type", answer.type().toString());
    body.put("provider", answer.provider().toString());
    body.put("reader", answer.reader().toString());
    body.put("purpose", answer.purpose());
    answer.grant().ifPresent(grant -> body.put("grant", grant));
    body.put("answeredAt", Timestamps.format(answer.answeredAt()));
    return body;
  }

  private static ObjectNode said(QueryAnswer answer) {
    ObjectNode members = JSON.newObject().put("verdict", answer.verdict().wireName());
    answer.record().ifPresent(json -> members.putRawValue(RECORD, new RawValue(json.toText())));
    return members;
  }

  /** What was encrypted in an answer; empty if it is in clear. */
  static Optional<SealedContent> sealed(Content body) {
    return sealed(JsonMembers.readObject(body.toByteArray()));
  }

  private static Optional<SealedContent> sealed(ObjectNode object) {
    return SealedContent.isIn(object)
        ? Optional.of(SealedContent.read(new JsonMembers(object)))
        : Optional.empty();
  }

  /**
   * An answer as it has come.
   *
   * @param answer what it says
   * @param opened what was encrypted in it; empty if it is in clear
   */
  record Received(QueryAnswer answer, Optional<Content> opened) {}

  /**
   * Reads an answer.
   *
   * @param opening decrypts what is encrypted in it
   * @throws MalformedMessageException if it is none
   */
  static Received read(Content body, Function<SealedContent, Content> opening) {
    ObjectNode object = JsonMembers.readObject(body.toByteArray());
    Optional<Content> opened = sealed(object).map(opening);
    return new Received(read(new JsonMembers(object), opened), opened);
  }

  /**
   * Reads an answer whose encrypted content is at hand.
   *
   * @param opened what was encrypted in it; empty if it is in clear
   * @throws MalformedMessageException if it is none
   */
  static QueryAnswer read(Content body, Optional<Content> opened) {
    return read(JsonMembers.read(body.toByteArray()), opened);
  }

  private static QueryAnswer read(JsonMembers members, Optional<Content> opened) {
    JsonMembers said =
        opened.map(content -> JsonMembers.read(content.toByteArray())).orElse(members);
    try {
      return QueryAnswer.builder()
          .queryId(members.value("queryId", MessageId::parse))
          .resource(members.text("resource"))
          .type(members.value("type", PayloadType::parse))
          .provider(members.value("provider", NodeId::parse))
          .reader(members.value("reader", NodeId::parse))
          .purpose(members.text("purpose"))
          .grant(members.optionalText("grant"))
          .answeredAt(members.time("answeredAt"))
          .verdict(said.value("verdict", QueryVerdict::ofWireName))
          .record(
              said.optional(RECORD).isPresent()
                  ? Optional.of(Content.of(JSON.write(said.object(RECORD))))
                  : Optional.empty())
          .build();
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("", String.valueOf(e.getMessage()));
    }
  }
}
