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
}
