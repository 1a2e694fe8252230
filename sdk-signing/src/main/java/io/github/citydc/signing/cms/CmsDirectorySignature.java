package io.github.citydc.signing.cms;

import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.DirectorySignature;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.trust.TrustStore;
import java.security.GeneralSecurityException;
import java.time.Clock;

/**
 * A verifier of the directory that a hub publishes as signed data, GB/T 35275. Thread-safe.
 *
 * <pre>{@code
 * NodeDirectory directory =
 *     HubDirectory.builder(hub, URI.create(hubUrl + "/directory"), new CmsDirectorySignature(hub, trust, clock))
 *         .decoder(DirectoryTrust.decoder())
 *         .build();
 * }</pre>
 *
 * <p><b>Security guarantees.</b> What is returned was signed by the hub, with a certificate that
 * leads to an anchor, is valid now and names the hub; a signature of another node, be it ever so
 * genuine, is refused.
 */
public final class CmsDirectorySignature implements DirectorySignature {

  private final NodeId hub;
  private final CmsVerifier verifier;
  private final Clock clock;

  /**
   * The signature of a hub.
   *
   * @param hub who must have signed
   * @param trust whom it must be certified by
   * @param clock says when now is
   */
  public CmsDirectorySignature(NodeId hub, TrustStore trust, Clock clock) {
    this.hub = hub;
    this.verifier = new CmsVerifier(trust);
    this.clock = clock;
  }

  @Override
  public byte[] open(byte[] document) throws GeneralSecurityException {
    try {
      SignedContent signed = verifier.verify(document, clock.instant());
      boolean others =
          signed.signatures().stream()
              .anyMatch(signature -> !signature.signer().node().equals(hub));
      if (others) {
        throw new GeneralSecurityException("The directory is not signed by " + hub);
      }
      return signed.content();
    } catch (VerificationException | IllegalArgumentException e) {
      throw new GeneralSecurityException("The directory is not signed data that verifies", e);
    }
  }
}
