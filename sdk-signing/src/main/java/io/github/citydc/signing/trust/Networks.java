package io.github.citydc.signing.trust;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A set of IP networks. Immutable. */
final class Networks {

  private static final Pattern NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|.*:.*");

  /**
   * Addresses that are not those of a server on a public network: of this machine, of the link, of
   * private networks, of many, and those that only stand for an IPv4 address.
   */
  static final Networks INSIDE =
      of(
          List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "224.0.0.0/3",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "2001::/32",
              "2002::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8"));

  private final List<Network> networks;

  private Networks(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /**
   * The networks of these texts.
   *
   * @param texts each an address, or an address, a slash and the number of bits that count
   * @throws IllegalArgumentException if one is something else
   */
  static Networks of(List<String> texts) {
    return new Networks(texts.stream().map(Networks::network).toList());
  }

  private static Network network(String text) {
    String[] parts = text.split("/", 2);
    InetAddress address =
        address(parts[0])
            .orElseThrow(() -> new IllegalArgumentException(text + " is not an IP network"));
    int all = address.getAddress().length * Byte.SIZE;
    try {
      int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
      if (bits >= 0 && bits <= all) {
        return new Network(address, bits);
      }
    } catch (NumberFormatException e) {
      // As below.
    }
    throw new IllegalArgumentException(text + " is not an IP network");
  }

  /** The address that a text is, not one that a name has. */
  static Optional<InetAddress> address(String text) {
    try {
      return NUMBERS.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  boolean contain(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** All addresses whose first bits are those of another. */
  private record Network(InetAddress address, int bits) {

    boolean contains(InetAddress other) {
      byte[] prefix = address.getAddress();
      byte[] tested = other.getAddress();
      if (tested.length != prefix.length) {
        return false;
      }
      int whole = bits / Byte.SIZE;
      int rest = bits % Byte.SIZE;
      return Arrays.equals(prefix, 0, whole, tested, 0, whole)
          && (rest == 0 || ((prefix[whole] ^ tested[whole]) & 0xff) >> (Byte.SIZE - rest) == 0);
    }
  }
}
