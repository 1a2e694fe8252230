package io.github.citydc.signing.trust;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Dns;

/**
 * The places that may be asked although a certificate names them: all outside, and those inside
 * that were allowed. Immutable.
 */
final class AllowedPlaces {

  /** What is connected to without asking a DNS: also {@code 2130706433}, which is 127.0.0.1. */
  private static final Pattern NUMERIC = Pattern.compile("[\\d.]+|.*:.*");

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

  /**
   * Returns if a host is not an address inside.
   *
   * @throws IOException if it is
   */
  void requireHost(String host) throws IOException {
    if (NUMERIC.matcher(host).matches()) {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!allows(host, address)) {
          throw refused(host);
        }
      }
    }
  }

  private boolean allows(String host, InetAddress address) {
    return !Networks.INSIDE.contain(address)
        || networks.contain(address)
        || hosts.contains(host.toLowerCase(Locale.ROOT));
  }

  private static UnknownHostException refused(String host) {
    return new UnknownHostException(
        host + " is inside the own network and not allowed (OkHttpRevocationFetcher.allowing)");
  }

  /**
   * Resolves one host to addresses that may be asked; every other, which is that of a proxy, to all
   * it has. What was judged is what is connected to.
   *
   * @param host the host that a certificate names
   * @param dns asks
   * @param places judges
   */
  record Guard(String host, Dns dns, AllowedPlaces places) implements Dns {

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
      List<InetAddress> addresses = dns.lookup(hostname);
      if (!hostname.equalsIgnoreCase(host)) {
        return addresses;
      }
      List<InetAddress> allowed =
          addresses.stream().filter(address -> places.allows(host, address)).toList();
      if (allowed.isEmpty()) {
        throw refused(host);
      }
      return allowed;
    }
  }
}
