package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A CA that was renewed has two certificates of one name: the order in which they are given decides
 * nothing.
 */
class RenewedCaTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");
  private static final Instant LAST_YEAR = NOW.minus(Duration.ofDays(365));
  private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
  private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

  @TempDir private Path folder;
  private final TestCa root = new TestCa("CN=root");
  private final TestCa district = new TestCa("CN=district");
  private final X509Certificate anchor = root.certify(root, LAST_YEAR, TOMORROW);
  private final X509Certificate old = root.certify(district, LAST_YEAR, YESTERDAY);
  private final X509Certificate renewed = root.certify(district, YESTERDAY, TOMORROW);
  private final X509Certificate node = district.issue(NODE, LAST_YEAR, TOMORROW);

  @Test
  void a_renewed_intermediate_is_found_wherever_it_stands() {
    for (List<X509Certificate> order : orders(List.of(old, renewed))) {
      TrustStore configured = TrustStore.of(List.of(anchor)).intermediates(order);
      List<X509Certificate> sent = new ArrayList<>(List.of(node));
      sent.addAll(order);

      assertThat(configured.validate(node, NOW).chain()).containsExactly(node, renewed);
      assertThat(TrustStore.of(List.of(anchor)).validate(sent, NOW).chain())
          .containsExactly(node, renewed);
      assertThat(configured.validate(node, YESTERDAY.minusSeconds(1)).chain())
          .as("as of a time when only the old one was valid")
          .containsExactly(node, old);
    }
  }

  @Test
  void a_renewed_root_is_found_wherever_it_stands() {
    X509Certificate oldRoot = root.certify(root, LAST_YEAR, YESTERDAY);
    X509Certificate newRoot = root.certify(root, YESTERDAY, TOMORROW);
    X509Certificate leaf = root.issue(NODE, LAST_YEAR, TOMORROW);

    for (List<X509Certificate> order : orders(List.of(oldRoot, newRoot))) {
      TrustStore trust = TrustStore.of(order);

      assertThat(trust.validate(leaf, NOW).node()).isEqualTo(NODE);
      assertThat(trust.validate(leaf, YESTERDAY.minusSeconds(1)).node()).isEqualTo(NODE);
    }
  }

  @Test
  void a_ca_renewed_at_both_levels_is_found_in_any_of_24_orders() {
    X509Certificate oldRoot = root.certify(root, LAST_YEAR, YESTERDAY);
    X509Certificate newRoot = root.certify(root, YESTERDAY, TOMORROW);

    for (List<X509Certificate> order : orders(List.of(oldRoot, newRoot, old, renewed))) {
      List<X509Certificate> anchors = new ArrayList<>(order);
      anchors.retainAll(List.of(oldRoot, newRoot));
      TrustStore trust = TrustStore.of(anchors).intermediates(order);

      assertThat(trust.validate(node, NOW).chain()).containsExactly(node, renewed);
    }
  }

  @Test
  void the_refusal_is_the_same_in_every_order() {
    X509Certificate older = root.certify(district, LAST_YEAR, YESTERDAY.minusSeconds(60));

    for (List<X509Certificate> order : orders(List.of(old, older))) {
      TrustStore trust = TrustStore.of(List.of(anchor)).intermediates(order);

      refused(
          ProblemCode.CERTIFICATE_NOT_VALID,
          "was valid until 2026-05-03T0",
          () -> trust.validate(node, NOW));
    }
  }

  @Test
  void a_certificate_that_may_not_issue_does_not_stand_in_the_way_of_one_that_may() {
    X509Certificate crippled =
        root.certify(district, NOW, TOMORROW, KeyUsage.digitalSignature, draft -> draft);

    for (List<X509Certificate> order : orders(List.of(crippled, old, renewed))) {
      assertThat(TrustStore.of(List.of(anchor)).intermediates(order).validate(node, NOW).chain())
          .containsExactly(node, renewed);
    }
  }

  @Test
  void a_superseded_certificate_of_a_ca_may_be_revoked_without_its_nodes() throws Exception {
    X509Certificate alsoValid = root.certify(district, LAST_YEAR, TOMORROW);
    Files.write(folder.resolve("root.crl"), root.crl(1, YESTERDAY, TOMORROW, renewed));
    Files.write(folder.resolve("district.crl"), district.crl(1, YESTERDAY, TOMORROW));

    for (List<X509Certificate> order : orders(List.of(alsoValid, renewed))) {
      TrustStore trust = checked().intermediates(order);

      assertThat(trust.validate(node, NOW).chain()).containsExactly(node, alsoValid);
    }
  }

  @Test
  void a_revoked_node_is_refused_by_whichever_certificate_of_its_ca() throws Exception {
    X509Certificate mayNotSignLists =
        root.certify(district, LAST_YEAR, TOMORROW, KeyUsage.keyCertSign, draft -> draft);
    Files.write(folder.resolve("root.crl"), root.crl(1, YESTERDAY, TOMORROW));
    Files.write(folder.resolve("district.crl"), district.crl(1, YESTERDAY, TOMORROW, node));

    for (List<X509Certificate> order : orders(List.of(mayNotSignLists, renewed))) {
      TrustStore trust = checked().intermediates(order);

      refused(ProblemCode.CERTIFICATE_REVOKED, "CN=node", () -> trust.validate(node, NOW));
    }
  }

  @Test
  void kept_lists_of_two_keys_of_one_name_are_told_apart_in_any_order() {
    TestCa rekeyed = new TestCa("CN=root");
    X509Certificate link = root.certify(rekeyed, LAST_YEAR, TOMORROW);
    X509Certificate leaf = rekeyed.issue(NODE, LAST_YEAR, TOMORROW);
    List<String> lists =
        List.of(
            base64(rekeyed.crl(1, YESTERDAY, TOMORROW)), base64(root.crl(1, YESTERDAY, TOMORROW)));

    for (List<String> order : List.of(lists, List.of(lists.get(1), lists.get(0)))) {
      assertThat(
              TrustStore.of(List.of(anchor))
                  .validate(List.of(leaf, link), NOW, new RevocationEvidence(order, List.of()))
                  .revocationStatus())
          .isEqualTo(RevocationStatus.GOOD);
    }
  }

  @Test
  void a_stranger_who_offers_many_issuers_does_not_cost_many_signatures() {
    List<X509Certificate> offered = new ArrayList<>(List.of(node));
    for (int i = 0; i < 40; i++) {
      offered.add(district.certify(district, YESTERDAY, TOMORROW));
    }
    offered.add(renewed);
    long begin = System.nanoTime();

    TrustStore trust = TrustStore.of(List.of(anchor)).intermediates(List.of(renewed));
    assertThat(trust.validate(offered, NOW).chain()).containsExactly(node, renewed);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  private TrustStore checked() {
    return TrustStore.of(List.of(anchor))
        .revocation(
            RevocationCheck.builder(RevocationPolicy.HARD_FAIL)
                .bundle(folder)
                .offline()
                .clock(new MutableClock(NOW))
                .build());
  }

  private static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }

  private static <T> List<List<T>> orders(List<T> all) {
    if (all.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> orders = new ArrayList<>();
    for (T first : all) {
      List<T> rest = new ArrayList<>(all);
      rest.remove(first);
      for (List<T> order : orders(Collections.unmodifiableList(rest))) {
        List<T> longer = new ArrayList<>(List.of(first));
        longer.addAll(order);
        orders.add(longer);
      }
    }
    return orders;
  }

  private static void refused(ProblemCode code, String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(reason);
  }
}
