package io.github.citydc.exchange.query;

import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.util.List;

/**
 * A handler that looks records up in a register. Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 *
 * @param <P> the payload record
 */
@FunctionalInterface
public interface QueryHandler<P extends Payload> {

  /**
   * Finds the records with a key. Who may ask has been decided; rows and items that the grant does
   * not cover are taken out of what is returned.
   *
   * @param query the query; its key is one of those declared for the resource
   * @param reader who asks, verified
   * @return the records with this key; if there are many, a few of them are enough
   * @throws Exception if the register cannot be read; the reader is answered with {@code
   *     unavailable}
   */
  List<P> find(Query query, NodeId reader) throws Exception;
}
