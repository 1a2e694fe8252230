package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.upload.PartCutter.CutPart;
import io.github.citydc.exchange.content.internal.PartSender;
import io.github.citydc.exchange.content.internal.Patience;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.model.Payload;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Reads a source to its end, and sends its records in parts: while parts are under way, the next is
 * cut. For one upload and one thread.
 */
final class SourceSending<P extends Payload> {

  private static final int BETWEEN_PROGRESS = 1000;
  private final BatchCalls calls;
  private final ExchangeClient client;
  private final RecordLines lines;
  private final PartEncoding encoding;
  private final UploadLedger ledger;
  private final UploadOptions options;
  private final PartCutter cutter;
  private final PartSpool spool;
  private final boolean resuming;
  private final ReadBefore before;
  private final Patience patience;
  private final Deque<UnderWay> underWay = new ArrayDeque<>();
  private List<Rejection> leftOut = new ArrayList<>();
  private long first;

  SourceSending(
      BatchCalls calls,
      ExchangeClient client,
      UploadLedger ledger,
      UploadOptions options,
      ReadBefore before,
      PartEncoding encoding,
      PartSpool spool) {
    this.calls = calls;
    this.client = client;
    this.lines = new RecordLines(client.rules());
    this.encoding = encoding;
    this.ledger = ledger;
    this.options = options;
    this.cutter =
        new PartCutter(encoding.compression(), size(encoding, options), client.profile().hash());
    this.spool = spool;
    this.resuming = options.journal().isPresent();
    this.before = before;
    this.patience = new Patience(options.patience(), options.abort());
  }

  private record UnderWay(UploadJournal.Arrived part, CompletableFuture<Void> sent) {}

  /**
   * Sends what the ledger does not account for yet. A batch that was complete before stays as it
   * was.
   *
   * @return whether the source has more records than such a batch
   * @throws IllegalStateException if the records are not those that were read before
   */
  boolean send(RecordSource<P> source) throws IOException {
    skip(source);
    first = ledger.read() + 1;
    try (PartSender<PlacedPart> sender = new PartSender<>(this::sendOne, options.parallel())) {
      send(source, sender);
    }
    leftOut.forEach(ledger::leaveOut);
    boolean more = before.isAtEnd() && hasOneMore(source);
    ledger.complete(before.end());
    return more;
  }

  private void send(RecordSource<P> source, PartSender<PlacedPart> sender) throws IOException {
    try {
      while (!before.isAtEnd() && readOne(source, sender)) {
        options.abort().requireNotAborted();
        if (ledger.read() % BETWEEN_PROGRESS == 0) {
          ledger.tell(UploadProgress.Phase.SENDING, 0);
        }
      }
      if (!cutter.isEmpty()) {
        cut(sender);
      }
      while (!underWay.isEmpty()) {
        noteArrived();
      }
    } catch (CancellationException e) {
      settle();
      throw e;
    }
  }

  /** What is under way arrives, or does not, before it is taken back. */
  private void settle() {
    underWay.forEach(part -> part.sent().handle((sent, failure) -> part).join());
  }

  private void skip(RecordSource<P> source) throws IOException {
    for (long i = 0; i < ledger.read(); i++) {
      Optional<P> record = Optional.empty();
      try {
        record = source.next();
        if (record.isEmpty()) {
          before.end();
        }
      } catch (InvalidPayloadException e) {
        // It was left out when the upload was begun, and the journal says so.
      }
      before.next(record.flatMap(RecordLines::json));
    }
  }

  private boolean hasOneMore(RecordSource<P> source) throws IOException {
    try {
      return source.next().isPresent();
    } catch (InvalidPayloadException e) {
      return true;
    }
  }

  /** Reads a record; false if there is none. */
  private boolean readOne(RecordSource<P> source, PartSender<PlacedPart> sender)
      throws IOException {
    Optional<P> record;
    try {
      record = source.next();
    } catch (InvalidPayloadException e) {
      ledger.readOneMore();
      before.next(Optional.empty());
      leaveOut(e);
      return true;
    }
    record.ifPresent(one -> take(one, sender));
    return record.isPresent();
  }

  private void take(P record, PartSender<PlacedPart> sender) {
    ledger.readOneMore();
    Optional<byte[]> json = RecordLines.json(record);
    before.next(json);
    byte[] line;
    try {
      line = lines.line(record, json);
    } catch (InvalidPayloadException e) {
      leaveOut(e);
      return;
    }
    if (cutter.add(line)) {
      cut(sender);
    }
  }

  private void leaveOut(InvalidPayloadException e) {
    if (options.failFast()) {
      throw e;
    }
    leftOut.add(RecordLines.leftOut(ledger.read(), e, ledger.listsMore(leftOut.size())));
  }

  private void cut(PartSender<PlacedPart> sender) {
    int number = ledger.arrived() + underWay.size();
    CutPart cut = protectedPart(cutter.cut(), ledger.place(client.self(), number));
    spool.add(cut.part().digest(), cut.content());
    underWay.add(
        new UnderWay(
            new UploadJournal.Arrived(cut.part(), first, ledger.read(), before.digest(), leftOut),
            sender.send(new PlacedPart(cut, ledger.place(client.self(), number)))));
    leftOut = new ArrayList<>();
    first = ledger.read() + 1;
    while (!underWay.isEmpty() && underWay.element().sent().isDone()) {
      noteArrived();
    }
  }

  /** Encrypted before it is kept or sent, if it is for a receiver that is encrypted for. */
  private CutPart protectedPart(CutPart cut, EncryptedMessage place) {
    if (!encoding.isEncrypted()) {
      client.protection().requireClear(place.receiver(), "A part of a batch");
      return cut;
    }
    Content encrypted = Content.of(client.protection().encrypt(place, cut.content().toByteArray()));
    return new CutPart(
        new BatchPart(
            ContentHash.of(encrypted, client.profile().hash()),
            encoding,
            encrypted.size(),
            cut.part().records()),
        encrypted);
  }

  /**
   * Encryption makes a part larger by a third, and what is cut here comes out as large as it was
   * to.
   */
  private static int size(PartEncoding encoding, UploadOptions options) {
    return encoding.isEncrypted() ? Math.max(1, options.partSize() / 4 * 3) : options.partSize();
  }

  /** A part with its place in the batch. */
  private record PlacedPart(CutPart cut, EncryptedMessage place) {}

  private void noteArrived() {
    UnderWay next = underWay.remove();
    PartSender.await(next.sent());
    ledger.arrived(next.part());
  }

  /** When resuming, a part may have arrived though the journal does not say so. */
  private void sendOne(PlacedPart placed) {
    CutPart cut = placed.cut();
    patience.ask(
        () -> {
          if (!resuming || !calls.has(ledger.receiver(), ledger.id(), cut.part().digest())) {
            calls.put(placed.place(), cut.part(), cut.content());
          }
          return cut;
        });
  }
}
