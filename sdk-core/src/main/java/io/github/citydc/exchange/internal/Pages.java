package io.github.citydc.exchange.internal;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * An iteration over a list that is too long for memory, page by page. Not thread-safe.
 *
 * @param <T> what is listed, sorted by id
 * @param <K> its id
 */
public final class Pages<T, K> implements Iterator<T> {

  private final Function<T, K> idOf;
  private final Function<Optional<K>, Page<T>> fetch;
  private Iterator<T> items = Collections.emptyIterator();
  private Optional<K> last = Optional.empty();
  private boolean more = true;

  /**
   * A list that lies elsewhere.
   *
   * @param idOf the id of an item
   * @param fetch gets what follows an id, or the beginning
   */
  public Pages(Function<T, K> idOf, Function<Optional<K>, Page<T>> fetch) {
    this.idOf = idOf;
    this.fetch = fetch;
  }

  /**
   * A page of items.
   *
   * @param items sorted by id
   * @param more whether there may be more
   * @param <T> what is listed
   */
  public record Page<T>(List<T> items, boolean more) {

    /**
     * A page that is the last one if it is not full.
     *
     * @param items sorted by id
     * @param size of a full page
     * @param <T> what is listed
     * @return the page
     */
    public static <T> Page<T> of(List<T> items, int size) {
      return new Page<>(items, items.size() == size);
    }
  }

  @Override
  public boolean hasNext() {
    while (!items.hasNext() && more) {
      Page<T> page = fetch.apply(last);
      items = page.items().iterator();
      more = page.more();
    }
    return items.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T item = items.next();
    last = Optional.of(idOf.apply(item));
    return item;
  }
}
