package io.github.citydc.signing;

import io.github.citydc.signing.internal.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A reader and writer of X.509 certificates, including those with SM2 keys, which the JDK's own
 * factory refuses. Reading checks the form only; trust is a matter of {@code
 * io.github.citydc.signing.trust.TrustStore}.
 */
public final class Certificates {

  /**
   * Used as an object, never registered: the provider list of the JVM belongs to the application.
   */
  static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private Certificates() {}

  /**
   * Reads every certificate of a PEM text; other blocks are passed over.
   *
   * @param pem one or more {@code CERTIFICATE} blocks, RFC 7468
   * @return the certificates in their order, at least one
   * @throws IllegalArgumentException if there is none, or one is malformed
   */
  public static List<X509Certificate> fromPem(String pem) {
    List<byte[]> blocks = Pem.read(pem, Pem.CERTIFICATE);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("The PEM contains no certificate");
    }
    return blocks.stream().map(Certificates::fromDer).toList();
  }

  /**
   * Reads one certificate.
   *
   * @param der its DER, nothing behind it
   * @return the certificate
   * @throws IllegalArgumentException if the bytes are not exactly one certificate, or not in DER
   */
  public static X509Certificate fromDer(byte[] der) {
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(der);
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509", BOUNCY_CASTLE).generateCertificate(in);
      // What is read is written again for signatures and fingerprints: both must be the same bytes.
      if (certificate == null || !Arrays.equals(toDer(certificate), der)) {
        throw new IllegalArgumentException("Not exactly one X.509 certificate in DER");
      }
      return certificate;
    } catch (CertificateException | ClassCastException e) {
      throw new IllegalArgumentException("Not an X.509 certificate", e);
    }
  }

  /**
   * Writes certificates as PEM.
   *
   * @param certificates in the order they shall stand
   * @return a {@code CERTIFICATE} block for each
   */
  public static String toPem(Collection<X509Certificate> certificates) {
    return certificates.stream()
        .map(certificate -> Pem.write(Pem.CERTIFICATE, toDer(certificate)))
        .collect(Collectors.joining());
  }

  /**
   * The name a certificate has in key ids, interface standard §2.
   *
   * @param certificate the certificate
   * @return the first 16 hexadecimal digits, in lower case, of the SM3 of its DER
   */
  public static String fingerprint(X509Certificate certificate) {
    return Fingerprint.of(toDer(certificate));
  }

  static byte[] toDer(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("The certificate has no DER form", e);
    }
  }

  static byte[] der(ASN1Object object) {
    try {
      return object.getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalArgumentException("Not encodable as DER", e);
    }
  }
}
