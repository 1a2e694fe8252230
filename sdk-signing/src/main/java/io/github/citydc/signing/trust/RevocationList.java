package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.signing.internal.StrictBase64;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.TBSCertList;

/**
 * A certificate revocation list, RFC 5280 §5, read once. It is complete and direct: of one issuer,
 * about all reasons. Immutable.
 */
final class RevocationList {

  private static final Set<ASN1ObjectIdentifier> PROCESSED =
      Set.of(Extension.issuingDistributionPoint, Extension.cRLNumber);

  private final CertificateList list;
  private final String encoded;
  private final Map<BigInteger, Revocation> revoked;
  private final Optional<IssuingDistributionPoint> scope;
  private final Optional<BigInteger> number;
  private final Instant thisUpdate;
  private final Instant nextUpdate;

  private RevocationList(CertificateList list, byte[] der) {
    this.list = list;
    this.encoded = StrictBase64.encode(der);
    Optional<Extensions> extensions = Optional.ofNullable(list.getTBSCertList().getExtensions());
    this.scope =
        extensions
            .map(e -> e.getExtensionParsedValue(Extension.issuingDistributionPoint))
            .map(IssuingDistributionPoint::getInstance);
    this.number =
        extensions
            .map(e -> e.getExtensionParsedValue(Extension.cRLNumber))
            .map(value -> ASN1Integer.getInstance(value).getValue());
    requireComplete(extensions);
    if (list.getNextUpdate() == null) {
      throw new IllegalArgumentException("it does not say when it will be replaced (nextUpdate)");
    }
    this.thisUpdate = list.getThisUpdate().getDate().toInstant();
    this.nextUpdate = list.getNextUpdate().getDate().toInstant();
    this.revoked = entries(list);
  }

