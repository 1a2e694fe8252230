package io.github.citydc.signing.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the most recently used values, up to a bound. Thread-safe; a value may be computed
 * twice when two threads miss it at the same time, so that no thread waits for another's
 * computation.
 *
 * @param <K> what is asked with
 * @param <V> what is remembered
 */
public final class BoundedCache<K, V> {

  private final Map<K, V> entries;

  /**
   * Remembers nothing yet.
   *
   * @param bound how many values at most
   */
  public BoundedCache(int bound) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > bound;
          }
        };
  }

  /**
   * The value of a key.
   *
   * @param key the key
   * @param compute gives the value if it is not remembered; what it throws is thrown, and nothing
   *     remembered
   * @return the value
   */
  public V get(K key, Function<K, V> compute) {
    @Nullable V known;
    synchronized (entries) {
      known = entries.get(key);
    }
    if (known != null) {
      return known;
    }
    V computed = compute.apply(key);
    synchronized (entries) {
      entries.put(key, computed);
    }
    return computed;
  }
}
