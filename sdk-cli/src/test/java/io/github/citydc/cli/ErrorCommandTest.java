package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ErrorCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void a_code_is_explained_with_cause_fix_retry_and_address() {
    assertThat(run("error", "digest-mismatch")).isZero();

    assertThat(out.toString().lines())
        .startsWith("digest-mismatch", "  HTTP 400. Retry: no. Correct it and send a new message.")
        .anyMatch(line -> line.startsWith("  Cause. The body that arrived differs"))
        .anyMatch(line -> line.startsWith("  Fix. "))
        .endsWith(
            "  https://github.com/citydc/citydc-sdk/blob/main/docs/errors/problems.md#digest-mismatch");
  }

  @Test
  void a_rule_of_a_kind_is_explained_by_the_rule_for_all_kinds() {
    assertThat(run("--lang", "zh", "error", "citizen-id.length", "urn:cdx:problem:replayed"))
        .isZero();

    assertThat(out.toString())
        .contains("any.length", "对照证件原件", "zh-CN/errors/violations.md#any.length", "replayed\n");
  }

  @Test
  void an_unknown_code_is_a_usage_error_that_names_the_nearest() {
    assertThat(run("error", "replayed", "digest-missmatch")).isEqualTo(2);

    assertThat(err.toString())
        .contains("There is no error code digest-missmatch; is it digest-mismatch?");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void without_a_code_all_are_listed() {
    assertThat(run("error")).isZero();

    assertThat(out.toString().lines())
        .contains("validation-failed", "member.required", "document.sent");
  }

  private int run(String... arguments) {
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }
}
