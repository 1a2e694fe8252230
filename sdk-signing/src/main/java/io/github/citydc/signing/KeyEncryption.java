package io.github.citydc.signing;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The encryption scheme for a private key that is written with a password: PBES2 of RFC 8018. */
public enum KeyEncryption {
  /** AES-256 in CBC mode, key derived by PBKDF2 with HMAC-SHA256. Read by everything. */
  AES_256("2.16.840.1.101.3.4.1.42", "1.2.840.113549.2.9"),
  /**
   * SM4 in CBC mode, key derived by PBKDF2 with HMAC-SM3, for where only these are allowed. OpenSSL
   * 3.0 and the providers of BouncyCastle do not read it.
   */
  SM4("1.2.156.10197.1.104.2", "1.2.156.10197.1.401.2");

  private final String cipher;
  private final String prf;

  KeyEncryption(String cipher, String prf) {
    this.cipher = cipher;
    this.prf = prf;
  }

  ASN1ObjectIdentifier cipher() {
    return new ASN1ObjectIdentifier(cipher);
  }

  ASN1ObjectIdentifier prf() {
    return new ASN1ObjectIdentifier(prf);
  }
}
