package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.sandbox.internal.CertificateDraft;
import io.github.citydc.signing.trust.internal.KeyContentSigner;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and responses that must not count, each with its reason; and some unusual ones that do. */
class HostileStatusTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private static final URI CRL = URI.create("http://ca.example/crl");
  private static final URI OCSP = URI.create("http://ca.example/ocsp");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SandboxCa ca = SandboxCa.create("sandbox", new MutableClock(NOW), RANDOM);
  private final X500Name name = ParsedCertificate.of(ca.root()).subject();
  private final X509Certificate listed = ca.crlAt(CRL).issue(NODE).certificates().get(0);
  private final X509Certificate asked = ca.ocspAt(OCSP).issue(NODE).certificates().get(0);

  // ---- lists

  @Test
  void a_list_of_the_issuer_counts() throws IOException {
    assertThat(byList(list(name))).isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void a_delta_list_is_refused() throws IOException {
    X509v2CRLBuilder delta =
        list(name).addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.ONE));

    refusedList("it is a delta CRL, which is not supported", delta);
  }

  @Test
  void an_indirect_list_is_refused() throws IOException {
    refusedList("it is an indirect CRL, which is not supported", scoped(false, false, null, true));
  }

  @Test
  void a_list_about_some_reasons_is_refused() throws IOException {
    refusedList(
        "it is about some reasons only",
        scoped(false, false, new ReasonFlags(ReasonFlags.keyCompromise), false));
  }

  @Test
  void a_list_about_cas_only_says_nothing_about_a_node() throws IOException {
    refusedList("it is about certificates of another kind", scoped(false, true, null, false));
    assertThat(byList(scoped(true, false, null, false))).isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void a_list_of_another_distribution_point_is_refused() throws IOException {
    refusedList(
        "it is of a distribution point the certificate lacks",
        list(name)
            .addExtension(
                Extension.issuingDistributionPoint, true, point("http://ca.example/other")));
    assertThat(
            byList(
                list(name)
                    .addExtension(Extension.issuingDistributionPoint, true, point(CRL.toString()))))
        .isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void a_list_with_an_unknown_critical_extension_is_refused() throws IOException {
    refusedList(
        "it has the unknown critical extension 1.2.3.4",
        list(name).addExtension(new ASN1ObjectIdentifier("1.2.3.4"), true, new DERUTF8String("x")));
  }

  @Test
  void a_list_without_an_end_is_refused() {
    refusedList(
        "it does not say when it will be replaced", new X509v2CRLBuilder(name, Date.from(NOW)));
  }

  @Test
  void an_outdated_list_is_refused_and_one_of_the_future_too() {
    refusedList("it is outdated since 2026-05-03T08:00:00Z", list(name, -2, -1));
    refusedList("it is of the future, 2026-05-05T08:00:00Z", list(name, 1, 2));
  }

  @Test
  void a_list_of_another_issuer_or_key_is_refused() {
    refusedList("it is of another issuer, CN=other", list(new X500Name("CN=other")));
    SigningKey other = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    unknown(
        "its signature does not verify with the key of its issuer",
        () -> byList(signed(list(name), other)));
  }

  @Test
  void a_list_with_any_byte_changed_is_refused() throws IOException {
    byte[] genuine =
        signed(list(name).addCRLEntry(listed.getSerialNumber(), Date.from(NOW), 1), ca.key());
    for (int i = 0; i < genuine.length; i++) {
      byte[] changed = genuine.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> byList(changed)).isInstanceOf(VerificationException.class);
    }
  }

  @Test
  void a_key_that_is_suspected_since_earlier_counts_as_revoked_since_then() {
    X509v2CRLBuilder list =
        list(name)
            .addCRLEntry(
                listed.getSerialNumber(),
                Date.from(NOW.plusSeconds(600)),
                CRLReason.keyCompromise,
                Date.from(NOW.minusSeconds(600)));

    assertThatThrownBy(() -> byList(list))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.CERTIFICATE_REVOKED))
        .hasMessageContaining("since 2026-05-04T07:50:00Z (key compromise)");
  }

  @Test
  void a_certificate_on_hold_counts_as_revoked() {
    X509v2CRLBuilder list =
        list(name).addCRLEntry(listed.getSerialNumber(), Date.from(NOW), CRLReason.certificateHold);

    assertThatThrownBy(() -> byList(list)).hasMessageContaining("(on hold)");
  }

  @Test
  void an_outdated_list_still_says_what_is_revoked() {
    X509v2CRLBuilder list =
        list(name, -2, -1).addCRLEntry(listed.getSerialNumber(), Date.from(NOW.minusSeconds(1)), 1);

    assertThatThrownBy(() -> byList(list)).hasMessageContaining("was revoked");
  }

  // ---- responses

  @Test
  void a_delegated_responder_counts_and_is_kept_with_its_answer() throws Exception {
    SigningKey responder = responder(KeyPurposeId.id_kp_OCSPSigning, ca.key(), name, 1);

    TrustedCertificate trusted =
        trust(request -> response(request, responder, CertificateStatus.GOOD, true))
            .validate(asked, NOW);

    assertThat(trusted.revocationStatus()).isEqualTo(RevocationStatus.GOOD);
    assertThat(
            TrustStore.of(List.of(ca.root()))
                .validate(List.of(asked), NOW, trusted.revocationEvidence())
                .revocationStatus())
        .isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void a_responder_without_the_purpose_is_refused() {
    refusedResponder(
        "its signer may not sign responses (extended key usage OCSPSigning)",
        responder(KeyPurposeId.id_kp_clientAuth, ca.key(), name, 1));
  }

  @Test
  void a_responder_that_another_ca_certified_is_refused() {
    SandboxCa other = SandboxCa.create("sandbox", new MutableClock(NOW), RANDOM);

    refusedResponder(
        "its signature does not verify with the key of its issuer",
        responder(KeyPurposeId.id_kp_OCSPSigning, other.key(), name, 1));
    refusedResponder(
        "the certificate of its signer is of another issuer",
        responder(KeyPurposeId.id_kp_OCSPSigning, ca.key(), new X500Name("CN=x"), 1));
  }

  @Test
  void a_responder_whose_certificate_has_expired_is_refused() {
    refusedResponder(
        "the certificate of its signer was not valid then",
        responder(KeyPurposeId.id_kp_OCSPSigning, ca.key(), name, -1));
  }

  @Test
  void a_responder_whose_certificate_expired_in_the_meantime_cannot_sign_for_an_earlier_day() {
    SigningKey responder = responder(KeyPurposeId.id_kp_OCSPSigning, ca.key(), name, -1);
    UnaryOperator<byte[]> backdated =
        request -> response(request, responder, NOW.minus(Duration.ofDays(2)), NOW);

    unknown(
        "it was signed before the time it is about", () -> trust(backdated).validate(asked, NOW));
  }

  @Test
  void a_response_is_believed_no_longer_than_the_certificate_of_its_signer_is_valid() {
    SigningKey responder = responder(KeyPurposeId.id_kp_OCSPSigning, ca.key(), name, 1);
    MutableClock clock = new MutableClock(NOW);
    TrustStore trust =
        trust(request -> response(request, responder, NOW, NOW), clock, Duration.ofDays(30));
    RevocationEvidence kept = trust.validate(asked, NOW).revocationEvidence();

    clock.forward(Duration.ofDays(21));
    unknown(
        "the certificate of its signer was valid until 2026-05-05T08:00:00Z",
        () -> trust.validate(asked, clock.instant()));
    TrustStore later = TrustStore.of(List.of(ca.root()));
    assertThat(later.validate(List.of(asked), NOW, kept).revocationStatus())
        .as("what was believed in its time stays believed of that time")
        .isEqualTo(RevocationStatus.GOOD);
    assertThatThrownBy(() -> later.validate(List.of(asked), clock.instant(), kept))
        .hasMessageContaining("the certificate of its signer was valid until");
  }

  @Test
  void a_responder_whose_certificate_is_not_valid_yet_is_refused() {
    SigningKey responder = responder(KeyPurposeId.id_kp_OCSPSigning, ca.key(), name, 30);
    Instant early = NOW.minus(Duration.ofDays(10));

    unknown(
        "the certificate of its signer is not valid before 2026-04-25T08:00:00Z",
        () ->
            trust(
                    request -> response(request, responder, NOW, early),
                    new MutableClock(early),
                    Duration.ofDays(1))
                .validate(asked, NOW));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void of_two_statuses_in_one_response_the_newer_counts_and_else_that_it_was_revoked(
      boolean revokedFirst) {
    RevokedStatus revoked =
        new RevokedStatus(Date.from(NOW.minusSeconds(60)), CRLReason.keyCompromise);
    List<CertificateStatus> both =
        revokedFirst
            ? Arrays.asList(revoked, CertificateStatus.GOOD)
            : Arrays.asList(CertificateStatus.GOOD, revoked);

    assertThatThrownBy(
            () -> trust(request -> response(request, both, NOW, NOW)).validate(asked, NOW))
        .hasMessageContaining("(key compromise)");
    Instant older = NOW.minusSeconds(60);
    Instant first = revokedFirst ? older : NOW;
    Instant second = revokedFirst ? NOW : older;
    assertThat(
            trust(request -> response(request, both, first, second))
                .validate(asked, NOW)
                .revocationStatus())
        .isEqualTo(RevocationStatus.GOOD);
  }

  /** Two statuses of one certificate, each of its time. */
  private byte[] response(
      byte[] request, List<CertificateStatus> statuses, Instant first, Instant second) {
    try {
      CertificateID id = new OCSPReq(request).getRequestList()[0].getCertID();
      BasicOCSPRespBuilder answers = new BasicOCSPRespBuilder(new RespID(name));
      Date end = Date.from(NOW.plus(Duration.ofDays(1)));
      answers.addResponse(id, statuses.get(0), Date.from(first), end);
      answers.addResponse(id, statuses.get(1), Date.from(second), end);
      return new OCSPRespBuilder()
          .build(
              OCSPRespBuilder.SUCCESSFUL,
              answers.build(
                  new KeyContentSigner(ca.key()), new X509CertificateHolder[0], Date.from(NOW)))
          .getEncoded();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_responder_that_hides_its_certificate_is_refused() {
    SigningKey responder = responder(KeyPurposeId.id_kp_OCSPSigning, ca.key(), name, 1);

    unknown(
        "its signer is not among its certificates, nor the issuer",
        () ->
            trust(request -> response(request, responder, CertificateStatus.GOOD, false))
                .validate(asked, NOW));
  }

  @Test
  void a_response_about_another_certificate_is_refused() {
    X509Certificate other = ca.issue(NODE).certificates().get(0);

    byte[] aboutOther =
        OcspQuestion.about(ParsedCertificate.of(other), ParsedCertificate.of(ca.root()), RANDOM)
            .request();

    unknown(
        "it is about other certificates",
        () ->
            trust(request -> response(aboutOther, ca.key(), CertificateStatus.GOOD, false))
                .validate(asked, NOW));
  }

  @Test
  void a_response_to_an_earlier_request_is_refused() {
    byte[] earlier =
        OcspQuestion.about(ParsedCertificate.of(asked), ParsedCertificate.of(ca.root()), RANDOM)
            .request();

    unknown(
        "it answers another request (nonce)",
        () -> trust(request -> ca.ocsp(earlier, Duration.ofDays(1))).validate(asked, NOW));
  }

  @Test
  void a_responder_that_does_not_know_or_does_not_answer_is_named() {
    unknown(
        "the responder does not know the certificate",
        () ->
            trust(request -> response(request, ca.key(), new UnknownStatus(), false))
                .validate(asked, NOW));
    unknown(
        "its OCSP responder: the responder answers tryLater",
        () -> trust(request -> refusal(OCSPRespBuilder.TRY_LATER)).validate(asked, NOW));
    unknown(
        "the responder answers unauthorized",
        () -> trust(request -> refusal(OCSPRespBuilder.UNAUTHORIZED)).validate(asked, NOW));
  }

  @Test
  void a_response_with_any_byte_changed_does_not_count_as_good_news_of_another() {
    ca.revoke(asked);
    byte[] request =
        OcspQuestion.about(ParsedCertificate.of(asked), ParsedCertificate.of(ca.root()), RANDOM)
            .request();
    byte[] genuine = ca.ocsp(request, Duration.ofDays(1));
    for (int i = 0; i < genuine.length; i++) {
      byte[] changed = genuine.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> trust(r -> changed).validate(asked, NOW))
          .isInstanceOf(VerificationException.class);
    }
  }

  @Test
  void a_revocation_says_since_when_and_why() {
    RevokedStatus revoked =
        new RevokedStatus(Date.from(NOW.minusSeconds(60)), CRLReason.keyCompromise);

    assertThatThrownBy(() -> trust(r -> response(r, ca.key(), revoked, false)).validate(asked, NOW))
        .hasMessageContaining("since 2026-05-04T07:59:00Z (key compromise), says the OCSP");
  }

  private RevocationStatus byList(X509v2CRLBuilder list) {
    return byList(signed(list, ca.key()));
  }

  private RevocationStatus byList(byte[] list) {
    return trust(request -> list).validate(listed, NOW).revocationStatus();
  }

  private void refusedList(String reason, X509v2CRLBuilder list) {
    unknown(reason, () -> byList(list));
  }

  private void refusedResponder(String reason, SigningKey responder) {
    unknown(
        reason,
        () ->
            trust(request -> response(request, responder, CertificateStatus.GOOD, true))
                .validate(asked, NOW));
  }

  private static void unknown(String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.UNAVAILABLE))
        .hasMessageContaining(reason);
  }

  private X509v2CRLBuilder list(X500Name issuer) {
    return list(issuer, 0, 1);
  }

  private static X509v2CRLBuilder list(X500Name issuer, int fromDay, int toDay) {
    return new X509v2CRLBuilder(issuer, Date.from(NOW.plus(Duration.ofDays(fromDay))))
        .setNextUpdate(Date.from(NOW.plus(Duration.ofDays(toDay))));
  }

  private X509v2CRLBuilder scoped(boolean users, boolean cas, ReasonFlags reasons, boolean indirect)
      throws IOException {
    return list(name)
        .addExtension(
            Extension.issuingDistributionPoint,
            true,
            new IssuingDistributionPoint(null, users, cas, reasons, indirect, false));
  }

  private static IssuingDistributionPoint point(String uri) {
    GeneralName point = new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    return new IssuingDistributionPoint(
        new DistributionPointName(new GeneralNames(point)), false, false);
  }

  private static byte[] signed(X509v2CRLBuilder list, SigningKey key) {
    try {
      return list.build(new KeyContentSigner(key)).getEncoded();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static SigningKey responder(
      KeyPurposeId purpose, SigningKey issuer, X500Name issuerName, int lastDay) {
    SigningKey bare = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    X509Certificate certificate =
        new CertificateDraft(new X500Name("CN=responder"), bare.verificationKey())
            .validFrom(NOW.minus(Duration.ofDays(9)), NOW.plus(Duration.ofDays(lastDay)))
            .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .with(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose))
            .with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE)
            .signedBy(issuer, issuerName, RANDOM);
    return bare.certificates(List.of(certificate));
  }

  private static byte[] response(
      byte[] request, SigningKey key, CertificateStatus status, boolean withCertificate) {
    return response(request, key, status, withCertificate, NOW, NOW, Duration.ofDays(1));
  }

  /** Good news of a responder that shows its certificate, for thirty days. */
  private static byte[] response(
      byte[] request, SigningKey key, Instant producedAt, Instant thisUpdate) {
    return response(
        request, key, CertificateStatus.GOOD, true, producedAt, thisUpdate, Duration.ofDays(30));
  }

  private static byte[] response(
      byte[] request,
      SigningKey key,
      CertificateStatus status,
      boolean withCertificate,
      Instant producedAt,
      Instant thisUpdate,
      Duration validity) {
    try {
      X509CertificateHolder signer = ParsedCertificate.of(key.certificates().get(0)).holder();
      CertificateID id = new OCSPReq(request).getRequestList()[0].getCertID();
      return new OCSPRespBuilder()
          .build(
              OCSPRespBuilder.SUCCESSFUL,
              new BasicOCSPRespBuilder(new RespID(signer.getSubject()))
                  .addResponse(
                      id, status, Date.from(thisUpdate), Date.from(thisUpdate.plus(validity)))
                  .build(
                      new KeyContentSigner(key),
                      withCertificate
                          ? new X509CertificateHolder[] {signer}
                          : new X509CertificateHolder[0],
                      Date.from(producedAt)))
          .getEncoded();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] refusal(int status) {
    try {
      return new OCSPRespBuilder().build(status, null).getEncoded();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A trust store whose fetcher makes the answer from the request. */
  private TrustStore trust(UnaryOperator<byte[]> answers) {
    return trust(answers, new MutableClock(NOW), Duration.ofHours(1));
  }

  private TrustStore trust(UnaryOperator<byte[]> answers, MutableClock clock, Duration refresh) {
    return TrustStore.of(List.of(ca.root()))
        .revocation(
            RevocationCheck.builder(RevocationPolicy.HARD_FAIL)
                .fetcher(new AnsweringFetcher(answers))
                .clock(clock)
                .refreshAfter(refresh)
                .build());
  }
}
