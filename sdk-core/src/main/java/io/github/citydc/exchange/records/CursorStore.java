package io.github.citydc.exchange.records;

import io.github.citydc.exchange.InboxWork;
import java.util.Optional;

/**
 * A store for the positions up to which records of other nodes were pulled. Implementations are
 * thread-safe, also across processes that share the store.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface CursorStore {

  /**
   * Returns the position at which to continue.
   *
   * @param key of what
   * @return the cursor, empty for the beginning
   */
  Optional<String> find(CursorKey key);

  /**
   * Moves a cursor and does work in one transaction.
   *
   * @param key of what
   * @param from where it stands, empty for the beginning
   * @param to where it shall stand
   * @param work what to do with the records between; what it throws rolls everything back and is
   *     thrown on
   * @return false, and nothing was done, if the cursor is at another position, because another
   *     process was first
   * @throws Exception what {@code work} throws
   */
  boolean advance(CursorKey key, Optional<String> from, String to, InboxWork work) throws Exception;

  /**
   * Deletes a cursor, so that the next pull starts from the beginning.
   *
   * @param key of what
   */
  void forget(CursorKey key);
}
