package io.github.citydc.exchange.sharing;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;

/**
 * Decides what a node may read of an information resource. Asked anew for each answer, and nothing
 * of a decision is remembered. Implementations are thread-safe.
 *
 * <pre>{@code
 * Grants grants = Grants.stored(JdbcGrants.on(database));
 * Permission permission = grants.decide(reader, entry, ReadIntent.unsaid(), clock.instant());
 * permission.require(person.jurisdiction());
 * answer(permission.keep(payload));
 * }</pre>
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface Grants {

  /**
   * Says what a node may read at this moment, or refuses it.
   *
   * @param reader who asks, verified
   * @param entry the resource, as the catalog has it
   * @param intent under which grant and for which purpose, as far as the reader says it
   * @param at the present time
   * @return which items of which rows
   * @throws RefusedException if the node may read nothing of it, with {@link
   *     ProblemCode#NOT_AUTHORIZED}; the detail names the grant and the article of Decree 809
   */
  Permission decide(NodeId reader, CatalogEntry entry, ReadIntent intent, Instant at);

  /**
   * Decides by share type 共享类型 and stored grants: 1 allows every node to read all, 2 the nodes with
   * a grant what the grant says, 3 none.
   *
   * @param store the grants
   * @return the decision, which reads the store each time
   */
  static Grants stored(GrantStore store) {
    return new GrantDecision(store);
  }
}
