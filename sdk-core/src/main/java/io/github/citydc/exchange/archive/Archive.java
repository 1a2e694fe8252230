package io.github.citydc.exchange.archive;

import java.util.List;

/**
 * A destination for old items that a store archives before it deletes them. Implementations are
 * thread-safe if the store is used by several threads.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 *
 * @param <T> what is kept
 */
@FunctionalInterface
public interface Archive<T> {

  /**
   * Keeps items durably; only when it returns does the store remove them. After a crash in between
   * the same items come again.
   *
   * @param items what to keep, at least one
   */
  void keep(List<T> items);

  /**
   * Called for each row that the store cannot read: it is not kept, and stays in the store; those
   * behind it go on. The store logs why. May be called for the same row again with the next items.
   * By default nothing is done.
   *
   * @param row names it
   */
  default void unreadable(String row) {}
}
