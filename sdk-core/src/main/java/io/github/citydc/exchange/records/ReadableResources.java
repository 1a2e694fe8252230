package io.github.citydc.exchange.records;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.sharing.Permission;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which information resources a node may read: interface standard §7. */
final class ReadableResources {

  private static final int PAGE = 500;

  private final Catalog catalog;
  private final Grants grants;
  private final Clock clock;

  ReadableResources(Catalog catalog, Grants grants, Clock clock) {
    this.catalog = catalog;
    this.grants = grants;
    this.clock = clock;
  }

  /**
   * The resources to read from, decided anew each time.
   *
   * @param reader the node that queries
   * @param resource the requested one, empty for all that it may read
   * @param intent the grant and the purpose that it states
   * @return what it may read, by their codes, at least one
   */
  Map<String, Permission> of(NodeId reader, Optional<String> resource, ReadIntent intent) {
    return resource
        .map(code -> Map.of(code, one(reader, code, intent)))
        .orElseGet(() -> all(reader, intent));
  }

  private Permission one(NodeId reader, String code, ReadIntent intent) {
    CatalogEntry entry =
        catalog
            .find(code)
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemCode.NOT_FOUND,
                        "The catalog of this node has no such resource; GET /catalog lists"
                            + " them"));
    return grants.decide(reader, entry, intent, clock.instant());
  }

  private Map<String, Permission> all(NodeId reader, ReadIntent intent) {
    Map<String, Permission> readable = new LinkedHashMap<>();
    Optional<String> last = Optional.empty();
    List<CatalogEntry> page;
    do {
      page = catalog.list(last, PAGE);
      for (CatalogEntry entry : page) {
        last = Optional.of(entry.resourceCode());
        permission(reader, entry, intent)
            .ifPresent(permission -> readable.put(entry.resourceCode(), permission));
      }
    } while (page.size() == PAGE);
    if (readable.isEmpty()) {
      throw new RefusedException(
          ProblemCode.NOT_AUTHORIZED,
          "The sender may read no resource of this node; GET /catalog lists them with"
              + " their share types, a provider grants those of share type 2. Ask with resource to"
              + " be told why one is not open");
    }
    return readable;
  }

  private Optional<Permission> permission(NodeId reader, CatalogEntry entry, ReadIntent intent) {
    try {
      return Optional.of(grants.decide(reader, entry, intent, clock.instant()));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }
}
