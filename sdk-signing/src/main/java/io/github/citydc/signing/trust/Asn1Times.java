package io.github.citydc.signing.trust;

import java.text.ParseException;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1GeneralizedTime;

/** Reads {@code GeneralizedTime}. */
final class Asn1Times {

  private Asn1Times() {}

  static Instant instant(ASN1GeneralizedTime time) {
    try {
      return time.getDate().toInstant();
    } catch (ParseException e) {
      throw new IllegalArgumentException("a time is malformed", e);
    }
  }
}
