package io.github.citydc.signing.trust;

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
 * Where the certificates of a sandbox say their status is published.
 *
 * @param crl the distribution point
 * @param responder the OCSP responder
 */
record SandboxPoints(Optional<URI> crl, Optional<URI> responder) {

  static SandboxPoints none() {
    return new SandboxPoints(Optional.empty(), Optional.empty());
  }

  SandboxPoints withCrl(URI chosen) {
    return new SandboxPoints(Optional.of(chosen), responder);
  }

  SandboxPoints withResponder(URI chosen) {
    return new SandboxPoints(crl, Optional.of(chosen));
  }

  CertificateDraft on(CertificateDraft draft) {
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
