package io.github.citydc.exchange.sharing;

import io.github.citydc.naming.node.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * A store of grants. What was committed to it is found by the next call, in every process.
 * Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface GrantStore {

  /**
   * The grants that name a node for a resource, in force or not.
   *
   * @param reader the node
   * @param resource code of the information resource
   * @return its grants, sorted by number
   */
  List<StoredGrant> find(NodeId reader, String resource);

  /**
   * A grant by its number.
   *
   * @param grantNumber the number
   * @return the grant, empty if there is none
   */
  Optional<StoredGrant> find(String grantNumber);

  /**
   * Lists grants.
   *
   * @param after their numbers come behind this one, empty for the beginning
   * @param max the largest number, from 1
   * @return the first ones, sorted by number
   */
  List<StoredGrant> list(Optional<String> after, int max);
}
