package io.github.citydc.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.conformance.CheckResult.Verdict;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ClientConformanceTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final SandboxCity CITY = SandboxCity.found("Test Root");
  private static final SigningKey OWN = CITY.key(NodeId.parse("440106:11440106007482911C:grid"));
  private static final SigningKey OTHER = CITY.key(NodeId.parse("440105:11440105007483025F:grid"));
  private static final SigningKey KEY = CITY.key(HUB);
  private static final DualKeys ENCRYPTION = CITY.ca().issueDual(HUB);

  @TempDir static Path folder;

  private static ConformanceReport examined(
      ClientUnderTest client, Predicate<ConformanceCheck> checks) {
    return Conformance.client(client, KEY, CITY.ca().root())
        .directory(CITY.directory())
        .other(OTHER)
        .decryption(ENCRYPTION.decryption())
        .only(checks)
        .build()
        .run();
  }

  @Test
  void theClientOfTheSdkPassesEveryCheck() {
    ConformanceReport report = examined(new SdkClient(OWN, CITY.trust(), folder), check -> true);

    assertThat(report.results())
        .filteredOn(result -> result.verdict() != Verdict.PASSED)
        .extracting(result -> result.check().id() + " " + result.reason())
        .isEmpty();
    assertThat(report.results()).hasSize(10);
  }

  @TestFactory
  Stream<DynamicTest> eachMutantIsFoundByItsCheck() {
    return ClientMutants.all(OWN, CITY.trust(), folder).entrySet().stream()
        .map(
            mutant ->
                DynamicTest.dynamicTest(
                    mutant.getKey(),
                    () -> {
                      String id = mutant.getKey().substring(0, 4);
                      ConformanceReport report =
                          examined(mutant.getValue(), check -> check.id().equals(id));

                      CheckResult result = report.results().get(0);
                      assertThat(result.verdict()).as(result.reason()).isEqualTo(Verdict.FAILED);
                      assertThat(result.reason()).doesNotContain("came to no end");
                    }));
  }
}
