package io.github.citydc.exchange.records;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.naming.node.NodeId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which information resources a node may read: interface standard §7. */
final class ReadableResources {

  private static final int PAGE = 500;

  private final Catalog catalog;
  private final ReadPolicy policy;

  ReadableResources(Catalog catalog, ReadPolicy policy) {
    this.catalog = catalog;
    this.policy = policy;
  }

  /**
   * The resources to read from.
   *
   * @param reader the node that queries
   * @param resource the requested one, empty for all that it may read
   * @return their codes, at least one
   */
  Set<String> of(NodeId reader, Optional<String> resource) {
    return resource.map(code -> one(reader, code)).orElseGet(() -> all(reader));
  }

  private Set<String> one(NodeId reader, String code) {
    CatalogEntry entry =
        catalog
            .find(code)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemCode.NOT_FOUND,
                        "The catalog of this node has no such resource; GET /catalog lists"
                            + " them"));
    policy.authorize(reader, entry);
    return Set.of(code);
  }

  private Set<String> all(NodeId reader) {
    Set<String> readable = new LinkedHashSet<>();
    Optional<String> last = Optional.empty();
    List<CatalogEntry> page;
    do {
      page = catalog.list(last, PAGE);
      for (CatalogEntry entry : page) {
        last = Optional.of(entry.resourceCode());
        if (isReadable(reader, entry)) {
          readable.add(entry.resourceCode());
        }
      }
    } while (page.size() == PAGE);
    if (readable.isEmpty()) {
      throw new RefusedException(
          ProblemCode.NOT_AUTHORIZED,
          "The sender may read no resource of this node; GET /catalog lists them with"
              + " their share types, a provider grants those of share type 2");
    }
    return readable;
  }

  private boolean isReadable(NodeId reader, CatalogEntry entry) {
    try {
      policy.authorize(reader, entry);
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }
}
