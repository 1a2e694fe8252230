package io.github.citydc.signing.cms;

/** The set of identifiers and version numbers that is written. Both are read, always. */
public enum CmsForm {
  /** GB/T 35275, GM/T 0010: content types 1.2.156.10197.6.1.4.2. */
  GM,
  /** PKCS#7 and RFC 5652: content types 1.2.840.113549.1.7, as general tools expect them. */
  PKCS7
}
