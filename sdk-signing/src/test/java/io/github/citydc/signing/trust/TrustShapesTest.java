package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.DerShapes;
import io.github.citydc.signing.Sm2Signature;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a CA signed though its elements are others than they should be: it counts, or is refused
 * with the kinds of exceptions that are promised.
 */
@Tag("slow")
class TrustShapesTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private static final URI CRL = URI.create("http://ca.example/crl");
  private static final URI OCSP = URI.create("http://ca.example/ocsp");

  private final SandboxCa ca =
      SandboxCa.create("sandbox", new MutableClock(NOW), new SecureRandom());
  private final X509Certificate listed = ca.crlAt(CRL).issue(NODE).certificates().get(0);
  private final X509Certificate asked = ca.ocspAt(OCSP).issue(NODE).certificates().get(0);

  @Test
  void certificates() throws Exception {
    TrustStore trust = TrustStore.of(List.of(ca.root()));
    for (X509Certificate certificate : List.of(listed, asked)) {
      byte[] body = certificate.getTBSCertificate();
      byte[] genuine = certificate.getEncoded();
      trust.validate(Certificates.fromDer(signed(body, genuine)), NOW);
      for (byte[] shape : DerShapes.of(body)) {
        promised(() -> trust.validate(Certificates.fromDer(signed(shape, genuine)), NOW));
      }
      for (byte[] shape : DerShapes.of(genuine)) {
        promised(() -> trust.validate(Certificates.fromDer(shape), NOW));
      }
    }
  }

  @Test
  void revocationLists() throws Exception {
    ca.revoke(asked);
    byte[] genuine = ca.crl(Duration.ofDays(1));
    byte[] body = part(genuine, 0);
    validate(listed, request -> signed(body, genuine));
    for (byte[] shape : DerShapes.of(body)) {
      promised(() -> validate(listed, request -> signed(shape, genuine)));
    }
    for (byte[] shape : DerShapes.of(genuine)) {
      promised(() -> validate(listed, request -> shape));
    }
  }

  @Test
  void responsesOfOcsp() throws Exception {
    validate(asked, request -> response(part(basic(request), 0), basic(request)));
    ca.revoke(asked);
    byte[] example = response(part(basic(question()), 0), basic(question()));
    for (int i = 0; i < DerShapes.of(part(basic(question()), 0)).size(); i++) {
      int which = i;
      promised(
          () ->
              validate(
                  asked,
                  request ->
                      response(DerShapes.of(part(basic(request), 0)).get(which), basic(request))));
    }
    for (byte[] shape : DerShapes.of(example)) {
      promised(() -> validate(asked, request -> shape));
    }
  }

  private byte[] question() {
    return OcspQuestion.about(
            ParsedCertificate.of(asked), ParsedCertificate.of(ca.root()), new SecureRandom())
        .request();
  }

  private byte[] basic(byte[] request) {
    OCSPResponse response = OCSPResponse.getInstance(ca.ocsp(request, Duration.ofDays(1)));
    return response.getResponseBytes().getResponse().getOctets();
  }

  private byte[] response(byte[] body, byte[] genuine) {
    return der(
        new OCSPResponse(
            new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL),
            new ResponseBytes(
                OCSPObjectIdentifiers.id_pkix_ocsp_basic,
                new DEROctetString(signed(body, genuine)))));
  }

  /** Another body with the algorithm of a genuine message, and a genuine signature. */
  private byte[] signed(byte[] body, byte[] genuine) {
    byte[] signature = Sm2Signature.fromRaw(ca.key().sign(body)).toDer();
    return DerShapes.sequence(body, part(genuine, 1), der(new DERBitString(signature)));
  }

  private static byte[] part(byte[] sequence, int index) {
    return der(ASN1Sequence.getInstance(sequence).getObjectAt(index));
  }

  private static byte[] der(ASN1Encodable object) {
    try {
      return object.toASN1Primitive().getEncoded("DER");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void validate(X509Certificate certificate, UnaryOperator<byte[]> answers) {
    TrustStore.of(List.of(ca.root()))
        .revocation(
            RevocationCheck.builder(RevocationPolicy.HARD_FAIL)
                .fetcher(new AnsweringFetcher(answers))
                .clock(new MutableClock(NOW))
                .build())
        .validate(certificate, NOW);
  }

  private static void promised(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    if (thrown != null) {
      assertThat(thrown)
          .isInstanceOfAny(IllegalArgumentException.class, VerificationException.class);
    }
  }
}
