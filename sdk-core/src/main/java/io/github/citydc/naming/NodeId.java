package io.github.citydc.naming;

import java.util.regex.Pattern;

/**
 * Identity of an exchange node 交换节点: {@code <division>:<organisation>:<system>}, for example {@code
 * 440106:11440106007482919F:grid}.
 *
 * @param division administrative division of 6 (GB/T 2260), 9 (GB/T 10114) or 12 digits
 * @param organisation unified social credit code (GB 32100) of the organisation that runs the node
 * @param system short name of the system, {@code [a-z][a-z0-9-]{0,31}}
 */
public record NodeId(String division, String organisation, String system) {

  private static final Pattern SYSTEM = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final String URN_PREFIX = "urn:cdx:node:";

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a part does not have its form; the message says which
   */
  public NodeId {
    if (!division.matches("\\d{6}(\\d{3}){0,2}")) {
      throw new IllegalArgumentException(
          "The division of a node id has 6, 9 or 12 digits: " + division);
    }
    if (!organisation.matches("[0-9A-HJ-NPQRTUWXY]{18}")) {
      throw new IllegalArgumentException(
          "The organisation of a node id is an 18-character unified social credit code: "
              + organisation);
    }
    if (!SYSTEM.matcher(system).matches()) {
      throw new IllegalArgumentException(
          "The system of a node id is [a-z][a-z0-9-]{0,31}: " + system);
    }
  }

  /**
   * Reads {@code <division>:<organisation>:<system>}.
   *
   * @param text the id
   * @return the id
   * @throws IllegalArgumentException if the text is not a node id
   */
  public static NodeId parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "A node id is <division>:<organisation>:<system>, this has " + parts.length + " parts");
    }
    return new NodeId(parts[0], parts[1], parts[2]);
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
   * The id as it stands in an envelope and in the HTTP fields {@code cdx-sender} and {@code
   * cdx-receiver}.
   *
   * @return {@code <division>:<organisation>:<system>}
   */
  @Override
  public String toString() {
    return division + ":" + organisation + ":" + system;
  }
}
