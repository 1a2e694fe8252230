package io.github.citydc.exchange.records;

import io.github.citydc.model.PayloadType;
import java.util.List;
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
   * The end of a log.
   *
   * @param logId the id of the log; it changes when positions start again, so that old cursors are
   *     refused; up to 36 letters, digits and hyphens
   * @param position the last one, 0 if the log is empty
   */
  record End(String logId, long position) {}
}
