package io.github.citydc.exchange.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The host of a request, whose addresses a filter judges; those of any other, which is that of a
 * proxy, it does not. What was judged is what is connected to.
 */
record FilteredHost(String host, AddressFilter filter) {

  /** What is connected to without asking a DNS: also {@code 2130706433}, which is 127.0.0.1. */
  private static final Pattern NUMERIC = Pattern.compile("[\\d.]+|.*:.*");

  /** Returns if the host is not an address that the filter refuses. */
  void requireAccepted() throws UnknownHostException {
    if (NUMERIC.matcher(host).matches()) {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        filter.accepted(host, List.of(address));
      }
    }
  }

  List<InetAddress> accepted(String hostname, List<InetAddress> addresses)
      throws UnknownHostException {
    return hostname.equalsIgnoreCase(host) ? filter.accepted(host, addresses) : addresses;
  }
}
