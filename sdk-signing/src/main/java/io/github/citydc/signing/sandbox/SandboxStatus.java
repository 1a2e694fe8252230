package io.github.citydc.signing.sandbox;

import io.github.citydc.internal.BoundedTime;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.internal.CertificateDraft;
import io.github.citydc.signing.trust.internal.KeyContentSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;

/**
 * The certificates a sandbox CA has revoked, with the lists and responses it publishes.
 * Thread-safe.
 */
final class SandboxStatus {

  private final SigningKey key;
  private final Clock clock;
  private final Map<BigInteger, Instant> revoked = new ConcurrentHashMap<>();
  private final AtomicLong number = new AtomicLong();

  SandboxStatus(SigningKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  void revoke(BigInteger serial, Instant since) {
    revoked.merge(
        serial,
        since.truncatedTo(ChronoUnit.SECONDS),
        (one, other) -> one.isBefore(other) ? one : other);
  }

  byte[] crl(Duration validity) {
    Instant now = clock.instant();
    X509v2CRLBuilder list = new X509v2CRLBuilder(name(), Date.from(now));
    list.setNextUpdate(Date.from(BoundedTime.after(now, validity)));
    revoked.forEach(
        (serial, since) ->
            list.addCRLEntry(serial, Date.from(since), CRLReason.cessationOfOperation));
    try {
      list.addExtension(
          Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number.incrementAndGet())));
      return list.build(new KeyContentSigner(key)).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException("A list is encoded in memory", e);
    }
  }

  byte[] ocsp(byte[] request, Duration validity) {
    try {
      return answer(request, validity);
    } catch (OCSPException e) {
      throw new IllegalStateException("A response is signed in memory", e);
    } catch (IOException e) {
      throw new UncheckedIOException("A response is encoded in memory", e);
    }
  }

  private byte[] answer(byte[] request, Duration validity) throws OCSPException, IOException {
    OCSPReq asked;
    Req[] questions;
    try {
      asked = new OCSPReq(request);
      questions = asked.getRequestList();
    } catch (IOException | RuntimeException e) {
      return new OCSPRespBuilder().build(OCSPRespBuilder.MALFORMED_REQUEST, null).getEncoded();
    }
    Instant now = clock.instant();
    BasicOCSPRespBuilder answers = new BasicOCSPRespBuilder(new RespID(name()));
    for (Req question : questions) {
      answers.addResponse(
          question.getCertID(),
          status(question.getCertID().getSerialNumber()),
          Date.from(now),
          Date.from(BoundedTime.after(now, validity)));
    }
    Extension nonce = asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (nonce != null) {
      answers.setResponseExtensions(new Extensions(nonce));
    }
    BasicOCSPResp signed =
        answers.build(new KeyContentSigner(key), new X509CertificateHolder[0], Date.from(now));
    return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, signed).getEncoded();
  }

  private CertificateStatus status(BigInteger serial) {
    Instant since = revoked.get(serial);
    return since == null
        ? CertificateStatus.GOOD
        : new RevokedStatus(Date.from(since), CRLReason.cessationOfOperation);
  }

  private X500Name name() {
    return CertificateDraft.subjectOf(key.certificates().get(0));
  }
}
