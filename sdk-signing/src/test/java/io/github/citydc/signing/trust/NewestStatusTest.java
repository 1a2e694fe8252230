package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.sandbox.internal.SandboxPoints;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of several lists or responses the newest counts, however they are named and whenever they come.
 */
class NewestStatusTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private static final Instant BEGIN = NOW.minus(Duration.ofDays(1));
  private static final Instant END = NOW.plus(Duration.ofDays(9));
  private static final URI CRL = URI.create("http://ca.example/crl");

  @TempDir private Path folder;
  private final MutableClock clock = new MutableClock(NOW);
  private final TestCa root = new TestCa("CN=root");
  private final X509Certificate anchor = root.certify(root, BEGIN, END);
  private final X509Certificate node = root.issue(NODE, BEGIN, END);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void of_two_lists_of_one_second_the_one_with_the_higher_number_counts(boolean olderFirst)
      throws Exception {
    Files.write(folder.resolve(olderFirst ? "a.crl" : "b.crl"), root.crl(7, BEGIN, END));
    Files.write(folder.resolve(olderFirst ? "b.crl" : "a.crl"), root.crl(8, BEGIN, END, node));

    revoked(fromFolder());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_was_on_hold_and_is_free_again_is_accepted_by_the_higher_number(boolean olderFirst)
      throws Exception {
    Files.write(folder.resolve(olderFirst ? "a.crl" : "b.crl"), root.crl(7, BEGIN, END, node));
    Files.write(folder.resolve(olderFirst ? "b.crl" : "a.crl"), root.crl(8, BEGIN, END));

    assertThat(fromFolder().validate(node, NOW).revocationStatus())
        .isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void the_number_counts_more_than_the_clock_of_the_ca() throws Exception {
    Files.write(folder.resolve("a.crl"), root.crl(7, NOW, END));
    Files.write(folder.resolve("b.crl"), root.crl(8, NOW.minusSeconds(60), END, node));

    revoked(fromFolder());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void of_lists_that_are_equally_new_the_one_that_revokes_counts(boolean olderFirst)
      throws Exception {
    Files.write(folder.resolve(olderFirst ? "a.crl" : "b.crl"), root.crl(-1, BEGIN, END));
    Files.write(folder.resolve(olderFirst ? "b.crl" : "a.crl"), root.crl(-1, BEGIN, END, node));

    revoked(fromFolder());
  }

  @Test
  void a_list_without_a_number_is_ordered_by_its_time() throws Exception {
    Files.write(folder.resolve("a.crl"), root.crl(99, BEGIN, END));
    Files.write(folder.resolve("b.crl"), root.crl(-1, BEGIN.plusSeconds(1), END, node));

    revoked(fromFolder());
  }

  @Test
  void an_older_list_that_is_played_back_does_not_take_the_place_of_the_one_at_hand() {
    byte[][] published = {root.crl(8, BEGIN, END, node)};
    X509Certificate listed = listed();
    TrustStore trust = online(request -> published[0]);
    assertThat(trust.validate(listed, NOW).revocationStatus()).isEqualTo(RevocationStatus.GOOD);
    published[0] = root.crl(9, BEGIN, END, listed);
    clock.forward(Duration.ofHours(2));
    assertThatThrownBy(() -> trust.validate(listed, clock.instant()))
        .hasMessageContaining("revoked");

    published[0] = root.crl(8, BEGIN, END, node);
    clock.forward(Duration.ofHours(2));
    assertThatThrownBy(() -> trust.validate(listed, clock.instant()))
        .hasMessageContaining("revoked");
  }

  @Test
  void a_ca_that_begins_its_numbers_again_is_believed_when_the_list_at_hand_is_outdated() {
    byte[][] published = {root.crl(500, BEGIN, NOW.plus(Duration.ofHours(3)))};
    X509Certificate listed = listed();
    TrustStore trust = online(request -> published[0]);
    trust.validate(listed, NOW);
    published[0] = root.crl(1, NOW, END);

    clock.forward(Duration.ofHours(4));
    assertThat(trust.validate(listed, clock.instant()).revocationStatus())
        .isEqualTo(RevocationStatus.GOOD);
  }

  private X509Certificate listed() {
    return root.issue(
        new X500Name("CN=node"),
        NODE,
        BEGIN,
        END,
        draft -> {
          SandboxPoints.none().crl(CRL).on(draft);
          return draft;
        });
  }

  private TrustStore fromFolder() {
    return trust(RevocationCheck.builder(RevocationPolicy.HARD_FAIL).bundle(folder).offline());
  }

  private TrustStore online(UnaryOperator<byte[]> answers) {
    return trust(
        RevocationCheck.builder(RevocationPolicy.HARD_FAIL).fetcher(new AnsweringFetcher(answers)));
  }

  private TrustStore trust(RevocationCheckBuilder check) {
    return TrustStore.of(List.of(anchor)).revocation(check.clock(clock).build());
  }

  private void revoked(TrustStore trust) {
    assertThatThrownBy(() -> trust.validate(node, NOW))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.CERTIFICATE_REVOKED));
  }
}
