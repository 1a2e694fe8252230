package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.VerificationKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate that a {@link TrustStore} has validated, with its node and its key. Immutable and
 * thread-safe. There is no other way to one than validation.
 */
public final class TrustedCertificate {

  private final KeyId keyId;
  private final VerificationKey key;
  private final List<X509Certificate> chain;
  private final RevocationStatus revocationStatus;
  private final RevocationEvidence revocationEvidence;

  TrustedCertificate(KeyId keyId, VerificationKey key, List<X509Certificate> chain) {
    this(keyId, key, chain, RevocationStatus.UNKNOWN, RevocationEvidence.none());
  }

  private TrustedCertificate(
      KeyId keyId,
      VerificationKey key,
      List<X509Certificate> chain,
      RevocationStatus revocationStatus,
      RevocationEvidence revocationEvidence) {
    this.keyId = keyId;
    this.key = key;
    this.chain = List.copyOf(chain);
    this.revocationStatus = revocationStatus;
    this.revocationEvidence = revocationEvidence;
  }

  TrustedCertificate with(RevocationStatus status, RevocationEvidence evidence) {
    return new TrustedCertificate(keyId, key, chain, status, evidence);
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

  /**
   * Returns the revocation status of the certificates of the chain.
   *
   * @return {@code UNKNOWN} also if the store checks no revocation
   */
  public RevocationStatus revocationStatus() {
    return revocationStatus;
  }

  /**
   * The evidence, to be stored with a signature.
   *
   * @return lists and responses, in the order of the certificates they are about
   */
  public RevocationEvidence revocationEvidence() {
    return revocationEvidence;
  }

  /**
   * The identifiers of the owner in the extensions of GB/T 20518.
   *
   * @return what could be read; an organization that is there is that of the node
   */
  public SubjectIdentifiers identifiers() {
    return SubjectIdentifiers.of(chain.get(0));
  }

  /** The id of the key. */
  @Override
  public String toString() {
    return "TrustedCertificate[" + keyId + "]";
  }
}
