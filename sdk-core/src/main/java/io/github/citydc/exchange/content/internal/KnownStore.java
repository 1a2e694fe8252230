package io.github.citydc.exchange.content.internal;

import io.github.citydc.exchange.content.ContentIndex;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.message.StorageException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells the store that an index knows from another, or from an empty place. Thread-safe. */
final class KnownStore {

  private final ContentIndex index;
  private final ContentStore store;
  private final Set<ContentKey.Kind> kinds;
  private volatile String mark = "";

  KnownStore(ContentIndex index, ContentStore store, Set<ContentKey.Kind> kinds) {
    this.index = index;
    this.store = store;
    this.kinds = kinds;
  }

  /**
   * Requires that the store is the one the index knows. When the index knows none, the store is set
   * up: that is the first time.
   *
   * @throws StorageException if its place is not there, or is that of another
   */
  void require() {
    String known = mark;
    if (known.isEmpty()) {
      known = known();
      mark = known;
    }
    Optional<String> found = store.mark();
    if (!found.equals(Optional.of(known))) {
      throw new StorageException(
          "The store of content is not the one of this database",
          new IOException(
              (found.isEmpty() ? "it has no mark" : "it has the mark of another")
                  + "; is it mounted? Its file cdx-content.id is to have the line "
                  + known));
    }
  }

  private String known() {
    Set<String> marks = new TreeSet<>();
    kinds.forEach(kind -> index.mark(kind).ifPresent(marks::add));
    String first =
        marks.isEmpty() ? store.mark().orElseGet(store::establish) : marks.iterator().next();
    kinds.forEach(kind -> marks.add(index.remember(kind, first)));
    if (marks.size() > 1) {
      throw new StorageException(
          "The index knows two stores for what is to lie in one",
          new IOException(marks.toString()));
    }
    return marks.iterator().next();
  }
}
