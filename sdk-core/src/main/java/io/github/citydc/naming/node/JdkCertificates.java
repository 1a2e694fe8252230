package io.github.citydc.naming.node;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** Certificates as the JDK reads them. */
final class JdkCertificates {

  /** The DER of the curve of SM2, 1.2.156.10197.1.301, as it stands beside a key. */
  private static final byte[] SM2_CURVE = {
    0x06, 0x08, 0x2a, (byte) 0x81, 0x1c, (byte) 0xcf, 0x55, 0x01, (byte) 0x82, 0x2d
  };

  private JdkCertificates() {}

  static X509Certificate decode(byte[] der) throws CertificateException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      if (namesSm2(der)) {
        throw new CertificateException(
            "the JDK cannot read certificates with SM2 keys; put io.github.citydc:sdk-signing on"
                + " the class path, or pass DirectoryTrust.decoder() as the decoder",
            e);
      }
      throw e;
    }
  }

  private static boolean namesSm2(byte[] der) {
    for (int i = 0; i + SM2_CURVE.length <= der.length; i++) {
      if (Arrays.equals(der, i, i + SM2_CURVE.length, SM2_CURVE, 0, SM2_CURVE.length)) {
        return true;
      }
    }
    return false;
  }
}
