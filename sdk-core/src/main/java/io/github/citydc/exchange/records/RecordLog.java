package io.github.citydc.exchange.records;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.model.PayloadType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A log of the changes to the records a node offers. Every change committed later comes after the
 * changes returned, so that a reader who follows the positions misses none. Implementations are
 * thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface RecordLog {

  /**
   * Which log this is, and how long.
   *
   * @return its end at present
   */
  End end();

  /**
   * Reads changes.
   *
   * @param type their payload type
   * @param resources codes of the information resources they may belong to, at least one
   * @param after their positions are greater
   * @param maxRecords the largest number, from 1
   * @param maxBytes the largest total size of their payloads, if there is more than one
   * @return the first ones, by position
   */
  List<LoggedChange> read(
      PayloadType type, Set<String> resources, long after, int maxRecords, long maxBytes);

  /**
   * Finds the changes whose payloads name a file, so that it can be fetched by whom they may be
   * read by. By default none are found, and no file is given away.
   *
   * @param file digest of the file
   * @param before their positions are less; {@link Long#MAX_VALUE} for the newest
   * @param max the largest number, from 1
   * @return the last ones, the newest first
   */
  default List<LoggedChange> naming(ContentHash file, long before, int max) {
    return List.of();
  }

  /**
   * Reads changes of the rows of some divisions. By default, reads on until it has enough of them;
   * a log that can find them by itself overrides it.
   *
   * @param type their payload type
   * @param resources the information resources they may belong to, at least one, by code, and of
   *     each the divisions whose rows are wanted, none for all
   * @param after their positions are greater
   * @param maxRecords the largest number, from 1
   * @param maxBytes the largest total size of their payloads, if there is more than one
   * @return the first ones, by position; a record that has left the divisions is deleted
   */
  default List<LoggedChange> read(
      PayloadType type,
      Map<String, Set<DivisionCode>> resources,
      long after,
      int maxRecords,
      long maxBytes) {
    List<LoggedChange> wanted = new ArrayList<>();
    long position = after;
    List<LoggedChange> read;
    do {
      read = read(type, resources.keySet(), position, maxRecords - wanted.size(), maxBytes);
      for (LoggedChange change : read) {
        position = change.position();
        change
            .within(resources.getOrDefault(change.change().resource(), Set.of()))
            .ifPresent(wanted::add);
      }
    } while (wanted.isEmpty() && !read.isEmpty());
    return wanted;
  }

  /**
   * The end of a log.
   *
   * @param logId the id of the log; it changes when positions start again, so that old cursors are
   *     refused; up to 36 letters, digits and hyphens
   * @param position the last one, 0 if the log is empty
   */
  record End(String logId, long position) {}
}
