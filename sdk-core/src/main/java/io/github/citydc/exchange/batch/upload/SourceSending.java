package io.github.citydc.exchange.batch.upload;

import io.github.citydc.code.Severity;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.internal.Lines;
import io.github.citydc.exchange.batch.upload.PartCutter.CutPart;
import io.github.citydc.exchange.content.internal.PartSender;
import io.github.citydc.exchange.content.internal.Patience;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
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

  /** Of one record, as at the receiver; their number is told in any case. */
  private static final int MOST_VIOLATIONS = 20;

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final int BETWEEN_PROGRESS = 1000;
  private static final Violation TOO_LONG =
      new Violation(
          "",
          "record.size",
          Severity.ERROR,
          "cdx-1 §4.5",
          "A record of a batch has at most 1 MiB",
          "批次中的记录不超过1 MiB");

  private final BatchCalls calls;
  private final ExchangeClient client;
  private final Optional<PayloadValidator> validator;
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
    this.validator = client.rules();
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
      before.next(record.flatMap(this::json));
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
    Optional<byte[]> json = json(record);
    before.next(json);
    byte[] line;
    try {
      line = valid(record, json);
    } catch (InvalidPayloadException e) {
      leaveOut(e);
      return;
    }
    if (cutter.add(line)) {
      cut(sender);
    }
  }

  /** Empty if there is none, as with U+0000 in a text. */
  private Optional<byte[]> json(P record) {
    try {
      return Optional.of(JSON.write(record));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] valid(P record, Optional<byte[]> json) {
    if (validator.isPresent()) {
      ValidationReport report = validator.get().validate(record);
      if (!report.isValid()) {
        throw new InvalidPayloadException(report);
      }
    }
    byte[] line = json.orElseGet(() -> JSON.write(record));
    if (line.length > Lines.MAX_LINE) {
      throw new InvalidPayloadException(new ValidationReport(List.of(TOO_LONG)));
    }
    return line;
  }

  private void leaveOut(InvalidPayloadException e) {
    if (options.failFast()) {
      throw e;
    }
    boolean inFull = ledger.listsMore(leftOut.size());
    List<Violation> listed = e.report().errors().stream().limit(MOST_VIOLATIONS).toList();
    leftOut.add(
        new Rejection(
            ledger.read(),
            ProblemCode.VALIDATION_FAILED.wireName(),
            inFull ? String.valueOf(e.getMessage()) : "",
            inFull ? listed : List.of(),
            inFull ? e.report().errorCount() - listed.size() : 0));
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
