package io.github.citydc.naming.resource;

import io.github.citydc.code.CreditCode;
import io.github.citydc.code.ResourceCode;
import io.github.citydc.naming.node.NamedOid;

/**
 * The name of an information resource 政务信息资源 across providers: the resource code of the catalog
 * guide (发改高技〔2017〕1272号) is given by each provider, so that only both together are unique.
 *
 * <pre>{@code
 * ResourceName name = ResourceName.parseUrn("urn:cdx:resource:11440106007482911C:307019001/15");
 * name.code().resourceClass();  // DEPARTMENT
 * }</pre>
 *
 * @param provider credit code of the organ that provides it, 提供方代码
 * @param code its code in the catalog of that organ
 */
public record ResourceName(CreditCode provider, ResourceCode code) {

  private static final String URN_PREFIX = "urn:cdx:resource:";

  /**
   * Reads the URN form.
   *
   * @param urn {@code urn:cdx:resource:<credit code>:<resource code>}
   * @return the name
   * @throws IllegalArgumentException if the text is not such a URN
   */
  public static ResourceName parseUrn(String urn) {
    String[] parts = urn.startsWith(URN_PREFIX) ? split(urn) : new String[0];
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "The URN of a resource is " + URN_PREFIX + "<provider>:<code>");
    }
    return new ResourceName(CreditCode.parse(parts[0]), ResourceCode.parse(parts[1]));
  }

  private static String[] split(String urn) {
    return urn.substring(URN_PREFIX.length()).split(":", -1);
  }

  /**
   * The URN form.
   *
   * @return {@code urn:cdx:resource:<credit code>:<resource code>}
   */
  public String toUrn() {
    return URN_PREFIX + provider.value() + ":" + code.value();
  }

  /**
   * An object identifier for systems that know nothing else: {@code 2.25} with the name-based UUID
   * (RFC 9562, version 5, namespace URL) of the URN. The URN cannot be got back from it.
   *
   * @return for example {@code 2.25.123}
   */
  public String toOid() {
    return NamedOid.of(toUrn());
  }
}
