package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.event.BatchStep;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.MissingPartsException;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.VerifiedRequest;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The way of a verified manifest to a stored batch and its receipt. */
final class BatchIntake {

  private static final int ACCEPTED = 202;
  private static final Set<BatchState> UNFINISHED =
      EnumSet.of(BatchState.WAITING, BatchState.PROCESSING);

  private final BatchHandlers handlers;
  private final ReceiverParts receiver;
  private final BatchStore store;
  private final ContentKeeper parts;
  private final Clock clock;
  private final BatchSignal signal;
  private final BatchBounds bounds;

  BatchIntake(BatchLoop.Parts work) {
    this.handlers = work.handlers();
    this.receiver = work.receiver();
    this.store = work.reception().store();
    this.parts = work.reception().keeper();
    this.clock = work.receiver().clock();
    this.signal = work.signal();
    this.bounds = new BatchBounds(work.reception());
  }

  HttpResponse accept(VerifiedRequest verified) {
    MediaType.requirePlain(verified.request().headers(), MediaType.JSON, "A manifest");
    byte[] body = verified.request().body().toByteArray();
    BatchManifest manifest;
    try {
      manifest = ManifestJson.read(body);
    } catch (MalformedMessageException e) {
      Problem problem = Problems.of(e);
      return Problems.response(
          MessageId.in(body, "batchId").map(problem::aboutBatch).orElse(problem));
    }
    try {
      requireSameNodes(manifest, verified);
      Content receipt = stored(manifest, verified).receipt();
      signal.give();
      return Answer.of(ACCEPTED, MediaType.JSON, receipt);
    } catch (RuntimeException e) {
      return Problems.response(
          Problems.of(e, "Batch " + manifest.batchId() + " of " + manifest.sender())
              .aboutBatch(manifest.batchId()));
    }
  }

  private BatchEntry stored(BatchManifest manifest, VerifiedRequest verified) {
    Content body = verified.request().body();
    ContentHash digest = ContentHash.of(body, receiver.profile().hash());
    Optional<BatchEntry> before = store.find(verified.sender(), manifest.batchId());
    BatchEntry entry = before.isPresent() ? before.get() : store(manifest, verified, digest);
    if (!entry.bodyDigest().matches(body)) {
      throw new RefusedException(
          ProblemCode.MESSAGE_CONFLICT,
          "Another manifest was accepted under this batch id; a changed batch needs a new id");
    }
    if (before.isEmpty()) {
      BatchSteps.tell(receiver, manifest, BatchStep.ACCEPTED);
    } else if (isUnfinished(verified, manifest)) {
      // What was damaged meanwhile is asked for again; the batch goes on when it is there.
      requireParts(manifest, Timestamps.now(clock));
    }
    return entry;
  }

  private boolean isUnfinished(VerifiedRequest verified, BatchManifest manifest) {
    return store
        .status(verified.sender(), manifest.batchId())
        .filter(status -> UNFINISHED.contains(status.state()))
        .isPresent();
  }

  private BatchEntry store(BatchManifest manifest, VerifiedRequest verified, ContentHash digest) {
    if (handlers.find(manifest.type()).isEmpty()) {
      throw new RefusedException(
          ProblemCode.UNKNOWN_TYPE, "This node does not take " + manifest.type());
    }
    manifest.operation().requireFor(manifest.type());
    if (receiver.isEncryptionRequired(manifest.type())
        && !manifest.parts().stream().allMatch(part -> part.encoding().isEncrypted())) {
      throw new RefusedException(
          ProblemCode.ENCRYPTION_REQUIRED,
          "This node takes " + manifest.type() + " only encrypted");
    }
    OffsetDateTime now = Timestamps.now(clock);
    bounds.requireModest(manifest);
    bounds.requireBounded(requireParts(manifest, now));
    Receipt receipt =
        Receipt.builder()
            .messageId(manifest.batchId())
            .type(manifest.type())
            .operation(manifest.operation())
            .sender(manifest.sender())
            .receiver(manifest.receiver())
            .bodyDigest(digest)
            .acceptedAt(now)
            .build();
    return store.store(
        new BatchEntry(
            manifest,
            digest,
            now,
            verified.request().body(),
            verified.evidence(),
            Content.of(receipt.toJson())));
  }

  /**
   * Finds the parts, which from now on no upload takes back.
   *
   * @return how many bytes they are when decompressed
   */
  private long requireParts(BatchManifest manifest, OffsetDateTime now) {
    long decoded = 0;
    Set<ContentHash> missing = new LinkedHashSet<>();
    for (int i = 0; i < manifest.parts().size(); i++) {
      BatchPart part = manifest.parts().get(i);
      Optional<StoredContent> arrived =
          parts.find(
              ContentKey.batchPart(manifest.sender(), receiver.profile().require(part.digest())),
              Optional.empty(),
              now.toInstant());
      if (arrived.isEmpty()) {
        missing.add(part.digest());
      } else if (!isSame(part, arrived.get())) {
        throw new MalformedMessageException(
            "/parts/" + i, "encoding, size or records are not those of the part that arrived");
      } else {
        decoded += arrived.get().decodedSize();
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingPartsException("part(s)", List.copyOf(missing));
    }
    return decoded;
  }

  private static boolean isSame(BatchPart part, StoredContent arrived) {
    return arrived.encoding().equals(part.encoding().wireName())
        && arrived.size() == part.size()
        && arrived.records() == part.records();
  }

  private static void requireSameNodes(BatchManifest manifest, VerifiedRequest verified) {
    if (!manifest.sender().equals(verified.sender())) {
      throw new RefusedException(
          ProblemCode.SENDER_MISMATCH, "The manifest names another sender than its signature");
    }
    String receiver = verified.request().headers().value("cdx-receiver").orElse("");
    if (!manifest.receiver().toString().equals(receiver)) {
      throw new RefusedException(
          ProblemCode.RECEIVER_MISMATCH, "The manifest names another receiver than its signature");
    }
  }
}
