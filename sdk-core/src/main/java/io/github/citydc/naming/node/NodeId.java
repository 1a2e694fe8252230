package io.github.citydc.naming.node;

import io.github.citydc.code.CreditCode;
import io.github.citydc.code.DivisionCode;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * Identity of an exchange node 交换节点: {@code <division>:<organization>:<system>}, for example {@code
 * 440106:11440106007482911C:grid}. Interface standard §2.
 *
 * @param division administrative division of 6 (GB/T 2260), 9 (GB/T 10114) or 12 digits
 * @param organization unified social credit code (GB 32100) of the organization that runs the node
 * @param system short name of the system, {@code [a-z][a-z0-9-]{0,31}}
 */
public record NodeId(DivisionCode division, CreditCode organization, String system)
    implements Serializable {

  private static final Pattern SYSTEM = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final String URN_PREFIX = "urn:cdx:node:";
  private static final int SHORTEST_DIVISION = 6;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a part does not have its form; the message says which
   */
  public NodeId {
    if (division.value().length() < SHORTEST_DIVISION) {
      throw new IllegalArgumentException("The division of a node id has 6, 9 or 12 digits");
    }
    if (!isSystem(system)) {
      throw new IllegalArgumentException("The system of a node id is [a-z][a-z0-9-]{0,31}");
    }
  }

  /** Returns whether a text has the form of a system. */
  public static boolean isSystem(String text) {
    return SYSTEM.matcher(text).matches();
  }

  /**
   * Reads {@code <division>:<organization>:<system>}.
   *
   * @param text the id
   * @return the id
   * @throws IllegalArgumentException if the text is not a node id; the message says what is wrong
   *     with it
   */
  public static NodeId parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "A node id is <division>:<organization>:<system>, this has " + parts.length + " part(s)");
    }
    return new NodeId(DivisionCode.parse(parts[0]), CreditCode.parse(parts[1]), parts[2]);
  }

  /**
   * Reads the URN form, as it stands in the subject alternative name of a node's certificate.
   *
   * @param urn {@code urn:cdx:node:<NodeId>}
   * @return the id
   * @throws IllegalArgumentException if the text is not such a URN
   */
  public static NodeId parseUrn(String urn) {
    if (!urn.startsWith(URN_PREFIX)) {
      throw new IllegalArgumentException("The URN of a node begins with " + URN_PREFIX);
    }
    return parse(urn.substring(URN_PREFIX.length()));
  }

  /**
   * The URN form.
   *
   * @return {@code urn:cdx:node:<NodeId>}
   */
  public String toUrn() {
    return URN_PREFIX + this;
  }

  /**
   * An object identifier for systems that know nothing else: {@code 2.25} with the name-based UUID
   * (RFC 9562, version 5, namespace URL) of the URN. The id cannot be got back from it.
   *
   * @return for example {@code 2.25.123}
   */
  public String toOid() {
    return NamedOid.of(toUrn());
  }

  /**
   * The id as it stands in an envelope and in the HTTP fields {@code cdx-sender} and {@code
   * cdx-receiver}.
   *
   * @return {@code <division>:<organization>:<system>}
   */
  @Override
  public String toString() {
    return division.value() + ":" + organization.value() + ":" + system;
  }
}
