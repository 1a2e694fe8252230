package io.github.citydc.exchange.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.model.PayloadJson;
import java.util.Arrays;
import java.util.Optional;

/** The file form of an answer with its evidence: interface standard §6.1. */
final class SignedAnswerJson {

  private static final String FORM = "cdx-answer/1";
  private static final PayloadJson JSON = PayloadJson.standard();

  private SignedAnswerJson() {}

  static byte[] write(SignedAnswer signed) {
    ObjectNode object = JSON.newObject().put("form", FORM);
    object.put("request", signed.request().toText());
    signed.openedRequest().ifPresent(opened -> object.put("openedRequest", opened.toText()));
    object.put("answer", signed.body().toText());
    signed.openedAnswer().ifPresent(opened -> object.put("openedAnswer", opened.toText()));
    signed.evidence().writeTo(object);
    return JSON.write(object);
  }

  static SignedAnswer read(byte[] file) {
    byte[] line = withoutLineFeed(file);
    JsonMembers members = JsonMembers.read(line).ofForm(FORM);
    Content request = Content.ofText(members.text("request"));
    Optional<Content> openedRequest = members.optionalText("openedRequest").map(Content::ofText);
    requireOpened(request, openedRequest, "/openedRequest");
    Content body = Content.ofText(members.text("answer"));
    Optional<Content> openedAnswer = members.optionalText("openedAnswer").map(Content::ofText);
    requireOpened(body, openedAnswer, "/openedAnswer");
    SignedAnswer signed =
        new SignedAnswer(
            AnswerJson.read(body, openedAnswer),
            request,
            openedRequest,
            body,
            openedAnswer,
            SignatureEvidence.readFrom(members));
    if (!Arrays.equals(write(signed), line)) {
      throw new MalformedMessageException("", "is not in the form it was written in");
    }
    requireAnswerOf(signed);
    return signed;
  }

  /** What was encrypted is there, and is what was signed; and nothing else is there. */
  private static void requireOpened(Content signed, Optional<Content> opened, String pointer) {
    Optional<SealedContent> sealed = AnswerJson.sealed(signed);
    if (sealed.isPresent() != opened.isPresent()) {
      throw new MalformedMessageException(
          pointer, "is there if and only if something was encrypted");
    }
    sealed.ifPresent(content -> content.require(opened.orElseThrow()));
  }

  private static void requireAnswerOf(SignedAnswer signed) {
    QueryRequest.Received received = received(signed);
    if (!received.id().equals(signed.answer().queryId())
        || !received.query().purpose().equals(signed.answer().purpose())) {
      throw new MalformedMessageException("/answer", "is the answer to another query");
    }
  }

  static Query query(SignedAnswer signed) {
    return received(signed).query();
  }

  private static QueryRequest.Received received(SignedAnswer signed) {
    return QueryRequest.read(
        signed.answer().resource(),
        signed.request(),
        id -> secret -> signed.openedRequest().orElseThrow().toByteArray());
  }

  private static byte[] withoutLineFeed(byte[] file) {
    boolean ended = file.length > 0 && file[file.length - 1] == '\n';
    return ended ? Arrays.copyOf(file, file.length - 1) : file;
  }
}
