package io.github.citydc.exchange.records;

import io.github.citydc.code.ShareType;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.sharing.Permission;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.naming.node.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A policy that decides which nodes may read the records of an information resource.
 * Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface ReadPolicy {

  /**
   * Authorizes a node to read, or refuses it.
   *
   * @param reader the node that queries, verified
   * @param entry the resource, as the catalog has it
   * @throws RefusedException if this node may not read it, with {@link ProblemCode#NOT_AUTHORIZED}
   */
  void authorize(NodeId reader, CatalogEntry entry);

  /**
   * This policy as grants: all rows and items of what a node may read.
   *
   * @return the grants
   */
  default Grants asGrants() {
    return (reader, entry, intent, at) -> {
      authorize(reader, entry);
      return Permission.everything();
    };
  }

  /**
   * Returns the policy by share type 共享类型 without any grants: interface standard §7.
   *
   * @return the policy
   */
  static ReadPolicy byShareType() {
    return byShareType(Map.of());
  }

  /**
   * Returns the policy by share type 共享类型, interface standard §7: 1 allows every node, 2 the nodes
   * with a grant, 3 none.
   *
   * @param grants who may read a resource of share type 2, by resource code; copied
   * @return the policy
   */
  static ReadPolicy byShareType(Map<String, Set<NodeId>> grants) {
    Map<String, Set<NodeId>> granted = new HashMap<>();
    grants.forEach((resource, nodes) -> granted.put(resource, Set.copyOf(nodes)));
    return (reader, entry) -> {
      String shareType = entry.sharing().type();
      if (shareType.equals(ShareType.UNCONDITIONAL.code())) {
        return;
      }
      if (!shareType.equals(ShareType.CONDITIONAL.code())) {
        throw new RefusedException(
            ProblemCode.NOT_AUTHORIZED,
            "The resource is not shared (share type 3); the law it rests on stands in its"
                + " catalog entry");
      }
      if (!granted.getOrDefault(entry.resourceCode(), Set.of()).contains(reader)) {
        throw new RefusedException(
            ProblemCode.NOT_AUTHORIZED,
            "The resource is shared by grant (share type 2), and this node has none: apply to its"
                + " provider; the condition stands in its catalog entry");
      }
    };
  }
}
