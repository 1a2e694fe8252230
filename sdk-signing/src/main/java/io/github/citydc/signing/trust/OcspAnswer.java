package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.signing.internal.StrictBase64;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * What an OCSP responder said about one certificate, verified: RFC 6960 §3.2 and §4.2. Immutable.
 */
final class OcspAnswer implements StatusProof {

  /** A responder that names no end always has something newer. */
  private static final Duration WITHOUT_END = Duration.ofHours(1);

  private static final int GOOD = 0;
  private static final int REVOKED = 1;

  /** A response may say several things about one certificate, in any order. */
  private static final Comparator<SingleResponse> NEWEST_THEN_REVOKED =
      Comparator.comparing((SingleResponse s) -> Asn1Times.instant(s.getThisUpdate()))
          .thenComparing(s -> s.getCertStatus().getTagNo() == REVOKED);

  private final OcspSigner signer;
  private final Instant thisUpdate;
  private final Instant nextUpdate;
  private final Optional<Revocation> revocation;
  private final RevocationEvidence evidence;

  private OcspAnswer(SingleResponse single, OcspSigner signer, String encoded) {
    this.signer = signer;
    this.thisUpdate = Asn1Times.instant(single.getThisUpdate());
    this.nextUpdate =
        single.getNextUpdate() == null
            ? thisUpdate.plus(WITHOUT_END)
            : Asn1Times.instant(single.getNextUpdate());
    this.revocation = revocation(single);
    this.evidence = new RevocationEvidence(List.of(), List.of(encoded));
  }

  /**
   * Reads and verifies a response.
   *
   * @param der {@code OCSPResponse}
   * @throws IllegalArgumentException if it is malformed, no success, not about the certificate, not
   *     signed by the issuer or in its name, or says that the certificate is unknown
   */
  static OcspAnswer read(byte[] der, ParsedCertificate certificate, ParsedCertificate issuer) {
    BasicOCSPResponse response = basic(der);
    return wellFormed(() -> verified(response, certificate, issuer));
  }

  /** The parser reads some parts only when they are looked at. */
  private static <T> T wellFormed(Supplier<T> parts) {
    try {
      return parts.get();
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("a part of the response is malformed", e);
    }
  }

  private static OcspAnswer verified(
      BasicOCSPResponse response, ParsedCertificate certificate, ParsedCertificate issuer) {
    SingleResponse single =
        singles(response)
            .filter(s -> OcspCertId.names(s.getCertID(), certificate, issuer))
            .max(NEWEST_THEN_REVOKED)
            .orElseThrow(() -> new IllegalArgumentException("it is about other certificates"));
    Extensions extensions = single.getSingleExtensions();
    if (extensions != null && extensions.hasAnyCriticalExtensions()) {
      throw new IllegalArgumentException("it has unknown critical extensions");
    }
    OcspSigner signer = OcspSigner.of(response, issuer);
    OcspAnswer answer =
        new OcspAnswer(single, signer, StrictBase64.encode(signer.reduced(response)));
    Instant producedAt = Asn1Times.instant(response.getTbsResponseData().getProducedAt());
    if (answer.thisUpdate.isAfter(producedAt.plus(Inquiry.TOLERANCE))) {
      throw new IllegalArgumentException("it was signed before the time it is about");
    }
    return answer;
  }

  private static BasicOCSPResponse basic(byte[] der) {
    OCSPResponse response;
    BasicOCSPResponse basic;
    try {
      response = OCSPResponse.getInstance(der);
      int status = response.getResponseStatus().getIntValue();
      if (status != OCSPResponseStatus.SUCCESSFUL) {
        throw new IllegalArgumentException("the responder answers " + refusal(status));
      }
      ResponseBytes bytes = response.getResponseBytes();
      if (!bytes.getResponseType().equals(OCSPObjectIdentifiers.id_pkix_ocsp_basic)) {
        throw new IllegalArgumentException("the response is of an unknown type");
      }
      basic = BasicOCSPResponse.getInstance(bytes.getResponse().getOctets());
      if (!Arrays.equals(response.getEncoded("DER"), der)
          || !Arrays.equals(basic.getEncoded("DER"), bytes.getResponse().getOctets())) {
        throw new IllegalArgumentException("the response is not in DER");
      }
      return basic;
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("it is not a response of OCSP", e);
    }
  }

  private static String refusal(int status) {
    return switch (status) {
      case OCSPResponseStatus.MALFORMED_REQUEST -> "malformedRequest";
      case OCSPResponseStatus.INTERNAL_ERROR -> "internalError";
      case OCSPResponseStatus.TRY_LATER -> "tryLater";
      case OCSPResponseStatus.SIG_REQUIRED -> "sigRequired";
      case OCSPResponseStatus.UNAUTHORIZED -> "unauthorized";
      default -> "with status " + status;
    };
  }

  private static Stream<SingleResponse> singles(BasicOCSPResponse response) {
    ASN1Sequence responses = response.getTbsResponseData().getResponses();
    return Arrays.stream(responses.toArray()).map(SingleResponse::getInstance);
  }

  private static Optional<Revocation> revocation(SingleResponse single) {
    CertStatus status = single.getCertStatus();
    return switch (status.getTagNo()) {
      case GOOD -> Optional.empty();
      case REVOKED -> Optional.of(revocation(RevokedInfo.getInstance(status.getStatus()), single));
      default -> throw new IllegalArgumentException("the responder does not know the certificate");
    };
  }

  private static Revocation revocation(RevokedInfo info, SingleResponse single) {
    Revocation revocation =
        Revocation.of(
            Asn1Times.instant(info.getRevocationTime()),
            Optional.ofNullable(single.getSingleExtensions()));
    return info.getRevocationReason() == null
        ? revocation
        : new Revocation(revocation.since(), Revocation.reason(info.getRevocationReason()));
  }

  /**
   * That a response answers a request and no earlier one; one without a nonce was made beforehand,
   * which a responder may do.
   *
   * @throws IllegalArgumentException if it has another nonce
   */
  static void requireNonce(byte[] der, byte[] nonce) {
    BasicOCSPResponse response = basic(der);
    wellFormed(() -> nonce(response.getTbsResponseData()))
        .filter(returned -> !Arrays.equals(returned, nonce))
        .ifPresent(
            other -> {
              throw new IllegalArgumentException("it answers another request (nonce)");
            });
  }

  private static Optional<byte[]> nonce(ResponseData data) {
    return Optional.ofNullable(data.getResponseExtensions())
        .map(e -> e.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce))
        .map(extension -> ASN1OctetString.getInstance(extension.getParsedValue()).getOctets());
  }

  @Override
  public String about() {
    return "the OCSP responder " + signer.name();
  }

  @Override
  public Instant thisUpdate() {
    return thisUpdate;
  }

  @Override
  public Instant nextUpdate() {
    return nextUpdate;
  }

  @Override
  public Optional<ParsedCertificate> delegate() {
    return signer.delegate();
  }

  @Override
  public Optional<Revocation> revocation() {
    return revocation;
  }

  @Override
  public RevocationEvidence evidence() {
    return evidence;
  }
}
