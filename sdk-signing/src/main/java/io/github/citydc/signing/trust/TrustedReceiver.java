package io.github.citydc.signing.trust;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Sm2PublicKey;
import java.security.cert.X509Certificate;

/**
 * A node to encrypt for, with a certificate that a {@link TrustStore} has validated. Immutable and
 * thread-safe. There is no other way to one than validation.
 */
public final class TrustedReceiver {

  private final KeyId keyId;
  private final Sm2PublicKey key;
  private final X509Certificate certificate;

  TrustedReceiver(KeyId keyId, Sm2PublicKey key, X509Certificate certificate) {
    this.keyId = keyId;
    this.key = key;
    this.certificate = certificate;
  }

  /**
   * The node that can decrypt.
   *
   * @return the only node that the certificate names
   */
  public NodeId node() {
    return keyId.node();
  }

  /**
   * The id of the key.
   *
   * @return by which the receiver finds the private key
   */
  public KeyId keyId() {
    return keyId;
  }

  /**
   * The public key to encrypt with.
   *
   * @return the public key
   */
  public Sm2PublicKey key() {
    return key;
  }

  /**
   * The certificate.
   *
   * @return whose issuer and serial number name the receiver in CMS
   */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The id of the key. */
  @Override
  public String toString() {
    return "TrustedReceiver[" + keyId + "]";
  }
}
