package io.github.citydc.signing.trust;

import io.github.citydc.signing.Certificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * Who signed a response, RFC 6960 §4.2.2.2: the issuer of the certificate asked about, or whom it
 * certified for this with the purpose {@code id-kp-OCSPSigning}. Its revocation is not checked, but
 * its validity is, each time the response is used.
 */
final class OcspSigner {

  private static final Set<ASN1ObjectIdentifier> PROCESSED =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.extendedKeyUsage,
          Extension.subjectAlternativeName,
          Extension.certificatePolicies,
          OCSPObjectIdentifiers.id_pkix_ocsp_nocheck);

  private final ParsedCertificate certificate;
  private final boolean delegated;

  private OcspSigner(ParsedCertificate certificate, boolean delegated) {
    this.certificate = certificate;
    this.delegated = delegated;
  }

  /**
   * Verifies the signature of a response.
   *
   * @throws IllegalArgumentException if it was not signed by an authorised responder; the message
   *     gives the reason
   */
  static OcspSigner of(BasicOCSPResponse response, ParsedCertificate issuer) {
    ResponderID id = response.getTbsResponseData().getResponderID();
    IllegalArgumentException failure =
        new IllegalArgumentException("its signer is not among its certificates, nor the issuer");
    List<OcspSigner> candidates = new ArrayList<>();
    certificates(response).stream()
        .filter(c -> !c.certificate().equals(issuer.certificate()))
        .forEach(c -> candidates.add(new OcspSigner(c, true)));
    candidates.add(new OcspSigner(issuer, false));
    for (OcspSigner candidate : candidates) {
      if (isNamed(id, candidate.certificate)) {
        try {
          candidate.requireSigned(response, issuer);
          return candidate;
        } catch (IllegalArgumentException e) {
          failure = e;
        }
      }
    }
    throw failure;
  }

  private static List<ParsedCertificate> certificates(BasicOCSPResponse response) {
    return Optional.ofNullable(response.getCerts()).map(ASN1Sequence::toArray).stream()
        .flatMap(Arrays::stream)
        .map(OcspSigner::parsed)
        .toList();
  }

  private static ParsedCertificate parsed(ASN1Encodable certificate) {
    try {
      return ParsedCertificate.of(
          Certificates.fromDer(certificate.toASN1Primitive().getEncoded("DER")));
    } catch (IOException e) {
      throw new IllegalArgumentException("a certificate in it is malformed", e);
    }
  }

  private static boolean isNamed(ResponderID id, ParsedCertificate candidate) {
    return id.getName() == null
        ? Arrays.equals(id.getKeyHash(), OcspCertId.keyDigest(candidate))
        : id.getName().equals(candidate.subject());
  }

  private void requireSigned(BasicOCSPResponse response, ParsedCertificate issuer) {
    if (delegated) {
      requireDelegate(issuer, Asn1Times.instant(response.getTbsResponseData().getProducedAt()));
    }
    requireOneForm(response.getSignatureAlgorithm());
    try {
      CertificateSignatures.verify(
          response.getSignatureAlgorithm(),
          response.getTbsResponseData().getEncoded("DER"),
          response.getSignature(),
          certificate);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is not encodable as DER", e);
    }
  }

  /** Nothing else protects the parameters, so that they must be what they always are. */
  private static void requireOneForm(AlgorithmIdentifier algorithm) {
    if (algorithm.getParameters() != null
        && !DERNull.INSTANCE.equals(algorithm.getParameters().toASN1Primitive())) {
      throw new IllegalArgumentException("its signature algorithm has parameters");
    }
  }

  private void requireDelegate(ParsedCertificate issuer, Instant producedAt) {
    if (!certificate.issuer().equals(issuer.subject())) {
      throw new IllegalArgumentException("the certificate of its signer is of another issuer");
    }
    CertificateSignatures.verify(certificate, issuer);
    if (!mayRespond()) {
      throw new IllegalArgumentException(
          "its signer may not sign responses (extended key usage OCSPSigning)");
    }
    if (!certificate.criticalBeyond(PROCESSED).isEmpty()) {
      throw new IllegalArgumentException(
          "the certificate of its signer has unknown critical extensions");
    }
    if (producedAt.isBefore(certificate.notBefore())
        || producedAt.isAfter(certificate.notAfter())) {
      throw new IllegalArgumentException("the certificate of its signer was not valid then");
    }
  }

  private boolean mayRespond() {
    ExtendedKeyUsage purposes = ExtendedKeyUsage.fromExtensions(certificate.extensions());
    return purposes != null
        && purposes.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)
        && (!certificate.restrictsUsage() || certificate.allows(KeyUsage.digitalSignature));
  }

  Optional<ParsedCertificate> delegate() {
    return delegated ? Optional.of(certificate) : Optional.empty();
  }

  String name() {
    return certificate.subject().toString();
  }

  /** The response with no certificate but the signer's: no byte is kept that proves nothing. */
  byte[] reduced(BasicOCSPResponse response) {
    ASN1Sequence signer =
        delegated ? new DERSequence(certificate.holder().toASN1Structure()) : null;
    BasicOCSPResponse reduced =
        new BasicOCSPResponse(
            response.getTbsResponseData(),
            response.getSignatureAlgorithm(),
            response.getSignature(),
            signer);
    try {
      return new OCSPResponse(
              new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL),
              new ResponseBytes(
                  OCSPObjectIdentifiers.id_pkix_ocsp_basic,
                  new DEROctetString(reduced.getEncoded("DER"))))
          .getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException("A response is encoded in memory", e);
    }
  }
}
