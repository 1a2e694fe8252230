package io.github.citydc.testkit.conformance;

import io.github.citydc.testkit.conformance.CheckResult.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * The checks of a suite as tests of JUnit 5, one each. A check that cannot be tried is an aborted
 * test, with the reason. Needs {@code org.junit.jupiter:junit-jupiter-api}.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> ourNodeKeepsTheStandard() {
 *   return ConformanceTests.of(Conformance.node(url, keys).build());
 * }
 * }</pre>
 */
public final class ConformanceTests {

  private ConformanceTests() {}

  /**
   * Makes a test of each check.
   *
   * @param suite the suite; ends with the stream
   * @return the tests, in the order of the checks
   */
  public static Stream<DynamicTest> of(Conformance suite) {
    return suite.chosen().stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.id() + " " + check.title(), () -> require(suite.run(check))))
        .onClose(suite::close);
  }

  private static void require(CheckResult result) {
    if (result.verdict() == Verdict.FAILED) {
      throw new AssertionError(
          "%s%nclauses: %s%nsent:%n%s%nanswered:%n%s"
              .formatted(
                  result.reason(),
                  String.join(", ", result.check().clauses()),
                  result.sent(),
                  result.answered()));
    }
    Assumptions.assumeTrue(result.verdict() == Verdict.PASSED, result.reason());
  }
}
