package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.HttpRevocationFetcher;
import io.github.citydc.signing.trust.RevocationCheck;
import io.github.citydc.signing.trust.RevocationPolicy;
import io.github.citydc.signing.trust.RevocationStatus;
import io.github.citydc.signing.trust.StatusServer;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages of nodes whose certificate was revoked, and what their receipts are worth afterwards.
 */
class RevokedSenderTest {

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path folder;
  private final Network network = new Network();
  private StatusServer server;
  private SigningKey hubKey = network.hubKey;
  private SigningKey districtKey = network.districtKey;
  private HttpRequest request = Network.request();
  private HttpResponse response = Network.response();

  @BeforeEach
  void enrol() throws IOException {
    server = new StatusServer();
    SandboxCa byOcsp =
        network.ca.ocspAt(server.serve("/ocsp", asked -> network.ca.ocsp(asked, DAY)));
    SandboxCa byList = network.ca.crlAt(server.serve("/crl", asked -> network.ca.crl(DAY)));
    hubKey = byOcsp.issue(Network.HUB);
    districtKey = byList.issue(Network.DISTRICT);
    request = Network.signer(districtKey, Network.NOW).sign(Network.request(), Network.HUB);
    response = Network.signer(hubKey, Network.NOW).sign(Network.response(), request);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_message_of_a_revoked_node_is_refused() {
    verifier(RevocationPolicy.HARD_FAIL).verify(request, Network.HUB);
    network.ca.revoke(districtKey.certificates().get(0));

    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        () -> verifier(RevocationPolicy.HARD_FAIL).verify(request, Network.HUB));
    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        () -> verifier(RevocationPolicy.SOFT_FAIL).verify(request, Network.HUB));
  }

  @Test
  void a_response_of_a_revoked_node_is_refused() {
    network.ca.revoke(hubKey.certificates().get(0));

    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        () -> verifier(RevocationPolicy.HARD_FAIL).verify(response, request));
  }

  @Test
  void a_message_is_refused_with_a_retry_while_nobody_knows() {
    server.remove("/crl");

    refused(
        ProblemCode.UNAVAILABLE,
        () -> verifier(RevocationPolicy.HARD_FAIL).verify(request, Network.HUB));
    assertThat(verifier(RevocationPolicy.SOFT_FAIL).verify(request, Network.HUB).sender())
        .isEqualTo(Network.DISTRICT);
  }

  @Test
  void the_evidence_of_both_sides_keeps_what_showed_that_nothing_was_revoked() {
    SignatureEvidence ofRequest =
        verifier(RevocationPolicy.HARD_FAIL).verify(request, Network.HUB).evidence();

    assertThat(ofRequest.revocation().crls()).hasSize(1);
    assertThat(receipt().revocation().ocspResponses()).hasSize(1);
  }

  @Test
  void a_receipt_shows_offline_that_its_signer_was_not_revoked() {
    SignatureEvidence kept = receipt();
    server.close();
    ReceiptVerifier verifier = new ReceiptVerifier(network.trust).requiringRevocationState();

    assertThat(verifier.verify(kept, response.body()).revocation())
        .isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void a_receipt_without_revocation_state_says_so_or_is_refused_on_demand() {
    SignatureEvidence kept =
        new SignatureEvidence(
            receipt().signatureBase(), receipt().signature(), receipt().certificates());
    ReceiptVerifier verifier = new ReceiptVerifier(network.trust);

    assertThat(verifier.verify(kept, response.body()).revocation())
        .isEqualTo(RevocationStatus.UNKNOWN);
    assertThatThrownBy(() -> verifier.requiringRevocationState().verify(kept, response.body()))
        .hasMessageContaining("does not show that the certificates of its signer were not revoked");
  }

  @Test
  void a_receipt_of_a_signer_that_had_been_revoked_is_refused() {
    SignatureEvidence genuine = receipt();
    network.ca.revoke(hubKey.certificates().get(0), Network.NOW.minusSeconds(1));
    SignatureEvidence kept = withList(genuine, network.ca.crl(DAY));

    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        () -> new ReceiptVerifier(network.trust).verify(kept, response.body()));
  }

  @Test
  void a_receipt_outlives_a_revocation_that_came_later() {
    SignatureEvidence genuine = receipt();
    network.ca.revoke(hubKey.certificates().get(0), Network.NOW.plusSeconds(1));
    SignatureEvidence kept = withList(genuine, network.ca.crl(DAY));

    assertThat(new ReceiptVerifier(network.trust).verify(kept, response.body()).revocation())
        .isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void a_list_of_today_that_dates_the_revocation_back_refuses_the_receipt() throws IOException {
    SignatureEvidence kept = receipt();
    network.ca.revoke(hubKey.certificates().get(0), Network.NOW.minusSeconds(60));
    Files.write(folder.resolve("today.crl"), network.ca.crl(DAY));
    RevocationCheck today =
        RevocationCheck.builder(RevocationPolicy.SOFT_FAIL)
            .bundle(folder)
            .offline()
            .clock(Network.clockAt(Network.NOW.plus(DAY)))
            .build();

    refused(
        ProblemCode.CERTIFICATE_REVOKED,
        () -> new ReceiptVerifier(network.trust.revocation(today)).verify(kept, response.body()));
  }

  @Tag("slow")
  @Test
  void every_bit_of_the_revocation_state_matters() {
    SignatureEvidence kept = receipt();
    SignatureEvidence listed = withList(kept, network.ca.crl(DAY));
    ReceiptVerifier verifier = new ReceiptVerifier(network.trust);
    assertThat(verifier.verify(listed, response.body()).revocation())
        .isEqualTo(RevocationStatus.GOOD);
    List<SignatureEvidence> changed = new ArrayList<>();
    for (String text : eachChange(kept.revocation().ocspResponses().get(0))) {
      changed.add(with(kept, List.of(), List.of(text)));
    }
    for (String text : eachChange(listed.revocation().crls().get(0))) {
      changed.add(with(kept, List.of(text), List.of()));
    }

    assertThat(changed)
        .hasSizeGreaterThan(5_000)
        .allSatisfy(
            evidence ->
                assertThatThrownBy(() -> verifier.verify(evidence, response.body()))
                    .isInstanceOf(VerificationException.class));
  }

  @Test
  void what_shows_nothing_about_the_signer_has_no_place_in_a_receipt() {
    SignatureEvidence kept = receipt();
    String ocsp = kept.revocation().ocspResponses().get(0);
    String crl = base64(network.ca.crl(DAY));
    String other = base64(SandboxCa.create("other").crl(DAY));

    for (SignatureEvidence evidence :
        List.of(
            with(kept, List.of(crl), List.of(ocsp)),
            with(kept, List.of(), List.of(ocsp, ocsp)),
            with(kept, List.of(other), List.of()),
            with(kept, List.of(""), List.of()),
            with(kept, List.of(), List.of("")))) {
      refused(
          ProblemCode.CERTIFICATE_UNTRUSTED,
          () -> new ReceiptVerifier(network.trust).verify(evidence, response.body()));
    }
  }

  @Test
  void revocation_state_of_another_time_shows_nothing() {
    SandboxCa earlier =
        SandboxCa.of(
            network.ca.key(),
            Network.clockAt(Network.NOW.minus(Duration.ofDays(3))),
            new SecureRandom());
    SignatureEvidence kept = withList(receipt(), earlier.crl(DAY));

    refused(
        ProblemCode.CERTIFICATE_UNTRUSTED,
        () -> new ReceiptVerifier(network.trust).verify(kept, response.body()));
  }

  private SignatureEvidence receipt() {
    return verifier(RevocationPolicy.HARD_FAIL).verify(response, request).evidence();
  }

  private MessageVerifier verifier(RevocationPolicy policy) {
    TrustStore trust =
        network.trust.revocation(
            RevocationCheck.builder(policy)
                .clock(Network.clockAt(Network.NOW))
                .fetcher(HttpRevocationFetcher.create().allowing("127.0.0.1"))
                .build());
    NodeDirectory directory =
        NodeDirectory.of(
            Network.entry(Network.HUB, hubKey), Network.entry(Network.DISTRICT, districtKey));
    return HttpSignatures.verifierBuilder(trust, directory)
        .clock(Network.clockAt(Network.NOW))
        .build();
  }

  private static SignatureEvidence withList(SignatureEvidence evidence, byte[] list) {
    return with(evidence, List.of(base64(list)), List.of());
  }

  private static SignatureEvidence with(
      SignatureEvidence evidence, List<String> crls, List<String> ocspResponses) {
    return new SignatureEvidence(
        evidence.signatureBase(),
        evidence.signature(),
        evidence.certificates(),
        new RevocationEvidence(crls, ocspResponses));
  }

  private static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }

  private static List<String> eachChange(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    List<String> changed = new ArrayList<>();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      changed.add(new String(flipped, StandardCharsets.ISO_8859_1));
    }
    return changed;
  }

  private static void refused(ProblemCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }
}
