package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.testkit.conformance.CheckResult.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What came of all checks that were asked for.
 *
 * @param subject the node or client that was checked, in words
 * @param results one for each check, in their order
 */
public record ConformanceReport(String subject, List<CheckResult> results) {

  /** Copies the results. */
  public ConformanceReport {
    results = List.copyOf(results);
  }

  /**
   * The results of one verdict.
   *
   * @param verdict which
   * @return in the order of the checks
   */
  public List<CheckResult> with(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).toList();
  }

  /**
   * Returns whether no check failed. What was skipped is not shown to hold: look at it, too.
   *
   * @return true if nothing failed
   */
  public boolean isPassed() {
    return with(Verdict.FAILED).isEmpty();
  }

  /**
   * The report for machines.
   *
   * @return JSON in UTF-8
   */
  public byte[] toJson() {
    ObjectNode report = StrictJson.newObject().put("subject", subject);
    for (Verdict verdict : Verdict.values()) {
      report.put(lower(verdict), with(verdict).size());
    }
    ArrayNode checks = report.putArray("checks");
    results.forEach(result -> checks.add(json(result)));
    return StrictJson.write(report);
  }

  private static ObjectNode json(CheckResult result) {
    ConformanceCheck check = result.check();
    ObjectNode json =
        StrictJson.newObject()
            .put("id", check.id())
            .put("role", check.role().name().toLowerCase(Locale.ROOT))
            .put("title", check.title())
            .put("titleZh", check.titleZh());
    ArrayNode clauses = json.putArray("clauses");
    check.clauses().forEach(clauses::add);
    json.put("verdict", lower(result.verdict())).put("millis", result.took().toMillis());
    if (!result.reason().isEmpty()) {
      json.put("reason", result.reason());
    }
    if (!result.sent().isEmpty()) {
      json.put("sent", result.sent()).put("answered", result.answered());
    }
    return json;
  }

  private static String lower(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The report for build servers.
   *
   * @return JUnit XML in UTF-8
   */
  public byte[] toJunitXml() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<testsuite name=\"").append(escaped(subject));
    xml.append("\" tests=\"").append(results.size());
    xml.append("\" failures=\"").append(with(Verdict.FAILED).size());
    xml.append("\" errors=\"0\" skipped=\"").append(with(Verdict.SKIPPED).size());
    xml.append("\" time=\"").append(seconds(total())).append("\">\n");
    results.forEach(result -> append(xml, result));
    return xml.append("</testsuite>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private Duration total() {
    return results.stream().map(CheckResult::took).reduce(Duration.ZERO, Duration::plus);
  }

  private static void append(StringBuilder xml, CheckResult result) {
    ConformanceCheck check = result.check();
    xml.append("  <testcase classname=\"cdx.conformance.").append(check.role());
    xml.append("\" name=\"").append(escaped(check.id() + " " + check.title()));
    xml.append("\" time=\"").append(seconds(result.took())).append('"');
    switch (result.verdict()) {
      case PASSED -> xml.append("/>\n");
      case SKIPPED ->
          xml.append("><skipped message=\"")
              .append(escaped(result.reason()))
              .append("\"/></testcase>\n");
      case FAILED ->
          xml.append("><failure message=\"")
              .append(escaped(result.reason()))
              .append("\">")
              .append(escaped(result.sent() + "\n\n" + result.answered()))
              .append("</failure></testcase>\n");
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
  }

  /** Without characters that XML 1.0 has not. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isOfXml(c) ? c : '?');
              }
            });
    return escaped.toString();
  }

  private static boolean isOfXml(int c) {
    boolean text = c >= 0x20 && c <= 0xd7ff;
    return text || c == '\n' || c == '\t' || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
  }
}
