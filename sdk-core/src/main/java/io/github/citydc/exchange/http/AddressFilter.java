package io.github.citydc.exchange.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Decides to which addresses a transport may connect. Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface AddressFilter {

  /**
   * Returns the addresses of a host that may be connected to.
   *
   * @param host the host that a request names
   * @param addresses all its addresses, or the one that the host is
   * @return some of them, in the order in which they are tried
   * @throws UnknownHostException if none may; its message says why
   */
  List<InetAddress> accepted(String host, List<InetAddress> addresses) throws UnknownHostException;
}
