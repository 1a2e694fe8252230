package io.github.citydc.exchange.audit;

import io.github.citydc.exchange.archive.Archive;
import java.time.Instant;
import java.util.List;

/**
 * A log of what was asked of a receiver. Implementations are thread-safe, also across processes
 * that share the log. Every method throws {@link
 * io.github.citydc.exchange.message.StorageException} if the log fails.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface AuditLog {

  /** How many months an entry is kept at least. */
  int MONTHS_KEPT = 6;

  /**
   * Adds entries.
   *
   * @param entries in the order of their time
   */
  void add(List<AuditEntry> entries);

  /**
   * Lists entries, the newest first.
   *
   * @param filter which
   * @param before their positions are less; {@link Long#MAX_VALUE} for the newest
   * @param max the largest number, from 1
   * @return the last ones, by falling position
   */
  List<LoggedEntry> latest(AuditFilter filter, long before, int max);

  /**
   * Lists entries, the oldest first.
   *
   * @param filter which
   * @param after their positions are greater; 0 for the oldest
   * @param max the largest number, from 1
   * @return the first ones, by position
   */
  List<LoggedEntry> list(AuditFilter filter, long after, int max);

  /**
   * Moves old entries to an archive.
   *
   * @param before only those from before this time
   * @param max the largest number, from 1
   * @param archive keeps them before they are deleted
   * @return how many were moved; fewer than {@code max} are the last
   * @throws IllegalArgumentException if the time is not {@value #MONTHS_KEPT} months ago
   */
  int forget(Instant before, int max, Archive<AuditEntry> archive);
}
