package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.EncryptedParts;
import io.github.citydc.exchange.content.internal.Patience;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sending side of batches: it reads a source, sends the records in parts, signs one manifest,
 * and waits until the receiver has stored or rejected each record. Thread-safe.
 *
 * <pre>{@code
 * UploadReport report = Uploader.through(client)
 *     .upload(hub, RecordSource.ndjson(Person.class, file), UploadOptions.standard());
 * }</pre>
 */
public final class Uploader {

  private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
  private static final int ROUNDS = 5;

  private final ExchangeClient client;
  private final BatchCalls calls;

  private Uploader(ExchangeClient client) {
    this.client = client;
    this.calls = new BatchCalls(client);
  }

  /**
   * Returns an uploader that uses a client.
   *
   * @param client signs, carries and verifies
   * @return the uploader
   */
  public static Uploader through(ExchangeClient client) {
    return new Uploader(client);
  }

  /**
   * Sends many records under one signature, and waits until the receiver has stored or rejected
   * each: {@link #upload(NodeId, RecordSource, UploadOptions)} with the standard options.
   *
   * @param receiver the receiving node
   * @param type the record
   * @param records gives them; closed at the end
   * @param progress is called with the progress
   * @param <P> the record's class
   * @return the result
   */
  public <P extends Payload> UploadReport upload(
      NodeId receiver, Class<P> type, Stream<? extends P> records, ProgressListener progress) {
    return upload(
        receiver,
        RecordSource.of(type, records),
        UploadOptions.builder().listener(progress).build());
  }

  /**
   * Sends many records under one signature, and waits until the receiver has stored or rejected
   * each of them. The memory used does not depend on the number of records. The receipt is kept in
   * the archive of receipts, too.
   *
   * <p>With a journal an upload that was broken off goes on where it was, also in another process:
   * nothing that has arrived is sent twice, and every record is stored once. The journal stays at
   * the end; called once more with it, this gives the same result and sends nothing again. It
   * belongs to one receiver, source and set of options, and one upload at a time uses it.
   *
   * <p>The {@linkplain UploadOptions#abort() switch} of the options ends an upload between two
   * records. Without a journal, an upload that ends early, for whatever reason but a receiver that
   * does not answer, takes the parts back that it has sent: they do not use up the quota of this
   * node. With a journal they stay, so that it can go on. Once the manifest is under way the batch
   * may be accepted, and nothing is taken back.
   *
   * @param receiver the receiving node
   * @param source the records; closed at the end
   * @param options how to do it
   * @param <P> the record's class
   * @return the result
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if a record breaks rules and
   *     the options say to fail fast; nothing was stored
   * @throws UncheckedIOException if the source fails; nothing was stored
   * @throws ProblemException if the receiver refused a part or the manifest
   * @throws io.github.citydc.exchange.message.TransportException if the receiver did not answer for
   *     longer than patience lasts
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   * @throws java.util.concurrent.CancellationException if it was aborted
   * @throws IllegalStateException if the journal is that of another upload, or the source is not
   *     the one that was read before; if the source has more records than a batch that was complete
   *     before, after that batch is done; if another process uses the journal; or if the file is
   *     damaged or something else. The message says what was found, and the way out; the file stays
   *     as it is
   */
  public <P extends Payload> UploadReport upload(
      NodeId receiver, RecordSource<P> source, UploadOptions options) {
    BatchWatch watch = new BatchWatch(calls, options);
    try (source;
        UploadJournal journal = UploadJournal.open(options.journal());
        PartSpool spool = new PartSpool()) {
      UploadIdentity batch = batch(receiver, PayloadType.of(source.type()), options, journal);
      UploadLedger ledger = new UploadLedger(batch, journal, options.listed(), options.listener());
      ReadBefore readBefore = new ReadBefore(journal);
      List<BatchPart> before = journal.arrived().stream().map(UploadJournal.Arrived::part).toList();
      boolean complete = journal.end().isPresent();
      boolean more =
          sendParts(source, ledger, readBefore, batch.encoding(), options, spool, journal);
      if (complete && !ledger.isMadeOf(before)) {
        throw ReadBefore.refusal(journal, "its parts cannot be made again as they were");
      }
      UploadReport report = finish(receiver, ledger, spool, watch, options);
      if (more) {
        throw longer(journal, report);
      }
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException("The source of the records could not be read on", e);
    }
  }

  /** The receiver asks for what has been damaged there; without it, the batch goes on waiting. */
  private void sendDamagedAgain(BatchManifest manifest, PartSpool spool, Patience patience) {
    try {
      post(manifest, spool, patience);
    } catch (ExchangeException e) {
      LOG.warn("Batch {} waits: {}", manifest.batchId(), Causes.of(e));
    }
  }

  private UploadReport finish(
      NodeId receiver,
      UploadLedger ledger,
      PartSpool spool,
      BatchWatch watch,
      UploadOptions options) {
    if (ledger.isEmpty()) {
      return ledger.report(Optional.empty(), List.of(), 0, 0);
    }
    BatchManifest manifest = ledger.manifest(client.self());
    Patience patience = patience(options);
    SignedReceipt receipt = post(manifest, spool, patience);
    client.receipts().keep(receipt);
    BatchStatus status =
        watch.until(
            receiver, ledger.id(), ledger::tell, () -> sendDamagedAgain(manifest, spool, patience));
    return ledger.report(
        Optional.of(receipt),
        watch.rejected(receiver, ledger.id()),
        status.accepted(),
        status.rejected());
  }

