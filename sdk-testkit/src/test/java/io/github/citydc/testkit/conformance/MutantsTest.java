package io.github.citydc.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.TestedNode;
import io.github.citydc.testkit.conformance.CheckResult.Verdict;
import io.github.citydc.testkit.conformance.Mutants.Mutant;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class MutantsTest {

  private static final NodeId OWN = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId SECOND = NodeId.parse("440105:11440105007483025F:grid");
  private static final Clock CLOCK = ChinaTime.clock();
  private static final SandboxCity CITY = SandboxCity.found("Test Root");
  private static final DualKeys ENCRYPTION = CITY.ca().issueDual(TestedNode.hub());
  private static final ConformanceKeys KEYS = ConformanceKeys.of(CITY, OWN, SECOND, CLOCK);

  private static final List<Mutant> MUTANTS =
      new Mutants(new Hub(CITY, TestedNode.hub(), CLOCK), ENCRYPTION, SECOND).all();

  private static final AtomicInteger NODES = new AtomicInteger();

  @TempDir static Path folder;

  private static TestedNode node(TestedNode.Wrong wrong) {
    Path own = folder.resolve("node-" + NODES.incrementAndGet());
    return TestedNode.start(CITY, ENCRYPTION, own, CLOCK, wrong);
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
    try (TestedNode node = node(TestedNode.Wrong.nothing())) {
      // Nobody is asked for revocations here.
      ConformanceReport report = examined(node, check -> !check.id().equals("S-10"));

      assertThat(report.results())
          .filteredOn(result -> result.verdict() != Verdict.PASSED)
          .extracting(result -> result.check().id() + " " + result.reason())
          .isEmpty();
    }
  }

  @Test
  void theListOfMutantsIsWhole() {
    assertThat(MUTANTS)
        .extracting(Mutant::number)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 47).boxed().toList());
  }

  @TestFactory
  Stream<DynamicTest> eachMutantIsFoundByItsCheck() {
    return MUTANTS.stream()
        .map(mutant -> DynamicTest.dynamicTest(mutant.toString(), () -> isFound(mutant)));
  }

  private static void isFound(Mutant mutant) {
    try (TestedNode node = node(mutant.wrong())) {
      ConformanceReport report = examined(node, check -> check.id().equals(mutant.check()));

      assertThat(report.results()).hasSize(1);
      CheckResult result = report.results().get(0);
      assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.FAILED);
      assertThat(result.reason()).doesNotContain("came to no end").contains(" ");
    }
  }
}
