package io.github.citydc.signing.sandbox.internal;

import java.net.URI;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * The addresses at which the certificates of a sandbox say their status is published.
 *
 * @param crl the distribution point
 * @param responder the OCSP responder
 */
public record SandboxPoints(Optional<URI> crl, Optional<URI> responder) {

  public static SandboxPoints none() {
    return new SandboxPoints(Optional.empty(), Optional.empty());
  }

  public SandboxPoints crl(URI chosen) {
    return new SandboxPoints(Optional.of(chosen), responder);
  }

  public SandboxPoints responder(URI chosen) {
    return new SandboxPoints(crl, Optional.of(chosen));
  }

  public CertificateDraft on(CertificateDraft draft) {
    crl.ifPresent(uri -> draft.with(Extension.cRLDistributionPoints, false, distribution(uri)));
    responder.ifPresent(
        uri ->
            draft.with(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, name(uri))));
    return draft;
  }

  private static CRLDistPoint distribution(URI uri) {
    DistributionPointName full = new DistributionPointName(new GeneralNames(name(uri)));
    return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(full, null, null)});
  }

  private static GeneralName name(URI uri) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, uri.toString());
  }
}