  /**
   * Reads a list, without verifying its signature.
   *
   * @param der {@code CertificateList}
   * @throws IllegalArgumentException if it is malformed, or of a kind that is not supported; the
   *     message says which
   */
  static RevocationList read(byte[] der) {
    CertificateList list;
    try {
      list = CertificateList.getInstance(der);
      if (!Arrays.equals(list.getEncoded("DER"), der)) {
        throw new IllegalArgumentException("it is not in DER");
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("it is not a certificate revocation list in DER", e);
    }
    try {
      return new RevocationList(list, der);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      // The parser reads some parts only when they are looked at.
      throw new IllegalArgumentException("a part of it is malformed", e);
    }
  }

  private void requireComplete(Optional<Extensions> extensions) {
    if (extensions.map(e -> e.getExtension(Extension.deltaCRLIndicator)).isPresent()) {
      throw new IllegalArgumentException("it is a delta CRL, which is not supported");
    }
    if (scope.filter(IssuingDistributionPoint::isIndirectCRL).isPresent()) {
      throw new IllegalArgumentException("it is an indirect CRL, which is not supported");
    }
    if (scope.filter(s -> s.getOnlySomeReasons() != null).isPresent()) {
      throw new IllegalArgumentException("it is about some reasons only, which is not supported");
    }
    requireKnown(extensions, PROCESSED);
  }

  private static void requireKnown(
      Optional<Extensions> extensions, Set<ASN1ObjectIdentifier> known) {
    for (ASN1ObjectIdentifier oid :
        extensions.map(Extensions::getCriticalExtensionOIDs).orElse(new ASN1ObjectIdentifier[0])) {
      if (!known.contains(oid)) {
        throw new IllegalArgumentException("it has the unknown critical extension " + oid.getId());
      }
    }
  }

  private static Map<BigInteger, Revocation> entries(CertificateList list) {
    Map<BigInteger, Revocation> entries = new HashMap<>();
    Enumeration<?> all = list.getRevokedCertificateEnumeration();
    while (all.hasMoreElements()) {
      TBSCertList.CRLEntry entry = TBSCertList.CRLEntry.getInstance(all.nextElement());
      Optional<Extensions> extensions = Optional.ofNullable(entry.getExtensions());
      requireKnown(extensions, Set.of(Extension.reasonCode, Extension.invalidityDate));
      entries.merge(
          entry.getUserCertificate().getValue(),
          Revocation.of(entry.getRevocationDate().getDate().toInstant(), extensions),
          (one, other) -> one.since().isBefore(other.since()) ? one : other);
    }
    return entries;
  }

  /**
   * Lists of one issuer, the newest first: by their numbers, which RFC 5280 §5.2.3 lets grow with
   * each list, or by time if one has none. Of lists that are equally new, those that say that a
   * certificate was revoked come first.
   */
  static List<RevocationList> newestFirst(List<RevocationList> lists, BigInteger serial) {
    Comparator<RevocationList> byTime = Comparator.comparing(RevocationList::thisUpdate);
    Comparator<RevocationList> byNumber =
        Comparator.comparing(list -> list.number.orElse(BigInteger.ZERO));
    Comparator<RevocationList> age =
        lists.stream().allMatch(list -> list.number.isPresent())
            ? byNumber.thenComparing(byTime)
            : byTime.thenComparing(byNumber);
    Comparator<RevocationList> revokedFirst =
        Comparator.comparing(list -> !list.revoked.containsKey(serial));
    return lists.stream().sorted(age.reversed().thenComparing(revokedFirst)).toList();
  }

  /** Returns whether the same issuer has published another one since. */
  boolean isOlderThan(RevocationList other) {
    int difference =
        number.isPresent() && other.number.isPresent()
            ? number.get().compareTo(other.number.get())
            : 0;
    return difference == 0 ? thisUpdate.isBefore(other.thisUpdate) : difference < 0;
  }

  X500Name issuer() {
    return list.getIssuer();
  }

  Instant thisUpdate() {
    return thisUpdate;
  }

  Instant nextUpdate() {
    return nextUpdate;
  }

  /**
   * Verifies that the list was signed by an issuer, RFC 5280 §6.3.3.
   *
   * @return this list
   * @throws IllegalArgumentException if it was not, or the issuer may sign none
   */
  RevocationList requireSignedBy(ParsedCertificate issuer) {
    if (!issuer().equals(issuer.subject())) {
      throw new IllegalArgumentException("it is of another issuer, " + issuer());
    }
    if (issuer.restrictsUsage() && !issuer.allows(KeyUsage.cRLSign)) {
      throw new IllegalArgumentException("its issuer lacks the key usage cRLSign");
    }
    if (!list.getSignatureAlgorithm().equals(list.getTBSCertList().getSignature())) {
      throw new IllegalArgumentException("it names two signature algorithms");
    }
    try {
      CertificateSignatures.verify(
          list.getSignatureAlgorithm(),
          list.getTBSCertList().getEncoded("DER"),
          list.getSignature(),
          issuer);
      return this;
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not encodable as DER", e);
    }
  }

  /**
   * What it says about a certificate of its issuer.
   *
   * @throws IllegalArgumentException if the certificate is not in its scope
   */
  StatusProof about(ParsedCertificate certificate) {
    scope.ifPresent(s -> requireInScope(s, certificate));
    return new Listed(this, Optional.ofNullable(revoked.get(certificate.serial())));
  }

  private static void requireInScope(
      IssuingDistributionPoint scope, ParsedCertificate certificate) {
    if (scope.onlyContainsAttributeCerts()
        || (scope.onlyContainsUserCerts() && certificate.isCa())
        || (scope.onlyContainsCACerts() && !certificate.isCa())) {
      throw new IllegalArgumentException("it is about certificates of another kind");
    }
    if (scope.getDistributionPoint() != null
        && !StatusPoints.of(certificate).names(scope.getDistributionPoint())) {
      throw new IllegalArgumentException("it is of a distribution point the certificate lacks");
    }
  }

  private record Listed(RevocationList list, Optional<Revocation> revocation)
      implements StatusProof {

    @Override
    public String about() {
      return "the CRL of " + list.issuer();
    }

    @Override
    public Instant thisUpdate() {
      return list.thisUpdate();
    }

    @Override
    public Instant nextUpdate() {
      return list.nextUpdate();
    }

    @Override
    public Optional<ParsedCertificate> delegate() {
      return Optional.empty();
    }

    @Override
    public RevocationEvidence evidence() {
      return new RevocationEvidence(List.of(list.encoded), List.of());
    }
  }
}
