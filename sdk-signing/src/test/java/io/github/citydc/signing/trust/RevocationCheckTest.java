package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.internal.Pem;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether revoked certificates are noticed: lists and responses over real HTTP, and from a folder.
 */
class RevocationCheckTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;
  private final MutableClock clock = new MutableClock(Instant.parse("2026-05-04T08:00:00Z"));
  private final SandboxCa root = SandboxCa.create("sandbox", clock, new SecureRandom());
  private StatusServer server;

  @BeforeEach
  void start() throws IOException {
    server = new StatusServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_revoked_certificate_is_refused_by_the_list_of_its_distribution_point() {
    SandboxCa ca = root.crlAt(server.serve("/crl", request -> root.crl(DAY)));
    X509Certificate revoked = issue(ca);
    X509Certificate other = issue(ca);
    ca.revoke(revoked);
    TrustStore trust = trust(hard());

    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        "was revoked, since 2026-05-04T08:00:00Z (cessation of operation), says the CRL of",
        () -> trust.validate(revoked, clock.instant()));
    TrustedCertificate trusted = trust.validate(other, clock.instant());
    assertThat(trusted.revocationStatus()).isEqualTo(RevocationStatus.GOOD);
    assertThat(trusted.revocationEvidence().crls()).hasSize(1);
    assertThat(server.requests("/crl")).isEqualTo(1);
  }

  @Test
  void a_revoked_certificate_is_refused_by_the_responder_of_its_ca() {
    SandboxCa ca = root.ocspAt(server.serve("/ocsp", request -> root.ocsp(request, DAY)));
    X509Certificate revoked = issue(ca);
    X509Certificate other = issue(ca);
    ca.revoke(revoked);
    TrustStore trust = trust(hard());

    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        "says the OCSP responder C=CN,O=Sandbox,CN=sandbox",
        () -> trust.validate(revoked, clock.instant()));
    TrustedCertificate trusted = trust.validate(other, clock.instant());
    assertThat(trusted.revocationStatus()).isEqualTo(RevocationStatus.GOOD);
    assertThat(trusted.revocationEvidence().ocspResponses()).hasSize(1);
    assertThat(trusted.revocationEvidence().crls()).isEmpty();
  }

  @Test
  void a_list_is_asked_where_the_responder_gives_nothing() {
    URI crl = server.serve("/crl", request -> root.crl(DAY));
    SandboxCa ca = root.ocspAt(server.uri("/gone")).crlAt(crl);

    TrustedCertificate trusted = trust(hard()).validate(issue(ca), clock.instant());

    assertThat(trusted.revocationEvidence().crls()).hasSize(1);
  }

  @Test
  void the_encryption_certificate_is_checked_too() {
    SandboxCa ca = root.crlAt(server.serve("/crl", request -> root.crl(DAY)));
    X509Certificate certificate =
        ca.certifyDual(
                CertificateRequest.create(SigningKey.generate(SignatureAlgorithm.SM2_SM3), NODE))
            .encryption();
    TrustStore trust = trust(hard());
    trust.validateForEncryption(List.of(certificate), clock.instant());
    ca.revoke(certificate);
    clock.forward(Duration.ofHours(2));

    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        "was revoked",
        () -> trust.validateForEncryption(List.of(certificate), clock.instant()));
  }

  @Test
  void a_revocation_counts_from_its_date_on() {
    SandboxCa ca = root.crlAt(server.serve("/crl", request -> root.crl(DAY)));
    X509Certificate certificate = issue(ca);
    clock.forward(Duration.ofMinutes(30));
    ca.revoke(certificate, clock.instant().minusSeconds(600));
    TrustStore trust = trust(hard());

    trust.validate(certificate, clock.instant().minusSeconds(601));
    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        "was revoked",
        () -> trust.validate(certificate, clock.instant().minusSeconds(600)));
  }

  @Test
  void a_bundle_says_what_is_revoked_without_any_network() throws Exception {
    X509Certificate revoked = issue(root);
    X509Certificate other = issue(root);
    Files.write(folder.resolve("a.crl"), root.crl(DAY));
    root.revoke(revoked);
    clock.forward(Duration.ofSeconds(5));
    Files.writeString(
        folder.resolve("b.pem"),
        Pem.write(Pem.CRL, SandboxCa.create("other").crl(DAY)) + Pem.write(Pem.CRL, root.crl(DAY)));
    Files.writeString(folder.resolve("readme.txt"), "not a list");
    TrustStore trust = trust(hard().bundle(folder).offline());

    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        "was revoked",
        () -> trust.validate(revoked, clock.instant()));
    assertThat(trust.validate(other, clock.instant()).revocationStatus())
        .isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void lists_that_are_put_into_the_folder_later_are_noticed() throws Exception {
    X509Certificate certificate = issue(root);
    Files.write(folder.resolve("old.crl"), root.crl(DAY));
    TrustStore trust = trust(hard().bundle(folder).offline());
    trust.validate(certificate, clock.instant());
    root.revoke(certificate);
    clock.forward(Duration.ofMinutes(2));
    Files.write(folder.resolve("new.crl"), root.crl(DAY));

    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        "was revoked",
        () -> trust.validate(certificate, clock.instant()));
  }

  @Test
  void an_unreadable_list_in_the_folder_is_named() throws Exception {
    Files.writeString(folder.resolve("damaged.crl"), "not a list");
    TrustStore trust = trust(hard().bundle(folder).offline());

    refusedBecause(
        "damaged.crl: it is not a certificate revocation list in DER",
        () -> trust.validate(issue(root), clock.instant()));
  }

  @Test
  void hard_fail_refuses_what_nobody_knows_and_says_whether_to_try_again() {
    X509Certificate unreachable = issue(root.crlAt(server.uri("/gone")));
    X509Certificate silent = issue(root);
    TrustStore trust = trust(hard());

    assertThatThrownBy(() -> trust.validate(unreachable, clock.instant()))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ProblemCode.UNAVAILABLE);
              assertThat(e.isRetryable()).isTrue();
              assertThat(e)
                  .hasMessageContaining("it is not known whether the certificate of")
                  .hasMessageContaining("its CRL: nothing was received");
              assertThat(e.getCause()).hasMessageContaining("/gone: answered with status 404");
            });
    assertThatThrownBy(() -> trust.validate(silent, clock.instant()))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ProblemCode.CERTIFICATE_UNTRUSTED);
              assertThat(e.isRetryable()).isFalse();
            });
  }

  @Test
  void soft_fail_accepts_what_nobody_knows_and_says_so() {
    X509Certificate unreachable = issue(root.crlAt(server.uri("/gone")));

    TrustedCertificate trusted = trust(soft()).validate(unreachable, clock.instant());

    assertThat(trusted.revocationStatus()).isEqualTo(RevocationStatus.UNKNOWN);
    assertThat(trusted.revocationEvidence().isEmpty()).isTrue();
  }

  @Test
  void soft_fail_still_refuses_what_is_known_to_be_revoked() {
    SandboxCa ca = root.crlAt(server.serve("/crl", request -> root.crl(DAY)));
    X509Certificate revoked = issue(ca);
    ca.revoke(revoked);

    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        "was revoked",
        () -> trust(soft()).validate(revoked, clock.instant()));
  }

  @Test
  void a_store_without_a_check_asks_nobody() {
    SandboxCa ca = root.crlAt(server.serve("/crl", request -> root.crl(DAY)));
    X509Certificate revoked = issue(ca);
    ca.revoke(revoked);

    TrustedCertificate trusted =
        TrustStore.of(List.of(root.root())).validate(revoked, clock.instant());

    assertThat(trusted.revocationStatus()).isEqualTo(RevocationStatus.UNKNOWN);
    assertThat(server.requests("/crl")).isZero();
  }

  @Test
  void a_list_is_fetched_again_after_a_while_and_when_it_is_outdated() {
    SandboxCa ca = root.crlAt(server.serve("/crl", request -> root.crl(DAY)));
    X509Certificate certificate = issue(ca);
    TrustStore trust = trust(hard().refreshAfter(Duration.ofHours(3)));

    trust.validate(certificate, clock.instant());
    clock.forward(Duration.ofHours(2));
    trust.validate(certificate, clock.instant());
    assertThat(server.requests("/crl")).isEqualTo(1);
    clock.forward(Duration.ofHours(2));
    trust.validate(certificate, clock.instant());
    assertThat(server.requests("/crl")).isEqualTo(2);
    server.serve("/crl", request -> root.crl(Duration.ofHours(1)));
    clock.forward(Duration.ofHours(3));
    trust.validate(certificate, clock.instant());
    clock.forward(Duration.ofMinutes(61));
    trust.validate(certificate, clock.instant());
    assertThat(server.requests("/crl")).isEqualTo(4);
  }

  @Test
  void a_list_that_cannot_be_fetched_again_is_used_until_it_is_outdated() {
    SandboxCa ca = root.crlAt(server.serve("/crl", request -> root.crl(DAY)));
    X509Certificate certificate = issue(ca);
    TrustStore trust = trust(hard());
    trust.validate(certificate, clock.instant());
    server.remove("/crl");

    clock.forward(Duration.ofHours(20));
    trust.validate(certificate, clock.instant());
    clock.forward(Duration.ofHours(5));
    refused(
        ProblemCode.UNAVAILABLE,
        "it is outdated since 2026-05-05T08:00:00Z",
        () -> trust.validate(certificate, clock.instant()));
  }

  @Test
  void a_dead_point_is_not_asked_for_every_message() {
    X509Certificate certificate = issue(root.crlAt(server.uri("/crl")));
    TrustStore trust = trust(soft());

    for (int i = 0; i < 10; i++) {
      trust.validate(certificate, clock.instant());
    }
    assertThat(server.requests("/crl")).isEqualTo(1);
    clock.forward(Duration.ofSeconds(61));
    server.serve("/crl", request -> root.crl(DAY));

    assertThat(trust.validate(certificate, clock.instant()).revocationStatus())
        .isEqualTo(RevocationStatus.GOOD);
    assertThat(server.requests("/crl")).isEqualTo(2);
  }

  @Test
  void many_messages_at_once_share_one_fetch() throws Exception {
    CountDownLatch all = new CountDownLatch(1);
    SandboxCa ca =
        root.crlAt(
            server.serve(
                "/crl",
                request -> {
                  await(all);
                  return root.crl(DAY);
                }));
    X509Certificate certificate = issue(ca);
    TrustStore trust = trust(hard());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<RevocationStatus>> results = new ArrayList<>();
      Callable<RevocationStatus> message =
          () -> trust.validate(certificate, clock.instant()).revocationStatus();
      for (int i = 0; i < 8; i++) {
        results.add(threads.submit(message));
      }
      all.countDown();
      for (Future<RevocationStatus> result : results) {
        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(RevocationStatus.GOOD);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(server.requests("/crl")).isEqualTo(1);
  }

  @Test
  void a_ca_between_the_root_and_the_node_is_checked_too() throws Exception {
    DistrictCa district = new DistrictCa(root, clock.instant());
    List<X509Certificate> chain = district.issue(NODE).certificates();
    Files.write(folder.resolve("district.crl"), district.crl(clock.instant().plus(DAY)));
    TrustStore trust = trust(hard().bundle(folder).offline());

    refused(
        ProblemCode.CERTIFICATE_UNTRUSTED,
        "not known whether the certificate of CN=district CA was revoked",
        () -> trust.validate(chain, clock.instant()));
    clock.forward(Duration.ofMinutes(2));
    Files.write(folder.resolve("root.crl"), root.crl(DAY));
    assertThat(trust.validate(chain, clock.instant()).revocationEvidence().crls()).hasSize(2);
    root.revoke(chain.get(1));
    clock.forward(Duration.ofMinutes(2));
    Files.write(folder.resolve("root2.crl"), root.crl(DAY));
    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        "the certificate of CN=district CA was revoked",
        () -> trust.validate(chain, clock.instant()));
  }

  @Test
  void nobody_is_asked_about_a_certificate_that_leads_to_no_anchor() {
    SandboxCa stranger =
        SandboxCa.create("stranger", clock, new SecureRandom())
            .crlAt(server.serve("/crl", request -> root.crl(DAY)));

    refused(
        ProblemCode.CERTIFICATE_UNTRUSTED,
        "leads to no trust anchor",
        () -> trust(hard()).validate(issue(stranger), clock.instant()));
    assertThat(server.requests("/crl")).isZero();
  }

  @Test
  void a_place_that_is_not_on_the_web_is_not_asked() {
    X509Certificate certificate =
        issue(root.crlAt(URI.create("ldap://ca.example/cn=ca?certificateRevocationList")));

    refused(
        ProblemCode.CERTIFICATE_UNTRUSTED,
        "neither a bundle nor the certificate itself tells where",
        () -> trust(hard()).validate(certificate, clock.instant()));
  }

  @Test
  void an_answer_without_end_is_cut_off() {
    X509Certificate certificate =
        issue(root.ocspAt(server.serve("/ocsp", request -> new byte[70_000])));

    refusedBecause(
        "larger than 65536 bytes", () -> trust(hard()).validate(certificate, clock.instant()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static X509Certificate issue(SandboxCa ca) {
    return ca.issue(NODE).certificates().get(0);
  }

  private RevocationCheckBuilder hard() {
    return check(RevocationPolicy.HARD_FAIL);
  }

  private RevocationCheckBuilder soft() {
    return check(RevocationPolicy.SOFT_FAIL);
  }

  private RevocationCheckBuilder check(RevocationPolicy policy) {
    return RevocationCheck.builder(policy)
        .clock(clock)
        .fetcher(HttpRevocationFetcher.create().allowing("127.0.0.0/8"));
  }

  private TrustStore trust(RevocationCheckBuilder check) {
    return TrustStore.of(List.of(root.root())).revocation(check.build());
  }

  /** The reason is for operators: the cause says it, the message that a sender gets does not. */
  private static void refusedBecause(String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(ProblemCode.UNAVAILABLE);
              assertThat(e.getMessage()).doesNotContain(reason);
              assertThat(e.getCause()).hasMessageContaining(reason);
            });
  }

  private static void refused(ProblemCode code, String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e).hasMessageContaining(reason);
              assertThat(e.getMessage()).doesNotContain("\n");
            });
  }
}
