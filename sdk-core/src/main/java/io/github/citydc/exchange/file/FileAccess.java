package io.github.citydc.exchange.file;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;

/**
 * A policy that decides which nodes may fetch a file. Implementations are thread-safe. {@code
 * exchange.records.RecordFiles} allows it to whom a record that names the file may be read by.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface FileAccess {

  /**
   * Authorizes a node to fetch a file, or refuses it. Asked for each range of the file, so that a
   * permission that ends, ends a fetch that is under way.
   *
   * @param reader who asks, verified
   * @param file digest of the file
   * @param intent under which grant and for which purpose, as far as the reader says it
   * @param at the present time
   * @return on account of what it may, for the record of use
   * @throws io.github.citydc.exchange.message.RefusedException with {@code not-authorized} if this
   *     node may not; with {@code not-found} if no record names the file
   */
  FilePermission authorize(NodeId reader, ContentHash file, ReadIntent intent, Instant at);
}
