package io.github.citydc.signing.trust;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.VerificationKey;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A certificate that was parsed once, strictly: its bytes are exactly the DER encoding of the
 * parsed content.
 */
final class ParsedCertificate {

  private static final String NODE_URN = "urn:cdx:node:";

  private final X509Certificate certificate;
  private final X509CertificateHolder holder;
  private final byte[] signature;
  private final Instant notBefore;
  private final Instant notAfter;
  private final Set<ASN1ObjectIdentifier> criticalExtensions;
  private final Optional<BasicConstraints> basicConstraints;
  private final int pathLength;
  private final Optional<KeyUsage> keyUsage;
  private final List<String> uris;

  private ParsedCertificate(X509Certificate certificate, X509CertificateHolder holder) {
    this.certificate = certificate;
    this.holder = holder;
    this.signature = holder.getSignature();
    this.notBefore = holder.getNotBefore().toInstant();
    this.notAfter = holder.getNotAfter().toInstant();
    Optional<Extensions> extensions = Optional.ofNullable(holder.getExtensions());
    this.criticalExtensions =
        extensions.map(e -> Set.of(e.getCriticalExtensionOIDs())).orElse(Set.of());
    this.basicConstraints = extensions.map(BasicConstraints::fromExtensions);
    this.pathLength =
        basicConstraints
            .map(BasicConstraints::getPathLenConstraintInteger)
            .map(ASN1Integer::intPositiveValueExact)
            .orElse(Integer.MAX_VALUE);
    this.keyUsage = extensions.map(KeyUsage::fromExtensions);
    this.uris =
        extensions
            .map(e -> GeneralNames.fromExtensions(e, Extension.subjectAlternativeName))
            .map(ParsedCertificate::uris)
            .orElse(List.of());
  }

  private static List<String> uris(GeneralNames names) {
    return Arrays.stream(names.getNames())
        .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
        .map(name -> name.getName().toString())
        .toList();
  }

  /**
   * Reads a certificate, all of it: what it holds is decoded here and nowhere later.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static ParsedCertificate of(X509Certificate certificate) {
    try {
      byte[] der = certificate.getEncoded();
      X509CertificateHolder holder = new X509CertificateHolder(der);
      if (!Arrays.equals(der, holder.toASN1Structure().getEncoded("DER"))) {
        throw new IllegalArgumentException("A certificate is not encoded in DER");
      }
      return new ParsedCertificate(certificate, holder);
    } catch (CertificateEncodingException | IOException | RuntimeException e) {
      throw new IllegalArgumentException("A certificate is malformed", e);
    }
  }

  X509Certificate certificate() {
    return certificate;
  }

  X509CertificateHolder holder() {
    return holder;
  }

  BigInteger serial() {
    return holder.getSerialNumber();
  }

  X500Name subject() {
    return holder.getSubject();
  }

  X500Name issuer() {
    return holder.getIssuer();
  }

  boolean isSelfIssued() {
    return subject().equals(issuer());
  }

  Instant notBefore() {
    return notBefore;
  }

  Instant notAfter() {
    return notAfter;
  }

  VerificationKey key() {
    try {
      return VerificationKey.fromSubjectPublicKeyInfo(
          holder.getSubjectPublicKeyInfo().getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalArgumentException("A public key is malformed", e);
    }
  }

  byte[] signature() {
    return signature;
  }

  boolean isCa() {
    return basicConstraints.map(BasicConstraints::isCA).orElse(false);
  }

  boolean hasBasicConstraints() {
    return basicConstraints.isPresent();
  }

  /** How many intermediate certificates may stand below this one. */
  int pathLength() {
    return pathLength;
  }

  /** All extensions; of none, none. */
  Extensions extensions() {
    return Optional.ofNullable(holder.getExtensions())
        .orElseGet(() -> new Extensions(new Extension[0]));
  }

  /** Returns whether the extension is present: what it does not allow, it forbids. */
  boolean restrictsUsage() {
    return keyUsage.isPresent();
  }

  /** Returns whether the extension is present and has the bit of {@link KeyUsage}. */
  boolean allows(int usage) {
    return keyUsage.map(bits -> bits.hasUsages(usage)).orElse(false);
  }

  /** The critical extensions that are not among these. */
  Set<String> criticalBeyond(Set<ASN1ObjectIdentifier> known) {
    return criticalExtensions.stream()
        .filter(oid -> !known.contains(oid))
        .map(ASN1ObjectIdentifier::getId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The node that the subject alternative name names.
   *
   * @throws IllegalArgumentException if it names none, or more than one
   */
  NodeId node() {
    List<NodeId> nodes =
        uris.stream().filter(uri -> uri.startsWith(NODE_URN)).map(NodeId::parseUrn).toList();
    if (nodes.size() != 1) {
      throw new IllegalArgumentException(
          about()
              + "names "
              + nodes.size()
              + " nodes in its subject alternative name (URI urn:cdx:node:), not one");
    }
    return nodes.get(0);
  }

  /** Begins a sentence about this certificate. */
  String about() {
    return "the certificate of " + subject() + " ";
  }
}
