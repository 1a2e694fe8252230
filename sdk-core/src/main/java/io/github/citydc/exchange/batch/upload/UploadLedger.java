package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.naming.node.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Keeps account of an upload: what has arrived, what was left out. Not thread-safe. */
final class UploadLedger {

  private final UploadIdentity batch;
  private final UploadJournal journal;
  private final int listed;
  private final ProgressListener listener;
  private final List<BatchPart> parts = new ArrayList<>();
  private final SourcePlaces places = new SourcePlaces();
  private final List<Rejection> rejections = new ArrayList<>();
  private long leftOut;
  private long read;
  private long sent;
  private long bytes;

  UploadLedger(UploadIdentity batch, UploadJournal journal, int listed, ProgressListener listener) {
    this.batch = batch;
    this.journal = journal;
    this.listed = listed;
    this.listener = listener;
  }

  MessageId id() {
    return batch.id();
  }

  NodeId receiver() {
    return batch.receiver();
  }

  /** How many parts have arrived. */
  int arrived() {
    return parts.size();
  }

  /** The place of a part of this batch, to which it is encrypted. */
  EncryptedMessage place(NodeId self, int part) {
    return new EncryptedMessage(
        batch.id(),
        batch.type().toString(),
        batch.operation(),
        self,
        batch.receiver(),
        OptionalInt.of(part));
  }

  /** Begins with the first of the parts that have arrived before. */
  void begin(int kept) {
    journal.begin(batch, kept);
    for (UploadJournal.Arrived part : journal.arrived()) {
      note(part);
      read = part.last();
    }
  }

  /** How many records of the source are accounted for. */
  long read() {
    return read;
  }

  void readOneMore() {
    read++;
  }

  /** Returns whether a record that is left out now would be listed in full. */
  boolean listsMore(int pending) {
    return rejections.size() + pending < listed;
  }

  /** Notes the next part of the batch, now that it has arrived. */
  void arrived(UploadJournal.Arrived part) {
    journal.add(part);
    note(part);
  }

  /** Notes that the batch is complete. */
  void complete(UploadJournal.End end) {
    journal.complete(end);
  }

  private void note(UploadJournal.Arrived part) {
    parts.add(part.part());
    places.partBeginsAt(part.first());
    part.leftOut().forEach(this::leaveOut);
    sent += part.part().records();
    bytes += part.part().size();
    tell(UploadProgress.Phase.SENDING, 0);
  }

  /** Notes a record that is not sent. */
  void leaveOut(Rejection rejection) {
    places.leaveOut(rejection.record());
    leftOut++;
    if (rejections.size() < listed) {
      rejections.add(rejection);
    }
  }

  void tell(UploadProgress.Phase phase, long done) {
    listener.at(new UploadProgress(phase, read, sent, bytes, done));
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  boolean isMadeOf(List<BatchPart> others) {
    return parts.equals(others);
  }

  BatchManifest manifest(NodeId self) {
    return new BatchManifest(
        batch.id(),
        batch.type(),
        batch.operation(),
        self,
        batch.receiver(),
        batch.createdAt(),
        parts);
  }

  UploadReport report(
      Optional<SignedReceipt> receipt,
      List<RejectedRecord> rejectedThere,
      long accepted,
      long rejected) {
    List<Rejection> all =
        Stream.concat(
                rejections.stream(),
                rejectedThere.stream()
                    .map(
                        record ->
                            new Rejection(
                                places.of(record),
                                record.code(),
                                record.detail(),
                                record.violations(),
                                record.moreViolations())))
            .sorted(Comparator.comparingLong(Rejection::record))
            .limit(listed)
            .toList();
    return new UploadReport(batch.id(), receipt, read, accepted, leftOut + rejected, all);
  }
}
