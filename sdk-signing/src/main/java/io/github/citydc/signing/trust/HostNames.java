package io.github.citydc.signing.trust;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/**
 * The host names and IP addresses in the subject alternative name of a server certificate, RFC
 * 9525. Immutable and thread-safe.
 *
 * <pre>{@code
 * HostNames names = HostNames.of("hub.dc.gz.gov.cn", "10.1.1.8", "::1");
 * }</pre>
 */
public final class HostNames {

  /** RFC 1123 §2.1, in the letters of DNS; no wildcard. */
  private static final Pattern DNS_NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

  private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");

  private final List<String> names;

  private HostNames(Collection<String> names) {
    this.names = List.copyOf(names);
  }

  /**
   * Names of one server.
   *
   * @param names host names in the letters of DNS (without wildcard), IPv4 and IPv6 addresses
   * @return the names, each once, in their order
   * @throws IllegalArgumentException if there is none, or one is neither
   */
  public static HostNames of(String... names) {
    return of(List.of(names));
  }

  /**
   * Names of one server.
   *
   * @param names as for {@link #of(String...)}
   * @return the names, each once, in their order
   * @throws IllegalArgumentException if there is none, or one is neither
   */
  public static HostNames of(Collection<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("A server certificate needs a host name or an address");
    }
    LinkedHashSet<String> checked = new LinkedHashSet<>();
    names.forEach(name -> checked.add(checked(name)));
    return new HostNames(checked);
  }

  private static String checked(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean host = DNS_NAME.matcher(lower).matches() && !DIGITS_AND_DOTS.matcher(lower).matches();
    if (!host && !IPAddress.isValid(lower)) {
      throw new IllegalArgumentException(
          "Neither a host name in the letters of DNS nor an IP address: " + name);
    }
    return lower;
  }

  /** The hosts in a subject alternative name; empty if there are none. */
  static Optional<HostNames> from(Extensions extensions) {
    GeneralNames general =
        GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
    if (general == null) {
      return Optional.empty();
    }
    List<String> found = new ArrayList<>();
    for (GeneralName name : general.getNames()) {
      if (name.getTagNo() == GeneralName.dNSName) {
        found.add(name.getName().toString());
      } else if (name.getTagNo() == GeneralName.iPAddress) {
        found.add(address(name));
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(of(found));
  }

  private static String address(GeneralName name) {
    byte[] bytes = ASN1OctetString.getInstance(name.getName()).getOctets();
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("An IP address is 4 or 16 bytes long", e);
    }
  }

  public GeneralNames toGeneralNames() {
    return new GeneralNames(
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName,
                        name))
            .toArray(GeneralName[]::new));
  }

  /**
   * The first name, which a certificate has as its common name.
   *
   * @return a host name or an address
   */
  public String first() {
    return names.get(0);
  }

  /**
   * All names.
   *
   * @return host names in lower case and addresses, at least one
   */
  public List<String> all() {
    return names;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HostNames that && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  /** The names, with a comma between them. */
  @Override
  public String toString() {
    return String.join(",", names);
  }
}
