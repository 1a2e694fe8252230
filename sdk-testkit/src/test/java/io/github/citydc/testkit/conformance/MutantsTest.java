package io.github.citydc.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.RevocationCheck;
import io.github.citydc.signing.trust.RevocationPolicy;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.TestedNode;
import io.github.citydc.testkit.conformance.CheckResult.Verdict;
import io.github.citydc.testkit.conformance.ConformanceKeys.Extra;
import io.github.citydc.testkit.conformance.Mutants.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class MutantsTest {

  private static final String SM_ONLY = "S-68";
  private static final NodeId OWN = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId SECOND = NodeId.parse("440105:11440105007483025F:grid");
  private static final Clock CLOCK = ChinaTime.clock();
  private static final SandboxCity CITY = SandboxCity.found("Test Root");
  private static final DualKeys ENCRYPTION = CITY.ca().issueDual(TestedNode.hub());
  private static final ConformanceKeys KEYS =
      ConformanceKeys.of(CITY, OWN, SECOND, CLOCK).with(Extra.REVOKED, OWN, revoked());

  private static final List<Mutant> MUTANTS =
      new Mutants(new Hub(CITY, TestedNode.hub(), CLOCK), ENCRYPTION, SECOND).all();

  private static final AtomicInteger NODES = new AtomicInteger();

  @TempDir static Path folder;

  private static SigningKey revoked() {
    SigningKey key = CITY.ca().issue(OWN);
    CITY.publish(OWN, key.certificates().get(0));
    CITY.ca().revoke(key.certificates().get(0));
    return key;
  }

  @BeforeAll
  static void publishRevocations() throws IOException {
    Files.write(
        Files.createDirectories(lists()).resolve("city.crl"), CITY.ca().crl(Duration.ofDays(1)));
  }

  private static Path lists() {
    return folder.resolve("lists");
  }

  private static TestedNode node(TestedNode.Wrong wrong, AlgorithmProfile profile) {
    Path own = folder.resolve("node-" + NODES.incrementAndGet());
    RevocationCheck check =
        RevocationCheck.builder(RevocationPolicy.HARD_FAIL)
            .bundle(lists())
            .offline()
            .clock(CLOCK)
            .build();
    return TestedNode.start(
        CITY,
        ENCRYPTION,
        own,
        CLOCK,
        wrong,
        node -> node.trust(CITY.trust().revocation(check)).profile(profile));
  }

  private static ConformanceReport examined(TestedNode node, Predicate<ConformanceCheck> checks) {
    return Conformance.node(TestedNode.BASE, KEYS)
        .transport(node::transport)
        .control(node)
        .encryptionCertificate(ENCRYPTION.decryption().certificate().orElseThrow())
        .only(checks)
        .build()
        .run();
  }

  @Test
  void theSandboxPassesEveryCheck() {
    try (TestedNode node = node(TestedNode.Wrong.nothing(), AlgorithmProfile.GENERAL)) {
      ConformanceReport report = examined(node, check -> !check.id().equals(SM_ONLY));

      assertThat(report.results())
          .filteredOn(result -> result.verdict() != Verdict.PASSED)
          .extracting(result -> result.check().id() + " " + result.reason())
          .isEmpty();
    }
  }

  @Test
  void theSandboxOfSm2AndSm3PassesItsCheck() {
    try (TestedNode node = node(TestedNode.Wrong.nothing(), AlgorithmProfile.SM_ONLY)) {
      CheckResult result = examined(node, check -> check.id().equals(SM_ONLY)).results().get(0);

      assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.PASSED);
    }
  }

  @Test
  void theListOfMutantsIsWhole() {
    assertThat(MUTANTS)
        .extracting(Mutant::number)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 54).boxed().toList());
  }

  @TestFactory
  Stream<DynamicTest> eachMutantIsFoundByItsCheck() {
    return MUTANTS.stream()
        .map(mutant -> DynamicTest.dynamicTest(mutant.toString(), () -> isFound(mutant)));
  }

  private static void isFound(Mutant mutant) {
    AlgorithmProfile profile =
        mutant.check().equals(SM_ONLY) ? AlgorithmProfile.SM_ONLY : AlgorithmProfile.GENERAL;
    try (TestedNode node = node(mutant.wrong(), profile)) {
      ConformanceReport report = examined(node, check -> check.id().equals(mutant.check()));

      assertThat(report.results()).hasSize(1);
      CheckResult result = report.results().get(0);
      assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.FAILED);
      assertThat(result.reason()).doesNotContain("came to no end").contains(" ");
    }
  }
}
