package io.github.citydc.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.TestedNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The checks as dynamic tests of JUnit. */
class ConformanceTestsTest {

  private static final NodeId OWN = NodeId.parse("440106:11440106007482911C:grid");
  private static final Clock CLOCK = ChinaTime.clock();
  private static final SandboxCity CITY = SandboxCity.found("Test Root");

  @TempDir private Path folder;

  private TestedNode node(TestedNode.Wrong wrong) {
    return TestedNode.start(CITY, CITY.ca().issueDual(TestedNode.hub()), folder, CLOCK, wrong);
  }

  /** With one key only, so that what needs a second sender is skipped. */
  private static List<DynamicTest> tests(TestedNode node, String... ids) {
    Conformance suite =
        Conformance.node(TestedNode.BASE, ConformanceKeys.of(CITY.key(OWN), CITY.trust()))
            .transport(node::transport)
            .only(check -> List.of(ids).contains(check.id()))
            .build();
    try (Stream<DynamicTest> tests = ConformanceTests.of(suite)) {
      return tests.toList();
    }
  }

  @Test
  void each_check_is_a_test_that_passes_or_is_aborted_with_the_reason() throws Throwable {
    try (TestedNode node = node(TestedNode.Wrong.nothing())) {
      List<DynamicTest> tests = tests(node, "S-01", "S-19");

      assertThat(tests).hasSize(2);
      assertThat(tests.get(0).getDisplayName()).startsWith("S-01 ");
      tests.get(0).getExecutable().execute();
      assertThatThrownBy(() -> tests.get(1).getExecutable().execute())
          .isInstanceOf(TestAbortedException.class)
          .hasMessageContaining("There is no key \"second\"");
    }
  }

  @Test
  void a_check_that_fails_says_what_was_sent_and_answered() {
    TestedNode.Wrong wrong =
        new TestedNode.Wrong(
            (receiver, inbox) -> receiver,
            inner ->
                request -> {
                  var response = inner.exchange(request);
                  return Hub.isMessage(request) ? Hub.unsigned(response) : response;
                });
    try (TestedNode node = node(wrong)) {
      assertThatThrownBy(() -> tests(node, "S-01").get(0).getExecutable().execute())
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("expected a signed answer")
          .hasMessageContaining("M-4.1-01")
          .hasMessageContaining("POST http://127.0.0.1/cdx/v1/messages");
    }
  }
}
