package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * A path whose signatures were verified: the certificate of a node first, the anchor last. What
 * time cannot change is checked when it is made, the rest by {@link #requireValidAt}.
 */
final class CertificatePath {

  /** What is processed here, whether it is critical or not. */
  private static final Set<ASN1ObjectIdentifier> PROCESSED =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.subjectAlternativeName,
          Extension.extendedKeyUsage,
          Extension.nameConstraints,
          Extension.certificatePolicies,
          Extension.policyConstraints,
          Extension.policyMappings,
          Extension.inhibitAnyPolicy);

  private final List<ParsedCertificate> certificates;
  private final TrustedCertificate trusted;

  private CertificatePath(List<ParsedCertificate> certificates, TrustedCertificate trusted) {
    this.certificates = certificates;
    this.trusted = trusted;
  }

  /**
   * Applies the rules of RFC 5280 §6.1.
   *
   * @throws IllegalArgumentException naming the certificate and the rule it breaks
   */
  static CertificatePath of(List<ParsedCertificate> certificates, CertificateRules rules) {
    try {
      requireRules(certificates, rules);
      return new CertificatePath(List.copyOf(certificates), trusted(certificates));
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      // The parser reads some extensions only when they are looked at.
      throw new IllegalArgumentException(
          certificates.get(0).about() + "or one of its issuers has a malformed extension", e);
    }
  }

  private static void requireRules(List<ParsedCertificate> certificates, CertificateRules rules) {
    ParsedCertificate leaf = certificates.get(0);
    certificates.forEach(CertificatePath::requireKnownExtensions);
    requireEndEntity(leaf);
    rules.require(leaf);
    int below = 0;
    for (ParsedCertificate issuer : certificates.subList(1, certificates.size() - 1)) {
      requireCa(issuer, issuer.isCa() && issuer.allows(KeyUsage.keyCertSign));
      requireLength(issuer, below);
      rules.requirePurpose(issuer);
      below += issuer.isSelfIssued() ? 0 : 1;
    }
    // An anchor is trusted by configuration: what it does not say, it does not forbid.
    ParsedCertificate anchor = certificates.get(certificates.size() - 1);
    requireCa(anchor, anchor.isCa() || !anchor.hasBasicConstraints());
    requireLength(anchor, below);
    rules.requirePurpose(anchor);
    NameLimits.require(certificates);
    PolicyCheck.require(certificates);
  }

  private static TrustedCertificate trusted(List<ParsedCertificate> certificates) {
    ParsedCertificate leaf = certificates.get(0);
    KeyId keyId = KeyId.of(leaf.certificate());
    requireSameOrganization(leaf, keyId.node());
    return new TrustedCertificate(
        keyId,
        leaf.key(),
        certificates.subList(0, certificates.size() - 1).stream()
            .map(ParsedCertificate::certificate)
            .toList());
  }

  private static void requireSameOrganization(ParsedCertificate leaf, NodeId node) {
    try {
      SubjectIdentifiers.of(leaf).requireOrganizationOf(node);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(leaf.about() + e.getMessage(), e);
    }
  }

  private static void requireKnownExtensions(ParsedCertificate certificate) {
    Set<String> unknown = certificate.criticalBeyond(PROCESSED);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          certificate.about() + "has unknown critical extensions " + unknown);
    }
  }

  private static void requireEndEntity(ParsedCertificate leaf) {
    if (leaf.isCa()) {
      throw new IllegalArgumentException(leaf.about() + "is a CA's, which exchanges no messages");
    }
  }

  private static void requireCa(ParsedCertificate issuer, boolean mayIssue) {
    if (!mayIssue) {
      throw new IllegalArgumentException(
          issuer.about() + "may not issue certificates (basic constraints, key usage keyCertSign)");
    }
  }

  private static void requireLength(ParsedCertificate issuer, int below) {
    if (below > issuer.pathLength()) {
      throw new IllegalArgumentException(
          issuer.about() + "allows " + issuer.pathLength() + " CAs below it, there are " + below);
    }
  }

  /** The certificate of the node first, the anchor last. */
  List<ParsedCertificate> certificates() {
    return certificates;
  }

  TrustedCertificate requireValidAt(Instant at) {
    for (ParsedCertificate certificate : certificates) {
      if (at.isBefore(certificate.notBefore())) {
        throw expired(certificate, "is not valid before " + certificate.notBefore(), at);
      }
      if (at.isAfter(certificate.notAfter())) {
        throw expired(certificate, "was valid until " + certificate.notAfter(), at);
      }
    }
    return trusted;
  }

  private static VerificationException expired(
      ParsedCertificate certificate, String what, Instant at) {
    return new VerificationException(
        ProblemCode.CERTIFICATE_NOT_VALID, certificate.about() + what + ", asked for " + at);
  }
}
