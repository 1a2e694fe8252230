package io.github.citydc.signing.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The search for the paths from a certificate to the anchors that keep all rules. A CA that was
 * renewed has several certificates of one name and key, so that there may be several paths; which
 * of them is valid at a time is decided later. Candidates are tried the newest first, so that the
 * order in which they were configured decides nothing. Serves one search.
 *
 * <p>Length, steps and signatures verified are bounded, because the issuers on offer may come from
 * a stranger.
 */
final class PathBuilder {

  private static final int MAXIMUM_LENGTH = 8;
  private static final int MAXIMUM_SIGNATURES = 32;
  private static final int MAXIMUM_STEPS = 128;

  private static final Comparator<ParsedCertificate> NEWEST_FIRST =
      Comparator.comparing(ParsedCertificate::notBefore)
          .thenComparing(ParsedCertificate::notAfter)
          .thenComparing(ParsedCertificate::serial)
          .thenComparing(ParsedCertificate::signature, Arrays::compareUnsigned)
          .reversed();

  private final List<ParsedCertificate> anchors;
  private final List<ParsedCertificate> issuers;
  private final CertificateRules rules;
  private final Map<Link, Boolean> verified = new HashMap<>();
  private final List<CertificatePath> found = new ArrayList<>();
  private int steps;
  private Optional<IllegalArgumentException> firstFailure = Optional.empty();

  /** A certificate and one that may have signed it. */
  private record Link(X509Certificate certificate, X509Certificate issuer) {}

  /**
   * Prepares a search.
   *
   * @param configured issuers that are known here; they are tried before those offered
   * @param offered issuers that came with the certificate
   */
  PathBuilder(
      List<ParsedCertificate> anchors,
      List<ParsedCertificate> configured,
      List<ParsedCertificate> offered,
      CertificateRules rules) {
    Map<X509Certificate, ParsedCertificate> trusted = distinct(anchors);
    Map<X509Certificate, ParsedCertificate> known = distinct(configured);
    known.keySet().removeAll(trusted.keySet());
    Map<X509Certificate, ParsedCertificate> others = distinct(offered);
    others.keySet().removeAll(trusted.keySet());
    others.keySet().removeAll(known.keySet());
    this.anchors = sorted(trusted.values());
    this.issuers = new ArrayList<>(sorted(known.values()));
    this.issuers.addAll(sorted(others.values()));
    this.rules = rules;
  }

  private static Map<X509Certificate, ParsedCertificate> distinct(List<ParsedCertificate> all) {
    Map<X509Certificate, ParsedCertificate> distinct = new LinkedHashMap<>();
    all.forEach(certificate -> distinct.putIfAbsent(certificate.certificate(), certificate));
    return distinct;
  }

  private static List<ParsedCertificate> sorted(Collection<ParsedCertificate> certificates) {
    return certificates.stream().sorted(NEWEST_FIRST).toList();
  }

  /**
   * All paths that keep the rules, at least one.
   *
   * @throws IllegalArgumentException if there is none, with the reason the first one failed for
   */
  List<CertificatePath> build(ParsedCertificate leaf) {
    extend(List.of(leaf));
    if (found.isEmpty()) {
      throw firstFailure.orElseGet(
          () ->
              new IllegalArgumentException(
                  leaf.about() + "leads to no trust anchor; issuer: " + leaf.issuer()));
    }
    return List.copyOf(found);
  }

  private void extend(List<ParsedCertificate> path) {
    ParsedCertificate last = path.get(path.size() - 1);
    if (++steps > MAXIMUM_STEPS) {
      return;
    }
    for (ParsedCertificate anchor : anchors) {
      if (signedBy(last, anchor)) {
        check(append(path, anchor));
      }
    }
    for (ParsedCertificate issuer : issuers) {
      if (path.size() < MAXIMUM_LENGTH && !path.contains(issuer) && signedBy(last, issuer)) {
        extend(append(path, issuer));
      }
    }
  }

  private void check(List<ParsedCertificate> path) {
    try {
      found.add(CertificatePath.of(path, rules));
    } catch (IllegalArgumentException e) {
      failed(e);
    }
  }

  private boolean signedBy(ParsedCertificate certificate, ParsedCertificate issuer) {
    if (!certificate.issuer().equals(issuer.subject())) {
      return false;
    }
    Link link = new Link(certificate.certificate(), issuer.certificate());
    Boolean known = verified.get(link);
    if (known == null) {
      known = verified.size() < MAXIMUM_SIGNATURES && verify(certificate, issuer);
      verified.put(link, known);
    }
    return known;
  }

  private boolean verify(ParsedCertificate certificate, ParsedCertificate issuer) {
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

  private static List<ParsedCertificate> append(
      List<ParsedCertificate> path, ParsedCertificate issuer) {
    List<ParsedCertificate> longer = new ArrayList<>(path);
    longer.add(issuer);
    return longer;
  }
}
