package io.github.citydc.naming.node;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ServiceLoader;

/**
 * A decoder of certificates. Implementations are thread-safe.
 *
 * <p>The JDK cannot read certificates with SM2 keys; {@code sdk-signing} can, and is found by
 * {@link #standard()} as a {@linkplain java.util.ServiceLoader service} of this type.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
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
   * The decoder that is installed, for SM2 keys, too, where {@code sdk-signing} is on the class
   * path; otherwise that of the JDK.
   *
   * @return the decoder
   */
  static CertificateDecoder standard() {
    ClassLoader loader = CertificateDecoder.class.getClassLoader();
    return ServiceLoader.load(CertificateDecoder.class, loader)
        .findFirst()
        .orElseGet(CertificateDecoder::jdk);
  }

  /**
   * The decoder of the JDK, for RSA, ECDSA and EdDSA keys. For a certificate with an SM2 key it
   * fails, and says what to use instead.
   *
   * @return the decoder
   */
  static CertificateDecoder jdk() {
    return JdkCertificates::decode;
  }
}
