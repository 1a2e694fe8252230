package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.content.internal.Patience;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A batch whose parts are sent by several processes, such as the tasks of a cluster, under one
 * manifest. One process begins the batch and in the end posts the manifest; the others get the
 * {@link SharedBatch}, each write a share, and return a {@link SentShare}. Thread-safe.
 *
 * <pre>{@code
 * SharedUpload uploads = SharedUpload.through(client);
 * SharedBatch batch = uploads.begin(hub, Person.class, options);        // one process
 * PartWriter<Person> writer = uploads.write(batch, Person.class, 0, options);   // many, each its share
 * BatchManifest manifest = uploads.manifest(batch, shares).orElseThrow();       // the first again
 * uploads.post(manifest, options);
 * SharedReport report = uploads.await(manifest, shares, options);
 * }</pre>
 *
 * <p><b>Exactly once.</b> A share that is written again, because its process died or was slow,
 * gives the same parts if it gets the same records in the same order, and the receiver has each
 * part once. Only what the manifest names is stored. Whoever begins the batch again after a crash
 * must get to the same manifest: either it is kept in a file before it is posted ({@link #keep}),
 * or batch id and time are derived from a name ({@link #begin(NodeId, Class, UploadOptions, String,
 * OffsetDateTime)}) and the records are the same.
 *
 * <p>Parts of a shared batch are not encrypted, since an encrypted part is bound to its number in
 * the batch, which nobody knows before the end.
 */
public final class SharedUpload {

  private final ExchangeClient client;
  private final BatchCalls calls;

  private SharedUpload(ExchangeClient client) {
    this.client = client;
    this.calls = new BatchCalls(client);
  }

  /**
   * Returns shared uploads that use a client.
   *
   * @param client signs, carries and verifies
   * @return the uploads
   */
  public static SharedUpload through(ExchangeClient client) {
    return new SharedUpload(client);
  }

  /**
   * Begins a batch with a new id, and asks the receiver how it reads parts.
   *
   * @param receiver the receiving node
   * @param type the record
   * @param options operation, compression and size of the parts
   * @return what each process must know
   * @throws io.github.citydc.exchange.message.RefusedException if the receiver takes the type only
   *     encrypted, or this client encrypts for it
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   */
  public SharedBatch begin(NodeId receiver, Class<? extends Payload> type, UploadOptions options) {
    return begin(receiver, type, options, client.newMessageId(), Timestamps.now(client.clock()));
  }

  /**
   * Begins a batch whose id is derived from a name and a time: whoever begins it once more gets the
   * same one.
   *
   * @param receiver the receiving node
   * @param type the record
   * @param options operation, compression and size of the parts
   * @param name tells this batch from all others of the sender, for example of a job and its day
   * @param createdAt the time of the batch, to the millisecond: the same one each time
   * @return what each process must know
   * @throws io.github.citydc.exchange.message.RefusedException if the receiver takes the type only
   *     encrypted, or this client encrypts for it
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   */
  public SharedBatch begin(
      NodeId receiver,
      Class<? extends Payload> type,
      UploadOptions options,
      String name,
      OffsetDateTime createdAt) {
    OffsetDateTime time = createdAt.truncatedTo(ChronoUnit.MILLIS);
    String full =
        String.join(
            "\n",
            client.self().toString(),
            receiver.toString(),
            PayloadType.of(type).toString(),
            options.operation().wireName(),
            name);
    return begin(receiver, type, options, MessageId.derived(time.toInstant(), full), time);
  }

  private SharedBatch begin(
      NodeId receiver,
      Class<? extends Payload> type,
      UploadOptions options,
      MessageId id,
      OffsetDateTime createdAt) {
    client.protection().requireClear(receiver, "A part of a batch that several processes send");
    PayloadType payload = PayloadType.of(type);
    return new SharedBatch(
        id,
        payload,
        options.operation(),
        client.self(),
        receiver,
        createdAt,
        new EncodingChoice(client, calls).of(receiver, payload, options),
        options.partSize());
  }

  /**
   * Begins to write a share.
   *
   * @param batch the batch
   * @param type the record, of the type of the batch
   * @param share the number of the share, from 0, which no other share of the batch has
   * @param options patience, parts under way at once, listed rejections, abort switch
   * @param <P> the record's class
   * @return the writer
   */
  public <P extends Payload> PartWriter<P> write(
      SharedBatch batch, Class<P> type, int share, UploadOptions options) {
    return new PartWriter<>(client, checked(batch, type), type, share, false, options);
  }

  /**
   * Begins to write a share that may have been written before, as a whole or in part, or is being
   * written by another process now. What has arrived is not sent again.
   *
   * @param batch the batch
   * @param type the record, of the type of the batch
   * @param share the number of the share
   * @param options patience, parts under way at once, listed rejections, abort switch
   * @param <P> the record's class
   * @return the writer
   */
  public <P extends Payload> PartWriter<P> writeAgain(
      SharedBatch batch, Class<P> type, int share, UploadOptions options) {
    return new PartWriter<>(client, checked(batch, type), type, share, true, options);
  }

  private SharedBatch checked(SharedBatch batch, Class<? extends Payload> type) {
    if (!PayloadType.of(type).equals(batch.type())) {
      throw new IllegalArgumentException(
          "The batch is of " + batch.type() + ", not of " + PayloadType.of(type));
    }
    if (!client.self().equals(batch.sender())) {
      throw new IllegalArgumentException(
          "The batch is sent by " + batch.sender() + ", not by " + client.self());
    }
    return batch;
  }

  /**
   * The manifest of a batch.
   *
   * @param batch the batch
   * @param shares what was sent of it, each share once
   * @return the manifest; empty if no record was fit to be sent, and nothing is to be posted
   * @throws IllegalArgumentException if a share is there twice, or there are more parts than a
   *     batch has
   */
  public Optional<BatchManifest> manifest(SharedBatch batch, Collection<SentShare> shares) {
    List<BatchPart> parts = new ArrayList<>();
    int last = -1;
    for (SentShare share : inOrder(shares)) {
      if (share.number() == last) {
        throw new IllegalArgumentException("Share " + last + " is there twice");
      }
      last = share.number();
      parts.addAll(share.parts());
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BatchManifest(
                batch.id(),
                batch.type(),
                batch.operation(),
                batch.sender(),
                batch.receiver(),
                batch.createdAt(),
                parts));
  }

  private static List<SentShare> inOrder(Collection<SentShare> shares) {
    return shares.stream().sorted(Comparator.comparingInt(SentShare::number)).toList();
  }

  /**
   * Keeps a manifest in a file before it is posted, unless the file has one already: then that one
   * is to be posted, and what was sent for this one is not stored.
   *
   * @param file where; only this user can read it
   * @param manifest the manifest
   * @return the manifest in the file
   * @throws IOException if the file cannot be read or written
   * @throws IllegalStateException if the file has the manifest of another sender, receiver, type or
   *     operation, or something else
   */
  public static BatchManifest keep(Path file, BatchManifest manifest) throws IOException {
    Optional<BatchManifest> kept = kept(file);
    if (kept.isEmpty()) {
      PrivateFiles.replace(file, ManifestJson.write(manifest));
      return manifest;
    }
    BatchManifest before = kept.get();
    BatchManifest asked =
        manifest.toBuilder()
            .batchId(before.batchId())
            .createdAt(before.createdAt())
            .parts(before.parts())
            .build();
    if (!asked.equals(before)) {
      throw new IllegalStateException(
          "The file %s has the manifest of another batch, %s of %s to %s; take another file"
              .formatted(file.getFileName(), before.type(), before.sender(), before.receiver()));
    }
    return before;
  }

  /**
   * The manifest that was kept.
   *
   * @param file where
   * @return the manifest, empty if there is no file
   * @throws IOException if the file cannot be read
   * @throws IllegalStateException if it is no manifest
   */
  public static Optional<BatchManifest> kept(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ManifestJson.read(Files.readAllBytes(file)));
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("The file " + file.getFileName() + " is no manifest", e);
    }
  }

  /**
   * Posts a manifest. May be called again with the same one after any failure, by any process: the
   * receiver accepts it once, and gives the same receipt.
   *
   * @param manifest the manifest
   * @param options how long to go on trying when the receiver does not answer
   * @return the receipt, which is kept in the archive of receipts, too
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refused it: with
   *     {@code parts-missing} if parts have been removed meanwhile; their shares must be written
   *     again
   * @throws io.github.citydc.exchange.message.TransportException if the receiver did not answer
   */
  public SignedReceipt post(BatchManifest manifest, UploadOptions options) {
    SignedReceipt receipt = patience(options).ask(() -> calls.post(manifest));
    client.receipts().keep(receipt);
    return receipt;
  }

  /**
   * Waits until the receiver has stored or rejected each record of a batch.
   *
   * @param manifest the manifest that was posted
   * @param shares what it is made of; may be empty if that is no longer known: then the report
   *     counts only what the manifest has, and names records by part and line
   * @param options patience, listener, listed rejections, abort switch
   * @return the result
   * @throws io.github.citydc.exchange.message.RefusedException if the receiver has given it up
   * @throws io.github.citydc.exchange.message.TransportException if the receiver did not answer
   */
  public SharedReport await(
      BatchManifest manifest, Collection<SentShare> shares, UploadOptions options) {
    BatchWatch watch = new BatchWatch(calls, options);
    long bytes = manifest.parts().stream().mapToLong(BatchPart::size).sum();
    BatchStatus status =
        watch.until(
            manifest.receiver(),
            manifest.batchId(),
            (phase, done) ->
                options
                    .listener()
                    .at(
                        new UploadProgress(
                            phase, manifest.records(), manifest.records(), bytes, done)),
            () -> {});
    List<RejectedRecord> there = watch.rejected(manifest.receiver(), manifest.batchId());
    return SharedResults.of(manifest, inOrder(shares), options.listed()).report(status, there);
  }

  /**
   * Gives up a batch whose manifest was not posted: the receiver removes its parts, which no longer
   * count to the quota of this node.
   *
   * @param batch the batch
   * @throws io.github.citydc.exchange.message.ProblemException with {@code message-conflict} if its
   *     manifest was accepted
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer; the parts
   *     are removed after a while in any case
   */
  public void takeBack(SharedBatch batch) {
    calls.takeBack(batch.receiver(), batch.id());
  }

  private static Patience patience(UploadOptions options) {
    return new Patience(options.patience(), options.abort());
  }
}
