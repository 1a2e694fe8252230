package io.github.citydc.exchange.internal.batch;

import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.ProblemException;
import io.github.citydc.exchange.SignedReceipt;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.RecordSource;
import io.github.citydc.exchange.batch.UploadOptions;
import io.github.citydc.exchange.batch.UploadReport;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.spi.ReceiptArchive;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.NodeId;
import io.github.citydc.validation.PayloadValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Uploads: reads a source, sends parts, then the manifest, and waits for the result. */
public final class Uploader {

  private final BatchCalls calls;
  private final Optional<PayloadValidator> validator;
  private final ReceiptArchive archive;
  private final Supplier<MessageId> ids;
  private final Clock clock;

  /**
   * Takes the client's parts.
   *
   * @param calls asks the receiver
   * @param validator the rules of payloads, empty to leave them to the receiver
   * @param archive keeps the receipt
   * @param ids makes the ids of batches
   * @param clock tells when a batch is made
   */
  public Uploader(
      BatchCalls calls,
      Optional<PayloadValidator> validator,
      ReceiptArchive archive,
      Supplier<MessageId> ids,
      Clock clock) {
    this.calls = calls;
    this.validator = validator;
    this.archive = archive;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Uploads a source, and closes it.
   *
   * @param receiver whom it is for
   * @param source the records
   * @param options how
   * @param <P> the record's class
   * @return what became of it
   */
  public <P extends Payload> UploadReport upload(
      NodeId receiver, RecordSource<P> source, UploadOptions options) {
    Optional<UploadJournal> journal = options.journal().map(UploadJournal::new);
    UploadJournal.Batch batch = batch(receiver, PayloadType.of(source.type()), options, journal);
    BatchWatch watch = new BatchWatch(calls, options);
    UploadLedger ledger = new UploadLedger(batch, journal, options.listed(), options.listener());
    try (source) {
      resume(receiver, ledger, journal, options);
      new SourceSending<P>(calls, validator, ledger, options, encoding(receiver, options))
          .send(source);
    } catch (IOException e) {
      throw new UncheckedIOException("The source of the records could not be read on", e);
    }
    if (ledger.isEmpty()) {
      journal.ifPresent(UploadJournal::end);
      return ledger.report(Optional.empty(), List.of(), 0, 0);
    }
    SignedReceipt receipt =
        new Patience(options.patience()).ask(() -> calls.post(ledger.manifest(calls.self())));
    archive.keep(receipt);
    UploadReport report = watch.until(receiver, ledger, receipt);
    journal.ifPresent(UploadJournal::end);
    return report;
  }

  private UploadJournal.Batch batch(
      NodeId receiver, PayloadType type, UploadOptions options, Optional<UploadJournal> journal) {
    Optional<UploadJournal.Batch> begun = journal.flatMap(UploadJournal::batch);
    UploadJournal.Batch batch =
        begun.orElseGet(
            () ->
                new UploadJournal.Batch(
                    ids.get(), type, options.operation(), receiver, Timestamps.now(clock)));
    if (!batch.receiver().equals(receiver)
        || !batch.type().equals(type)
        || batch.operation() != options.operation()) {
      throw new IllegalStateException("The journal is that of another upload");
    }
    return batch;
  }

  /** Goes on behind the parts that are still there without a gap. */
  private void resume(
      NodeId receiver,
      UploadLedger ledger,
      Optional<UploadJournal> journal,
      UploadOptions options) {
    List<UploadJournal.Arrived> noted = journal.map(UploadJournal::arrived).orElse(List.of());
    boolean accepted = !noted.isEmpty() && isAccepted(receiver, ledger.id(), options);
    Patience patience = new Patience(options.patience());
    int kept = 0;
    while (kept < noted.size() && (accepted || isThere(receiver, noted.get(kept), patience))) {
      kept++;
    }
    ledger.begin(noted.subList(0, kept));
  }

  private boolean isThere(NodeId receiver, UploadJournal.Arrived noted, Patience patience) {
    return patience.ask(() -> calls.has(receiver, noted.part().digest()));
  }

  /** After the last record is done its parts are gone, though nothing is missing. */
  private boolean isAccepted(NodeId receiver, MessageId id, UploadOptions options) {
    try {
      new Patience(options.patience()).ask(() -> calls.status(receiver, id, Optional.empty()));
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private PartEncoding encoding(NodeId receiver, UploadOptions options) {
    if (options.encoding().isPresent()) {
      return options.encoding().get();
    }
    List<PartEncoding> theirs =
        new Patience(options.patience()).ask(() -> calls.encodings(receiver));
    return Encodings.supported().stream()
        .filter(theirs::contains)
        .findFirst()
        .orElse(PartEncoding.IDENTITY);
  }
}
