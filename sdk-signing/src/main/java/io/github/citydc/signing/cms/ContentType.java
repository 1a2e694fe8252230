package io.github.citydc.signing.cms;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The content types of GM/T 0010 §6 and their counterparts in PKCS#7. */
enum ContentType {
  DATA(1, 1),
  SIGNED(2, 2),
  ENVELOPED(3, 3),
  SIGNED_AND_ENVELOPED(4, 4),
  ENCRYPTED(5, 6),
  /** PKCS#7 has no such type. */
  KEY_AGREEMENT(6, 0);

  private static final String GM_ARC = "1.2.156.10197.6.1.4.2.";
  private static final String PKCS7_ARC = "1.2.840.113549.1.7.";

  private final int gm;
  private final int pkcs7;

  ContentType(int gm, int pkcs7) {
    this.gm = gm;
    this.pkcs7 = pkcs7;
  }

  ASN1ObjectIdentifier oid(CmsForm form) {
    return new ASN1ObjectIdentifier(form == CmsForm.GM ? GM_ARC + gm : PKCS7_ARC + pkcs7);
  }

  /**
   * The type an identifier of either set names.
   *
   * @throws IllegalArgumentException if it names none
   */
  static ContentType of(ASN1ObjectIdentifier oid) {
    return Arrays.stream(values())
        .filter(
            type ->
                oid.equals(type.oid(CmsForm.GM))
                    || (type.pkcs7 > 0 && oid.equals(type.oid(CmsForm.PKCS7))))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("content type " + oid.getId() + " is unknown"));
  }
}
