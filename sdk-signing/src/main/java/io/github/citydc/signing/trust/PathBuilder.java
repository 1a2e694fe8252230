package io.github.citydc.signing.trust;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a path from a certificate to an anchor that keeps all rules. Serves one search. Depth
 * and number of signatures verified are bounded, because the issuers on offer may come from a
 * stranger.
 */
final class PathBuilder {

  private static final int MAXIMUM_LENGTH = 8;
  private static final int MAXIMUM_SIGNATURES = 32;

  private final List<ParsedCertificate> anchors;
  private final List<ParsedCertificate> issuers;
  private final CertificateUse use;
  private int signatures;
  private Optional<IllegalArgumentException> firstFailure = Optional.empty();

  PathBuilder(
      List<ParsedCertificate> anchors, List<ParsedCertificate> issuers, CertificateUse use) {
    this.anchors = anchors;
    this.issuers = issuers;
    this.use = use;
  }

  /**
   * The first path that keeps all rules.
   *
   * @throws IllegalArgumentException if there is none, with the reason the first one failed for
   */
  CertificatePath build(ParsedCertificate leaf) {
    return extend(List.of(leaf))
        .orElseThrow(
            () ->
                firstFailure.orElseGet(
                    () ->
                        new IllegalArgumentException(
                            leaf.about() + "leads to no trust anchor; issuer: " + leaf.issuer())));
  }

  private Optional<CertificatePath> extend(List<ParsedCertificate> path) {
    ParsedCertificate last = path.get(path.size() - 1);
    for (ParsedCertificate anchor : anchors) {
      Optional<CertificatePath> found =
          signedBy(last, anchor) ? checked(append(path, anchor)) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    for (ParsedCertificate issuer : issuers) {
      boolean fits =
          path.size() < MAXIMUM_LENGTH && !contains(path, issuer) && signedBy(last, issuer);
      Optional<CertificatePath> found = fits ? extend(append(path, issuer)) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<CertificatePath> checked(List<ParsedCertificate> path) {
    try {
      return Optional.of(CertificatePath.of(path, use));
    } catch (IllegalArgumentException e) {
      failed(e);
      return Optional.empty();
    }
  }

  private boolean signedBy(ParsedCertificate certificate, ParsedCertificate issuer) {
    if (!certificate.issuer().equals(issuer.subject()) || signatures >= MAXIMUM_SIGNATURES) {
      return false;
    }
    signatures++;
    try {
      CertificateSignatures.verify(certificate, issuer);
      return true;
    } catch (IllegalArgumentException e) {
      failed(
          new IllegalArgumentException(
              certificate.about() + "is not trusted: " + e.getMessage(), e));
      return false;
    }
  }

  private void failed(IllegalArgumentException e) {
    firstFailure = firstFailure.or(() -> Optional.of(e));
  }

  private static boolean contains(List<ParsedCertificate> path, ParsedCertificate issuer) {
    return path.stream().anyMatch(c -> c.certificate().equals(issuer.certificate()));
  }

  private static List<ParsedCertificate> append(
      List<ParsedCertificate> path, ParsedCertificate issuer) {
    List<ParsedCertificate> longer = new ArrayList<>(path);
    longer.add(issuer);
    return longer;
  }
}
