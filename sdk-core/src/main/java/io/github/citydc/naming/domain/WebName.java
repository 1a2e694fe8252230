package io.github.citydc.naming.domain;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a web site or of a section of one: a host name with a path, such as {@code
 * www.thnet.gov.cn/jyj/}.
 *
 * @param host the host
 * @param port the port, if one is written
 * @param path empty, or from the first slash on
 */
public record WebName(GovDomain host, OptionalInt port, String path) {

  private static final Pattern FORM =
      Pattern.compile("(?:(?i:https?)://)?([^/?#]*)([^?#]*)(?:[?#].*)?", Pattern.DOTALL);
  private static final Pattern PORT = Pattern.compile("(.*):(\\d{1,5})");
  private static final int HIGHEST_PORT = 65535;

  /**
   * Names a place on a host.
   *
   * @param host the host
   * @param path empty, or from the first slash on
   */
  public WebName(GovDomain host, String path) {
    this(host, OptionalInt.empty(), path);
  }

  /**
   * Reads a host name, a host name with a path, or the URL of a web site. Query and fragment are
   * left out.
   *
   * @param text for example {@code https://www.gz.gov.cn/zwgk/}
   * @return the name
   * @throws InvalidDomainException if the host is not a name on the e-government network, or a user
   *     name stands before it
   */
  public static WebName parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new InvalidDomainException(NamingRule.NOT_A_NAME);
    }
    String authority = form.group(1);
    if (authority.contains("@")) {
      throw new InvalidDomainException(NamingRule.USER_INFO);
    }
    Matcher port = PORT.matcher(authority);
    if (!port.matches()) {
      return new WebName(GovDomain.parse(authority), form.group(2));
    }
    int number = Integer.parseInt(port.group(2));
    if (number == 0 || number > HIGHEST_PORT) {
      throw new InvalidDomainException(NamingRule.NOT_A_NAME);
    }
    return new WebName(GovDomain.parse(port.group(1)), OptionalInt.of(number), form.group(2));
  }

  /** Returns whether it is only a place on a host. */
  boolean hasPath() {
    return path.length() > 1;
  }

  /**
   * The name for reading.
   *
   * @return host, port and path, with Chinese characters
   */
  @Override
  public String toString() {
    return host.unicode() + (port.isPresent() ? ":" + port.getAsInt() : "") + path;
  }
}
