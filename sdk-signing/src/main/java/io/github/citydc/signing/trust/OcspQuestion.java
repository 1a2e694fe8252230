package io.github.citydc.signing.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * The question to a responder about one certificate, RFC 6960 §4.1, with a nonce of 32 bytes, RFC
 * 9654.
 */
final class OcspQuestion {

  private static final int NONCE_BYTES = 32;

  private final byte[] nonce;
  private final byte[] request;

  private OcspQuestion(byte[] nonce, byte[] request) {
    this.nonce = nonce;
    this.request = request;
  }

  static OcspQuestion about(
      ParsedCertificate certificate, ParsedCertificate issuer, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Extension extension =
          new Extension(
              OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
              false,
              new DEROctetString(nonce).getEncoded("DER"));
      Request request = new Request(OcspCertId.of(certificate, issuer), null);
      TBSRequest question =
          new TBSRequest(null, new DERSequence(request), new Extensions(extension));
      return new OcspQuestion(nonce, new OCSPRequest(question, null).getEncoded("DER"));
    } catch (IOException e) {
      throw new UncheckedIOException("A request is encoded in memory", e);
    }
  }

  byte[] nonce() {
    return nonce;
  }

  /** {@code OCSPRequest} in DER. */
  byte[] request() {
    return request;
  }
}
