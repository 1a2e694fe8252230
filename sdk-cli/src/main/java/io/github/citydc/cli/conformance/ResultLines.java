package io.github.citydc.cli.conformance;

import io.github.citydc.testkit.conformance.CheckResult;
import io.github.citydc.testkit.conformance.CheckResult.Verdict;
import io.github.citydc.testkit.conformance.ConformanceCheck;
import io.github.citydc.testkit.conformance.ConformanceReport;
import java.io.PrintWriter;

/** The report for people, as it comes. */
public final class ResultLines {

  private final PrintWriter out;
  private final boolean chinese;

  public ResultLines(PrintWriter out, boolean chinese) {
    this.out = out;
    this.chinese = chinese;
  }

  public void print(ConformanceCheck check) {
    out.println(
        check.id() + "  " + title(check) + "  [" + String.join(", ", check.clauses()) + "]");
  }

  private String title(ConformanceCheck check) {
    return chinese ? check.titleZh() : check.title();
  }

  public void print(CheckResult result) {
    String mark =
        switch (result.verdict()) {
          case PASSED -> "ok    ";
          case FAILED -> "FAILED";
          case SKIPPED -> "skip  ";
        };
    out.println(
        mark
            + "  "
            + result.check().id()
            + "  "
            + title(result.check())
            + "  ("
            + result.took().toMillis()
            + " ms)");
    if (!result.reason().isEmpty()) {
      out.println("        " + result.reason());
    }
    if (result.verdict() == Verdict.FAILED) {
      out.println("        clauses: " + String.join(", ", result.check().clauses()));
      indented("sent", result.sent());
      indented("answered", result.answered());
    }
    out.flush();
  }

  private void indented(String what, String text) {
    if (!text.isEmpty()) {
      out.println("        " + what + ":");
      text.lines().forEach(line -> out.println("          " + line));
    }
  }

  public void print(ConformanceReport report) {
    out.printf(
        "%d passed, %d failed, %d skipped%n",
        report.with(Verdict.PASSED).size(),
        report.with(Verdict.FAILED).size(),
        report.with(Verdict.SKIPPED).size());
  }
}
