package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.upload.PartCutter.CutPart;
import io.github.citydc.exchange.content.internal.PartSender;
import io.github.citydc.exchange.content.internal.Patience;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.model.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/**
 * Sends one share of a batch in parts: while parts are under way, the next is cut. Where it cuts
 * depends on the records only, so that the same records give the same parts, which the receiver
 * keeps once. Not thread-safe.
 *
 * <pre>{@code
 * try (PartWriter<Person> writer = SharedUpload.through(client).write(batch, Person.class, 3, options)) {
 *   people.forEach(writer::add);
 *   return writer.finish();      // a SentShare, for the process that posts the manifest
 * }
 * }</pre>
 *
 * @param <P> the payload record
 */
public final class PartWriter<P extends Payload> implements AutoCloseable {

  private final BatchCalls calls;
  private final SharedBatch batch;
  private final Class<P> type;
  private final int share;
  private final boolean begunBefore;
  private final UploadOptions options;
  private final RecordLines lines;
  private final PartCutter cutter;
  private final Patience patience;
  private final PartSender<CutPart> sender;
  private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();
  private final List<BatchPart> parts = new ArrayList<>();
  private final List<Long> firstOfPart = new ArrayList<>();
  private final List<Rejection> leftOut = new ArrayList<>();
  private final LongStream.Builder leftOutRecords = LongStream.builder();
  private long records;
  private long first = 1;
  private long leftOutCount;
  private long bytes;

  PartWriter(
      ExchangeClient client,
      SharedBatch batch,
      Class<P> type,
      int share,
      boolean begunBefore,
      UploadOptions options) {
    this.calls = new BatchCalls(client);
    this.batch = batch;
    this.type = type;
    this.share = share;
    this.begunBefore = begunBefore;
    this.options = options;
    this.lines = new RecordLines(client.rules());
    this.cutter = new PartCutter(batch.encoding(), batch.partSize(), client.profile().hash());
    this.patience = new Patience(options.patience(), options.abort());
    this.sender = new PartSender<>(this::send, options.parallel());
  }

  /**
   * Adds a record. One that breaks rules is left out.
   *
   * @param record the record
   * @throws InvalidPayloadException if it breaks rules and the options say to fail fast
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refused a part
   * @throws io.github.citydc.exchange.message.TransportException if the receiver did not answer for
   *     longer than patience lasts
   */
  public void add(P record) {
    records++;
    try {
      take(lines.line(record, RecordLines.json(record)));
    } catch (InvalidPayloadException e) {
      leaveOut(e);
    }
  }

  /**
   * Adds a record that is there as JSON. One that cannot be read or breaks rules is left out.
   *
   * @param json UTF-8 without a byte order mark
   * @throws InvalidPayloadException if it is left out and the options say to fail fast
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refused a part
   * @throws io.github.citydc.exchange.message.TransportException if the receiver did not answer for
   *     longer than patience lasts
   */
  public void addJson(byte[] json) {
    P record;
    try {
      record = RecordLines.read(json, type);
    } catch (InvalidPayloadException e) {
      records++;
      leaveOut(e);
      return;
    }
    add(record);
  }

  /**
   * How many records were added.
   *
   * @return those that are left out, too
   */
  public long records() {
    return records;
  }

  /**
   * How many records were left out.
   *
   * @return those that broke rules
   */
  public long leftOut() {
    return leftOutCount;
  }

  /**
   * How many parts were sent or are under way.
   *
   * @return the parts that were cut
   */
  public int parts() {
    return parts.size();
  }

  /**
   * How many bytes lie in parts that were sent or are under way.
   *
   * @return bytes, compressed
   */
  public long bytes() {
    return bytes;
  }

  private void take(byte[] line) {
    options.abort().requireNotAborted();
    if (cutter.add(line)) {
      cut();
    }
  }

  private void leaveOut(InvalidPayloadException e) {
    if (options.failFast()) {
      throw e;
    }
    leftOutCount++;
    leftOutRecords.add(records);
    if (leftOut.size() < options.listed()) {
      leftOut.add(RecordLines.leftOut(records, e, true));
    }
  }

  private void cut() {
    CutPart cut = cutter.cut();
    parts.add(cut.part());
    bytes += cut.part().size();
    firstOfPart.add(first);
    first = records + 1;
    underWay.add(sender.send(cut));
    while (!underWay.isEmpty() && underWay.element().isDone()) {
      PartSender.await(underWay.remove());
    }
  }

  private void send(CutPart cut) {
    EncryptedMessage place =
        new EncryptedMessage(
            batch.id(),
            batch.type().toString(),
            batch.operation(),
            batch.sender(),
            batch.receiver(),
            OptionalInt.empty());
    patience.ask(
        () -> {
          if (!begunBefore || !calls.has(batch.receiver(), batch.id(), cut.part().digest())) {
            calls.put(place, cut.part(), cut.content());
          }
          return cut;
        });
  }

  /**
   * Sends what is left, and waits until all parts have arrived. Nothing can be added afterwards.
   *
   * @return the references of the parts, and what was left out
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refused a part
   * @throws io.github.citydc.exchange.message.TransportException if the receiver did not answer for
   *     longer than patience lasts
   */
  public SentShare finish() {
    if (!cutter.isEmpty()) {
      cut();
    }
    while (!underWay.isEmpty()) {
      PartSender.await(underWay.remove());
    }
    return new SentShare(
        share,
        records,
        parts,
        leftOut,
        firstOfPart.stream().mapToLong(Long::longValue).toArray(),
        leftOutRecords.build().toArray());
  }

  /** Breaks off what is under way. Parts that have arrived stay, for another try. */
  @Override
  public void close() {
    sender.close();
  }
}
