package io.github.citydc.exchange.bundle;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.Encodings;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.BundleTree;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeId;
import java.util.ArrayList;
import java.util.List;

/** The requests of a client about bundles: interface standard §4.11. */
final class BundleCalls {

  /** How many messages a bundle may have, as {@code GET /node} says it. */
  static final String LIMIT = "bundleMessages";

  /** The parameter of a bundle whose messages are to be handled one after the other. */
  static final String IN_ORDER = "inOrder";

  private static final int LARGEST_ANSWER = 16 * 1024 * 1024;

  private final ExchangeClient client;

  BundleCalls(ExchangeClient client) {
    this.client = client;
  }

  /** {@code GET /node}: which bundles the receiver takes. */
  BundleTerms terms(NodeId receiver) {
    NodeDescription description = client.call(receiver, Call.get("/node"), JsonBody::description);
    return new BundleTerms(
        (int) Math.min(BundleTerms.MOST, description.limit(LIMIT).orElse(0)),
        (int)
            Math.min(
                Integer.MAX_VALUE,
                description.limit(NodeDescription.BODY_SIZE).orElse(BundleTerms.TAKEN_BY_ALL)),
        description.encodings().contains(PartEncoding.ZSTD.wireName())
                && Encodings.supported().contains(PartEncoding.ZSTD)
            ? PartEncoding.ZSTD
            : PartEncoding.IDENTITY);
  }

  /** {@code POST /bundles}: what has become of each of these messages. */
  List<SentMessage> send(
      NodeId receiver, List<PreparedMessage> messages, BundleTerms terms, boolean inOrder) {
    List<Content> lines = messages.stream().map(PreparedMessage::body).toList();
    Call call =
        Call.bringing(
                "POST", "/bundles", MediaType.NDJSON, BundleLines.write(lines, terms.encoding()))
            .header(BundleTree.FIELD, BundleTree.over(lines).field());
    if (inOrder) {
      call = call.parameter(IN_ORDER, Boolean.toString(true));
    }
    if (terms.encoding() != PartEncoding.IDENTITY) {
      call = call.header("content-encoding", terms.encoding().wireName());
    }
    return client.call(receiver, call, answer -> read(answer, messages));
  }

  private static List<SentMessage> read(VerifiedResponse answer, List<PreparedMessage> messages) {
    MediaType.requirePlain(answer.response().headers(), MediaType.NDJSON, "The answer to a bundle");
    List<Content> lines =
        BundleLines.read(
            answer.response().body(), PartEncoding.IDENTITY, messages.size(), LARGEST_ANSWER);
    if (lines.size() != messages.size()) {
      throw new MalformedMessageException("", "the answer has not a line for each message");
    }
    BundleTree tree = BundleTree.over(lines);
    if (!answer.response().headers().values(BundleTree.FIELD).equals(List.of(tree.field()))) {
      throw new MalformedMessageException(
          "", BundleTree.FIELD + " is not the root over the lines of the answer");
    }
    List<SentMessage> sent = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      sent.add(read(lines.get(i), messages.get(i), answer.evidence().inBundle(tree.path(i))));
    }
    return sent;
  }

  /** Of one line nothing follows for the others, whatever it is. */
  private static SentMessage read(
      Content line, PreparedMessage message, SignatureEvidence evidence) {
    try {
      JsonMembers members = JsonMembers.read(line.toByteArray());
      if (members.optional("status").isEmpty()) {
        return SentMessage.accepted(message, SignedReceipt.of(message, line, evidence));
      }
      int status = members.optional("status").get().asInt();
      Problem problem = Problem.fromJson(status, line.toByteArray());
      requireSameMessage(problem, message);
      return SentMessage.failed(message, new ProblemException(problem));
    } catch (ExchangeException e) {
      return SentMessage.failed(message, e);
    }
  }

  private static void requireSameMessage(Problem problem, PreparedMessage message) {
    if (problem.messageId().filter(id -> !id.equals(message.messageId())).isPresent()) {
      throw new MalformedMessageException("/messageId", "the problem is of another message");
    }
  }
}
