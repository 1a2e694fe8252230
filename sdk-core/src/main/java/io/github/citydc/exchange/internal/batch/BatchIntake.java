package io.github.citydc.exchange.internal.batch;

import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.Receipt;
import io.github.citydc.exchange.RefusedException;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.BatchReception;
import io.github.citydc.exchange.batch.PartDigest;
import io.github.citydc.exchange.internal.BodyDigest;
import io.github.citydc.exchange.internal.Handlers;
import io.github.citydc.exchange.internal.MissingPartsException;
import io.github.citydc.exchange.internal.Problems;
import io.github.citydc.exchange.internal.ReceiptJson;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.spi.BatchEntry;
import io.github.citydc.exchange.spi.BatchStore;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.PartStore;
import io.github.citydc.exchange.spi.VerifiedRequest;
import io.github.citydc.model.PayloadType;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The way of a verified manifest to a stored batch and its receipt. */
public final class BatchIntake {

  private static final String JSON_TYPE = "application/json";
  private static final int ACCEPTED = 202;

  private final Handlers handlers;
  private final Predicate<PayloadType> sealingRequired;
  private final BatchStore store;
  private final PartStore parts;
  private final Clock clock;
  private final BatchSignal signal;

  /**
   * Takes the receiver's parts.
   *
   * @param handlers by payload type
   * @param sealingRequired the types that a batch cannot bring, as its records are not sealed
   * @param reception where batches are stored
   * @param clock tells the time of acceptance
   * @param signal given when a batch was stored
   */
  public BatchIntake(
      Handlers handlers,
      Predicate<PayloadType> sealingRequired,
      BatchReception reception,
      Clock clock,
      BatchSignal signal) {
    this.handlers = handlers;
    this.sealingRequired = sealingRequired;
    this.store = reception.store();
    this.parts = reception.parts();
    this.clock = clock;
    this.signal = signal;
  }

  HttpResponse accept(VerifiedRequest verified) {
    requireJson(verified.request().headers());
    BatchManifest manifest = ManifestJson.read(verified.request().body().toByteArray());
    try {
      requireSameNodes(manifest, verified);
      HttpBody receipt = stored(manifest, verified).receipt();
      signal.give();
      return new HttpResponse(
          ACCEPTED, HttpHeaders.empty().with("content-type", JSON_TYPE), receipt);
    } catch (RuntimeException e) {
      return Problems.response(Problems.of(e).about(manifest.batchId()));
    }
  }

  private BatchEntry stored(BatchManifest manifest, VerifiedRequest verified) {
    String digest = BodyDigest.of(verified.request().body());
    Optional<BatchEntry> before = store.find(verified.sender(), manifest.batchId());
    BatchEntry entry = before.isPresent() ? before.get() : store(manifest, verified, digest);
    if (!entry.bodyDigest().equals(digest)) {
      throw new RefusedException(
          ProblemCode.MESSAGE_CONFLICT,
          "Another manifest was accepted under this batch id; a changed batch needs a new id");
    }
    return entry;
  }

  private BatchEntry store(BatchManifest manifest, VerifiedRequest verified, String digest) {
    if (handlers.findBatch(manifest.type()).isEmpty()) {
      throw new RefusedException(
          ProblemCode.UNKNOWN_TYPE, "This node does not take " + manifest.type());
    }
    if (sealingRequired.test(manifest.type())) {
      throw new RefusedException(
          ProblemCode.SEALING_REQUIRED,
          "This node takes " + manifest.type() + " only sealed, in messages; not in batches");
    }
    OffsetDateTime now = Timestamps.now(clock);
    requireParts(manifest, now);
    Receipt receipt =
        new Receipt(
            manifest.batchId(),
            manifest.type(),
            manifest.operation(),
            manifest.sender(),
            manifest.receiver(),
            digest,
            now);
    return store.store(
        new BatchEntry(
            manifest,
            digest,
            now,
            verified.request().body(),
            verified.evidence(),
            HttpBody.of(ReceiptJson.write(receipt))));
  }

  private void requireParts(BatchManifest manifest, OffsetDateTime now) {
    Set<PartDigest> missing = new LinkedHashSet<>();
    for (int i = 0; i < manifest.parts().size(); i++) {
      BatchPart part = manifest.parts().get(i);
      Optional<BatchPart> arrived =
          store.parts().touch(manifest.sender(), part.digest(), now.toInstant());
      if (arrived.isEmpty() || !parts.holds(manifest.sender(), part.digest())) {
        missing.add(part.digest());
      } else if (!arrived.get().equals(part)) {
        throw new MalformedMessageException(
            "/parts/" + i, "encoding, size or records are not those of the part that arrived");
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingPartsException("part(s)", List.copyOf(missing));
    }
  }

  private static void requireJson(HttpHeaders headers) {
    String mediaType = headers.value("content-type").orElse("").split(";", 2)[0].strip();
    if (!mediaType.equalsIgnoreCase(JSON_TYPE)) {
      throw new MalformedMessageException("", "A manifest has the content type " + JSON_TYPE);
    }
    if (headers.value("content-encoding").isPresent()) {
      throw new MalformedMessageException("", "A manifest has no content encoding");
    }
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
