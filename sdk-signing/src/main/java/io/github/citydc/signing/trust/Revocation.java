package io.github.citydc.signing.trust;

import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * That a certificate was revoked.
 *
 * @param since when, or since when its key has been suspected, if that is earlier: the invalidity
 *     date of RFC 5280 §5.3.2
 * @param reason RFC 5280 §5.3.1
 */
record Revocation(Instant since, String reason) {

  /**
   * Of an entry of a list, or of a response.
   *
   * @throws IllegalArgumentException if an extension is malformed
   */
  static Revocation of(Instant date, Optional<Extensions> extensions) {
    Instant suspected =
        extensions
            .map(e -> e.getExtensionParsedValue(Extension.invalidityDate))
            .map(ASN1GeneralizedTime::getInstance)
            .map(Asn1Times::instant)
            .orElse(date);
    CRLReason reason =
        extensions
            .map(e -> e.getExtensionParsedValue(Extension.reasonCode))
            .map(CRLReason::getInstance)
            .orElse(CRLReason.lookup(CRLReason.unspecified));
    return new Revocation(suspected.isBefore(date) ? suspected : date, reason(reason));
  }

  static String reason(CRLReason reason) {
    return switch (reason.getValue().intValue()) {
      case CRLReason.keyCompromise -> "key compromise";
      case CRLReason.cACompromise -> "CA compromise";
      case CRLReason.affiliationChanged -> "affiliation changed";
      case CRLReason.superseded -> "superseded";
      case CRLReason.cessationOfOperation -> "cessation of operation";
      case CRLReason.certificateHold -> "on hold";
      case CRLReason.privilegeWithdrawn -> "privilege withdrawn";
      case CRLReason.aACompromise -> "AA compromise";
      default -> "no reason given";
    };
  }
}
