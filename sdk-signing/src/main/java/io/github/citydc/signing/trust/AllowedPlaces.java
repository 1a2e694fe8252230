package io.github.citydc.signing.trust;

import io.github.citydc.exchange.http.AddressFilter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The places that may be asked although a certificate names them: all outside, and those inside
 * that were allowed. Immutable.
 */
final class AllowedPlaces implements AddressFilter {

  private final Set<String> hosts;
  private final Networks networks;

  private AllowedPlaces(Set<String> hosts, Networks networks) {
    this.hosts = Set.copyOf(hosts);
    this.networks = networks;
  }

  /**
   * Outside, and these inside.
   *
   * @param inside names of hosts, addresses, and networks such as {@code 10.20.0.0/16}
   * @throws IllegalArgumentException if one is none of these
   */
  static AllowedPlaces outsideAnd(List<String> inside) {
    Set<String> hosts = new HashSet<>();
    List<String> networks = new ArrayList<>();
    for (String place : inside) {
      if (place.contains("/") || Networks.address(place).isPresent()) {
        networks.add(place);
      } else {
        hosts.add(requireName(place));
      }
    }
    return new AllowedPlaces(hosts, Networks.of(networks));
  }

  private static String requireName(String host) {
    if (!host.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
      throw new IllegalArgumentException(host + " is neither a host name nor an IP network");
    }
    return host.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<InetAddress> accepted(String host, List<InetAddress> addresses)
      throws UnknownHostException {
    List<InetAddress> allowed =
        addresses.stream().filter(address -> allows(host, address)).toList();
    if (allowed.isEmpty()) {
      throw new UnknownHostException(
          host + " is inside the own network and not allowed (HttpRevocationFetcher.allowing)");
    }
    return allowed;
  }

  private boolean allows(String host, InetAddress address) {
    return !Networks.INSIDE.contain(address)
        || networks.contain(address)
        || hosts.contains(host.toLowerCase(Locale.ROOT));
  }
}
