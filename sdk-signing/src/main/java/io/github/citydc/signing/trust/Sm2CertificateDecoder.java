package io.github.citydc.signing.trust;

import io.github.citydc.naming.node.CertificateDecoder;
import io.github.citydc.signing.Certificates;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/**
 * A reader of certificates of all kinds, those with SM2 keys included. Directories find it by
 * {@link CertificateDecoder#standard()}. Thread-safe.
 */
public final class Sm2CertificateDecoder implements CertificateDecoder {

  /** Makes a decoder; it has no state. */
  public Sm2CertificateDecoder() {}

  @Override
  public X509Certificate decode(byte[] der) throws CertificateException {
    try {
      return Certificates.fromDer(der);
    } catch (IllegalArgumentException e) {
      throw new CertificateException("Not a certificate", e);
    }
  }
}
