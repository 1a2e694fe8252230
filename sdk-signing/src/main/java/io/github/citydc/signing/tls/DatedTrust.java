package io.github.citydc.signing.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A trust manager that looks at the validity of certificates before it asks another one about the
 * rest: some say of a certificate that has expired only that there is no path from it to a root.
 */
final class DatedTrust extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager rest;

  DatedTrust(X509ExtendedTrustManager rest) {
    this.rest = rest;
  }

  private static X509Certificate[] inForce(X509Certificate[] chain) throws CertificateException {
    for (X509Certificate certificate : chain) {
      certificate.checkValidity();
    }
    return chain;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    rest.checkClientTrusted(inForce(chain), type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    rest.checkServerTrusted(inForce(chain), type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    rest.checkClientTrusted(inForce(chain), type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    rest.checkServerTrusted(inForce(chain), type, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    rest.checkClientTrusted(inForce(chain), type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    rest.checkServerTrusted(inForce(chain), type, engine);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return rest.getAcceptedIssuers();
  }
}
