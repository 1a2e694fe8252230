package io.github.citydc.exchange.records;

import io.github.citydc.model.catalog.CatalogEntry;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The information resources a node publishes 资源目录. Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface Catalog {

  /**
   * Finds an entry.
   *
   * @param resource code of the information resource
   * @return its entry, empty if there is none
   */
  Optional<CatalogEntry> find(String resource);

  /**
   * Lists entries.
   *
   * @param after their codes come behind this one, empty for the beginning
   * @param max the largest number, from 1
   * @return the first ones, sorted by code
   */
  List<CatalogEntry> list(Optional<String> after, int max);

  /**
   * A catalog that does not change.
   *
   * @param entries its entries; of two with the same code the later one counts
   * @return the catalog
   */
  static Catalog of(Collection<CatalogEntry> entries) {
    TreeMap<String, CatalogEntry> byCode = new TreeMap<>();
    entries.forEach(entry -> byCode.put(entry.resourceCode(), entry));
    return new Catalog() {
      @Override
      public Optional<CatalogEntry> find(String resource) {
        return Optional.ofNullable(byCode.get(resource));
      }

      @Override
      public List<CatalogEntry> list(Optional<String> after, int max) {
        return after.map(code -> byCode.tailMap(code, false)).orElse(byCode).values().stream()
            .limit(max)
            .toList();
      }
    };
  }
}