  /** The batch has the signature of its manifest: nothing can be added to it. */
  private static IllegalStateException longer(UploadJournal journal, UploadReport report) {
    return new IllegalStateException(
        "The upload of the journal %s, batch %s, is done: of %d records %d were accepted, %d rejected. The source has more records now, which were not sent: upload those behind record %d as a source of their own, with another journal"
            .formatted(
                journal.name(),
                report.batchId(),
                report.records(),
                report.accepted(),
                report.rejected(),
                report.records()));
  }

  /** Whether the source has more records than a batch that was complete before. */
  private <P extends Payload> boolean sendParts(
      RecordSource<P> source,
      UploadLedger ledger,
      ReadBefore before,
      PartEncoding encoding,
      UploadOptions options,
      PartSpool spool,
      UploadJournal journal)
      throws IOException {
    try {
      resume(ledger.receiver(), ledger, journal, options);
      boolean more =
          new SourceSending<P>(calls, client, ledger, options, before, encoding, spool)
              .send(source);
      options.abort().requireNotAborted();
      return more;
    } catch (IOException | RuntimeException | Error e) {
      if (!journal.isKept() && !(e instanceof TransportException)) {
        takeBack(ledger, e);
      }
      throw e;
    }
  }

  private void takeBack(UploadLedger ledger, Throwable reason) {
    try {
      calls.takeBack(ledger.receiver(), ledger.id());
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private static Patience patience(UploadOptions options) {
    return new Patience(options.patience(), options.abort());
  }

  /**
   * Queries the progress of a receiver with a batch.
   *
   * @param receiver the node that accepted it
   * @param id the batch
   * @return its status
   * @throws ProblemException with {@code not-found} if nothing was accepted under this id
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   */
  public BatchStatus status(NodeId receiver, MessageId id) {
    return calls.status(receiver, id, Optional.empty()).status();
  }

  /** A part that has vanished meanwhile, with the batch of another upload, is sent again. */
  private SignedReceipt post(BatchManifest manifest, PartSpool spool, Patience patience) {
    for (int round = 1; ; round++) {
      try {
        return patience.ask(() -> calls.post(manifest));
      } catch (ProblemException e) {
        List<ContentHash> missing = BatchCalls.missing(e);
        if (round == ROUNDS) {
          throw e;
        }
        for (int i = 0; i < manifest.parts().size(); i++) {
          BatchPart part = manifest.parts().get(i);
          EncryptedMessage place = EncryptedParts.place(manifest, i);
          if (missing.contains(part.digest())) {
            Content content = spool.find(part.digest()).orElseThrow(() -> e);
            patience.ask(() -> put(place, part, content));
          }
        }
      }
    }
  }

  private BatchPart put(EncryptedMessage place, BatchPart part, Content content) {
    calls.put(place, part, content);
    return part;
  }

  private UploadIdentity batch(
      NodeId receiver, PayloadType type, UploadOptions options, UploadJournal journal) {
    Optional<UploadIdentity> begun = journal.identity();
    UploadIdentity asked =
        new UploadIdentity(
            begun.map(UploadIdentity::id).orElseGet(client::newMessageId),
            type,
            options.operation(),
            client.self(),
            receiver,
            begun.map(UploadIdentity::createdAt).orElseGet(() -> Timestamps.now(client.clock())),
            encoding(receiver, type, begun.map(UploadIdentity::encoding), options),
            options.partSize(),
            client.rules().isPresent());
    begun
        .flatMap(batch -> batch.differenceTo(asked))
        .ifPresent(
            difference -> {
              throw ReadBefore.refusal(journal, difference);
            });
    return asked;
  }

  /** Goes on behind the parts that are still there without a gap. */
  private void resume(
      NodeId receiver, UploadLedger ledger, UploadJournal journal, UploadOptions options) {
    List<UploadJournal.Arrived> noted = journal.arrived();
    boolean accepted = !noted.isEmpty() && isAccepted(receiver, ledger.id(), options);
    Patience patience = patience(options);
    int kept = 0;
    while (kept < noted.size() && (accepted || isThere(ledger, noted.get(kept), patience))) {
      kept++;
    }
    ledger.begin(kept);
  }

  private boolean isThere(UploadLedger ledger, UploadJournal.Arrived noted, Patience patience) {
    return patience.ask(() -> calls.has(ledger.receiver(), ledger.id(), noted.part().digest()));
  }

  /** After the last record is done its parts are gone, though nothing is missing. */
  private boolean isAccepted(NodeId receiver, MessageId id, UploadOptions options) {
    try {
      patience(options).ask(() -> calls.status(receiver, id, Optional.empty()));
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  /** What was begun goes on as it was begun, unless the options or the protection differ. */
  private PartEncoding encoding(
      NodeId receiver, PayloadType type, Optional<PartEncoding> begun, UploadOptions options) {
    boolean encrypted = client.protection().isEncrypted(receiver);
    Optional<PartEncoding> asked = options.encoding().map(PartEncoding::compression);
    if (asked.isPresent() && !encrypted) {
      return asked.get();
    }
    return begun
        .filter(known -> known.isEncrypted() == encrypted)
        .filter(known -> asked.map(known.compression()::equals).orElse(true))
        .orElseGet(() -> new EncodingChoice(client, calls).of(receiver, type, options));
  }
}
