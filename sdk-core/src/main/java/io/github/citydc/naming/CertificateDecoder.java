package io.github.citydc.naming;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * Reads certificates. The JDK cannot read those with SM2 keys, so a network that uses them passes
 * another decoder. Implementations are thread-safe.
 */
@FunctionalInterface
public interface CertificateDecoder {

  /**
   * Reads a certificate, without judging it.
   *
   * @param der its DER form
   * @return the certificate
   * @throws CertificateException if it cannot be read
   */
  X509Certificate decode(byte[] der) throws CertificateException;

  /**
   * The decoder of the JDK, for RSA, ECDSA and EdDSA keys.
   *
   * @return the decoder
   */
  static CertificateDecoder jdk() {
    return der ->
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
  }
}
