package io.github.citydc.signing.trust;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;

/**
 * The id of a node's key, interface standard §2: {@code <NodeId>#<fingerprint>}, for example {@code
 * 440106:11440106007482911C:grid#1f0c4be2a9d03377}. A node may have several at a time, while keys
 * rotate.
 *
 * @param node the node that owns the key
 * @param fingerprint the first 16 hexadecimal digits, in lower case, of the SM3 of the
 *     certificate's DER
 */
public record KeyId(NodeId node, String fingerprint) {

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");

  /**
   * Checks the fingerprint.
   *
   * @throws IllegalArgumentException if it is not 16 hexadecimal digits in lower case
   */
  public KeyId {
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw new IllegalArgumentException("A key id ends with 16 hexadecimal digits in lower case");
    }
  }

  /**
   * Reads {@code <NodeId>#<fingerprint>}.
   *
   * @param text the id
   * @return the id
   * @throws IllegalArgumentException if the text is not a key id
   */
  public static KeyId parse(String text) {
    int hash = text.indexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException("A key id is <NodeId>#<fingerprint>");
    }
    return new KeyId(NodeId.parse(text.substring(0, hash)), text.substring(hash + 1));
  }

  /**
   * The id of the key that a certificate certifies. The certificate is not validated.
   *
   * @param certificate a certificate that names one node as its subject alternative name
   * @return the id
   * @throws IllegalArgumentException if it names none, or more than one
   */
  public static KeyId of(X509Certificate certificate) {
    return new KeyId(
        ParsedCertificate.of(certificate).node(), Certificates.fingerprint(certificate));
  }

  /**
   * The id as it stands in a signature's {@code keyid}.
   *
   * @return {@code <NodeId>#<fingerprint>}
   */
  @Override
  public String toString() {
    return node + "#" + fingerprint;
  }
}
