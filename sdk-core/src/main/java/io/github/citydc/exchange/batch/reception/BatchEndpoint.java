package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.Parameters;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.batch.internal.RejectionCursor;
import io.github.citydc.exchange.batch.internal.StatusJson;
import io.github.citydc.exchange.batch.internal.StatusPage;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /batches}, {@code GET /batches/{id}} and {@code DELETE /batches/{id}/parts}. A sender
 * sees only its own batches.
 */
final class BatchEndpoint implements Endpoint {

  private static final int NO_CONTENT = 204;
  private static final int DEFAULT_LIMIT = 100;
  private static final String DELAYED =
      "The receiver is in trouble; the batch waits until that is over, and nothing of it is lost";
  private static final String GIVEN_UP =
      "The receiver has given this batch up; upload the records that are not accepted again";
  private static final int MAX_LIMIT = 1000;

  /** Of all records of an answer together: not much more than a MiB. */
  private static final int MAX_VIOLATIONS = 2000;

  private final BatchIntake intake;
  private final BatchStore store;
  private final ContentKeeper parts;

  BatchEndpoint(BatchIntake intake, BatchReception reception) {
    this.intake = intake;
    this.store = reception.store();
    this.parts = reception.keeper();
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    if (target.match("POST", "batches").isPresent()) {
      return Optional.of(intake.accept(request));
    }
    return target
        .match("DELETE", "batches/*/parts")
        .map(id -> takeBack(request.sender(), id.get(0)))
        .or(
            () ->
                target
                    .match("GET", "batches/*/receipt")
                    .map(id -> receipt(request.sender(), id.get(0))))
        .or(
            () ->
                target
                    .match("GET", "batches/*")
                    .map(id -> status(request.sender(), id.get(0), target)));
  }

  private HttpResponse takeBack(NodeId sender, String id) {
    MessageId batch = id(id).orElseThrow(BatchEndpoint::unknown);
    if (store.find(sender, batch).isPresent()) {
      throw new RefusedException(
          ProblemCode.MESSAGE_CONFLICT, "This batch was accepted; its parts are not taken back");
    }
    parts.takeBack(sender, ContentKey.Kind.BATCH_PART, batch.toString());
    return Answer.empty(NO_CONTENT);
  }

  private HttpResponse receipt(NodeId sender, String id) {
    return id(id)
        .flatMap(batch -> store.find(sender, batch))
        .map(entry -> Answer.of(200, MediaType.JSON, entry.receipt()))
        .orElseThrow(BatchEndpoint::unknown);
  }

  private static RefusedException unknown() {
    return new RefusedException(
        ProblemCode.NOT_FOUND, "No batch of this sender was accepted under this id");
  }

  private HttpResponse status(NodeId sender, String id, Target target) {
    Optional<MessageId> batch = id(id);
    BatchStatus status =
        batch.flatMap(known -> store.status(sender, known)).orElseThrow(BatchEndpoint::unknown);
    int limit = new Parameters(target).number("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT);
    RejectionCursor after = RejectionCursor.of(target.parameter("after"));
    List<RejectedRecord> found =
        store.rejected(sender, status.batchId(), after.part(), after.line(), limit);
    List<RejectedRecord> rejected = page(found);
    boolean more = rejected.size() == limit || rejected.size() < found.size();
    return Answer.of(
        200,
        MediaType.JSON,
        Content.of(
            StatusJson.write(
                new StatusPage(
                    status, rejected, more ? next(rejected) : Optional.empty(), delay(status)))));
  }

  private static Optional<String> delay(BatchStatus status) {
    return status.delay().map(reason -> status.state() == BatchState.FAILED ? GIVEN_UP : DELAYED);
  }

  /** As many as have room in an answer, at least one. */
  private static List<RejectedRecord> page(List<RejectedRecord> found) {
    int violations = 0;
    for (int i = 0; i < found.size(); i++) {
      violations += found.get(i).violations().size();
      if (i > 0 && violations > MAX_VIOLATIONS) {
        return found.subList(0, i);
      }
    }
    return found;
  }

  private static Optional<RejectionCursor> next(List<RejectedRecord> rejected) {
    RejectedRecord last = rejected.get(rejected.size() - 1);
    return Optional.of(new RejectionCursor(last.part(), last.line()));
  }

  private static Optional<MessageId> id(String text) {
    try {
      return Optional.of(MessageId.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
