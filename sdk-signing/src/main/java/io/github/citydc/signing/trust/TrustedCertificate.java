package io.github.citydc.signing.trust;

import io.github.citydc.naming.NodeId;
import io.github.citydc.signing.VerificationKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate that a {@link TrustStore} has validated: whose key it is, and the key. Immutable
 * and thread-safe. There is no other way to one than validation.
 */
public final class TrustedCertificate {

  private final KeyId keyId;
  private final VerificationKey key;
  private final List<X509Certificate> chain;

  TrustedCertificate(KeyId keyId, VerificationKey key, List<X509Certificate> chain) {
    this.keyId = keyId;
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /**
   * The node that the certificate is bound to.
   *
   * @return the only node its subject alternative name names
   */
  public NodeId node() {
    return keyId.node();
  }

  /**
   * The id of the key.
   *
   * @return what signatures made with it name
   */
  public KeyId keyId() {
    return keyId;
  }

  /**
   * The key, decoded once.
   *
   * @return what verifies the node's signatures
   */
  public VerificationKey key() {
    return key;
  }

  /**
   * The certificate and those between it and the anchor.
   *
   * @return the certificate of the node first, without the anchor
   */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** The id of the key. */
  @Override
  public String toString() {
    return "TrustedCertificate[" + keyId + "]";
  }
}
