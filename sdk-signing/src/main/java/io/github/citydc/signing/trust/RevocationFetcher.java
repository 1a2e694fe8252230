package io.github.citydc.signing.trust;

import java.io.IOException;
import java.net.URI;

/**
 * A fetcher of the revocation data that CAs publish over HTTP. Implement it to use a proxy or
 * another client, or in tests. Implementations are thread-safe, and bound both time and size of
 * what they get: a message waits meanwhile.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface RevocationFetcher {

  /**
   * Gets a certificate revocation list, RFC 5280 §4.2.1.13.
   *
   * @param crl {@code http} or {@code https}, from the certificate that is checked
   * @return the list as it is published, DER or PEM
   * @throws IOException if it cannot be had; the message says why, in one line
   */
  byte[] get(URI crl) throws IOException;

  /**
   * Queries an OCSP responder, RFC 6960 appendix A.
   *
   * @param responder {@code http} or {@code https}, from the certificate that is checked
   * @param request {@code OCSPRequest} in DER
   * @return {@code OCSPResponse} in DER
   * @throws IOException if there is no answer; the message says why, in one line
   */
  byte[] post(URI responder, byte[] request) throws IOException;
}
