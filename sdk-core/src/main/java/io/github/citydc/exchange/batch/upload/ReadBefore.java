package io.github.citydc.exchange.batch.upload;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a source, whose records must be those that a journal says were read before. For one upload
 * and one thread.
 */
final class ReadBefore {

  private final UploadJournal journal;
  private final SourceDigest digest = new SourceDigest();
  private final Map<Long, String> marks = new HashMap<>();
  private long count;

  ReadBefore(UploadJournal journal) {
    this.journal = journal;
    journal.arrived().forEach(part -> marks.put(part.last(), part.digest()));
    journal.end().ifPresent(end -> marks.put(end.records(), end.digest()));
    marks.remove(0L);
  }

  /**
   * Notes a record.
   *
   * @param json the record, empty if it cannot be read
   * @throws IllegalStateException if the records up to here are not those that were read before
   */
  void next(Optional<byte[]> json) {
    count++;
    if (journal.isKept()) {
      json.ifPresentOrElse(digest::add, digest::addUnreadable);
      String mark = marks.remove(count);
      if (mark != null && !mark.equals(digest.value())) {
        throw refusal("the first " + count + " records of the source are not the same now");
      }
    }
  }

  /** Whether the batch was complete with the records so far. */
  boolean isAtEnd() {
    return journal.end().filter(end -> end.records() == count).isPresent();
  }

  /**
   * The source has ended.
   *
   * @throws IllegalStateException if it ended later before
   */
  UploadJournal.End end() {
    if (!marks.isEmpty()) {
      throw refusal(
          "the source has %d records now, and had %d before"
              .formatted(
                  count, marks.keySet().stream().mapToLong(Long::longValue).max().orElse(0)));
    }
    return new UploadJournal.End(count, journal.isKept() ? digest.value() : "");
  }

  String digest() {
    return journal.isKept() ? digest.value() : "";
  }

  private IllegalStateException refusal(String difference) {
    return refusal(journal, difference);
  }

  /** Why a journal is not to be used, and the way out. */
  static IllegalStateException refusal(UploadJournal journal, String difference) {
    UploadIdentity begun = journal.identity().orElseThrow();
    return new IllegalStateException(
        "The journal "
            + journal.name()
            + " is that of another upload, batch "
            + begun.id()
            + " begun at "
            + begun.createdAt()
            + ": "
            + difference
            + (journal.end().isPresent()
                ? ". All parts of that batch have arrived; for another upload take another journal,"
                    + " and run that one once more to see that it is done"
                : ". Go on with the source and the options it was begun with; for another upload"
                    + " take another journal. Without its journal the batch that was begun is never"
                    + " sent to its end"));
  }
}
