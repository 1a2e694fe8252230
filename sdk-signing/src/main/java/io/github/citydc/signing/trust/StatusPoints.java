package io.github.citydc.signing.trust;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Where a certificate says its status is published: RFC 5280 §4.2.1.13 and §4.2.2.1. Points of
 * another issuer, of some reasons only or of other schemes than http and https are left out; so is
 * everything that is malformed, since it only helps to find what is verified afterwards.
 *
 * @param crls places of lists
 * @param responders places of OCSP responders
 * @param names all names of all distribution points
 */
record StatusPoints(List<URI> crls, List<URI> responders, List<GeneralName> names) {

  static StatusPoints of(ParsedCertificate certificate) {
    Optional<Extensions> extensions = Optional.ofNullable(certificate.holder().getExtensions());
    List<URI> crls = new ArrayList<>();
    List<GeneralName> names = new ArrayList<>();
    for (DistributionPoint point : distributionPoints(extensions)) {
      List<GeneralName> pointNames = fullName(point.getDistributionPoint());
      names.addAll(pointNames);
      if (point.getCRLIssuer() == null && point.getReasons() == null) {
        pointNames.forEach(name -> uri(name).ifPresent(crls::add));
      }
    }
    return new StatusPoints(crls, responders(extensions), names);
  }

  private static List<DistributionPoint> distributionPoints(Optional<Extensions> extensions) {
    try {
      return extensions
          .map(CRLDistPoint::fromExtensions)
          .map(points -> List.of(points.getDistributionPoints()))
          .orElse(List.of());
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private static List<GeneralName> fullName(DistributionPointName name) {
    return name != null && name.getType() == DistributionPointName.FULL_NAME
        ? List.of(GeneralNames.getInstance(name.getName()).getNames())
        : List.of();
  }

  private static List<URI> responders(Optional<Extensions> extensions) {
    try {
      return extensions
          .map(AuthorityInformationAccess::fromExtensions)
          .map(AuthorityInformationAccess::getAccessDescriptions)
          .map(Arrays::asList)
          .orElse(List.of())
          .stream()
          .filter(access -> access.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
          .flatMap(access -> uri(access.getAccessLocation()).stream())
          .toList();
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private static Optional<URI> uri(GeneralName name) {
    if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(name.getName().toString());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return scheme.equals("http") || scheme.equals("https") ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns whether a list for this point is one of the certificate's. */
  boolean names(DistributionPointName point) {
    return fullName(point).stream().anyMatch(names::contains);
  }
}
