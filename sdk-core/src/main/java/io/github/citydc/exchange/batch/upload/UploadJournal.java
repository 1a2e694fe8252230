package io.github.citydc.exchange.batch.upload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.FileKind;
import io.github.citydc.internal.HeldFile;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that remembers how far an upload is: which batch it is, a line a part that has arrived, in
 * the order of the batch, and at last that the batch is complete. It is held until it is closed.
 * Without a file it remembers nothing.
 */
final class UploadJournal implements Closeable {

  private static final FileKind KIND = new FileKind("cdx-upload/1", "journal of an upload");
  private static final PayloadJson JSON = PayloadJson.standard();

  private final Optional<HeldFile> file;
  private Optional<UploadIdentity> identity = Optional.empty();
  private Optional<End> end = Optional.empty();
  private List<Arrived> arrived = new ArrayList<>();

  /**
   * A part that has arrived.
   *
   * @param first the record of the source where its records begin, from 1
   * @param last the last record of the source that was read before the cut
   * @param digest of the records of the source up to there
   * @param leftOut the records since the part before that were not fit to be sent
   */
  record Arrived(BatchPart part, long first, long last, String digest, List<Rejection> leftOut) {}

  /** The end of the source when the batch was complete: so many records, with this digest. */
  record End(long records, String digest) {}

  private UploadJournal(Optional<HeldFile> file) {
    this.file = file;
  }

  /**
   * Opens a journal.
   *
   * @throws IllegalStateException if it is in use, is something else, or is damaged
   */
  static UploadJournal open(Optional<Path> path) {
    if (path.isEmpty()) {
      return new UploadJournal(Optional.empty());
    }
    try {
      HeldFile file = HeldFile.hold(path.get(), KIND);
      UploadJournal journal = new UploadJournal(Optional.of(file));
      try {
        journal.read(file);
        return journal;
      } catch (IOException | RuntimeException | Error e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StorageException("The journal of the upload could not be read", e);
    }
  }

  private void read(HeldFile from) throws IOException {
    List<byte[]> lines = from.lines();
    for (int i = 0; i < lines.size(); i++) {
      try {
        read(JSON.readObject(lines.get(i)), i == 0);
      } catch (PayloadFormatException | IllegalArgumentException | DateTimeException e) {
        throw from.damaged(i + 1, "it cannot be read");
      }
    }
    if (from.exists() && identity.isEmpty()) {
      throw from.damaged(1, "it ends before it");
    }
  }

  private void read(ObjectNode line, boolean isFirst) {
    if (isFirst) {
      identity = Optional.of(UploadJournalJson.identity(line));
    } else if (line.has("end")) {
      end = Optional.of(UploadJournalJson.end(line));
    } else {
      arrived.add(UploadJournalJson.arrived(line));
    }
  }

  boolean isKept() {
    return file.isPresent();
  }

  /** Where it is, for messages. */
  String name() {
    return file.map(HeldFile::path).map(Path::toString).orElse("");
  }

  /** Which upload it is of, empty if none was begun. */
  Optional<UploadIdentity> identity() {
    return identity;
  }

  List<Arrived> arrived() {
    return List.copyOf(arrived);
  }

  /** Where the source ended, empty if the batch was not complete. */
  Optional<End> end() {
    return end;
  }

  /** Begins, or goes on behind the first of the parts that are noted. */
  void begin(UploadIdentity of, int kept) {
    if (identity.isPresent() && kept == arrived.size()) {
      return;
    }
    identity = Optional.of(of);
    arrived = new ArrayList<>(arrived.subList(0, kept));
    write(
        held ->
            held.replace(
                Stream.of(
                        Stream.of(UploadJournalJson.write(of)),
                        arrived.stream().map(UploadJournalJson::write),
                        end.map(UploadJournalJson::write).stream())
                    .flatMap(lines -> lines)
                    .map(JSON::write)
                    .toList()));
  }

  /** Notes that a part has arrived. */
  void add(Arrived part) {
    arrived.add(part);
    write(held -> held.append(JSON.write(UploadJournalJson.write(part))));
  }

  /** Notes that all parts have arrived, before the receiver is told. */
  void complete(End at) {
    if (end.isEmpty()) {
      end = Optional.of(at);
      write(held -> held.append(JSON.write(UploadJournalJson.write(at))));
    }
  }

  @FunctionalInterface
  private interface Writing {

    void on(HeldFile file) throws IOException;
  }

  private void write(Writing writing) {
    try {
      if (file.isPresent()) {
        writing.on(file.get());
      }
    } catch (IOException e) {
      throw new StorageException("The journal of the upload could not be written", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
