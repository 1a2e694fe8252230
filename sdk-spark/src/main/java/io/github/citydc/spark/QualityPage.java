package io.github.citydc.spark;

import io.github.citydc.model.PayloadType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The HTML of a quality report: bars by rule, division and day, and the table. */
final class QualityPage {

  private static final int MOST_BARS = 20;
  private static final int MOST_LINES = 1000;
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title><style>
      body{font:15px sans-serif;margin:2em;max-width:70em}table{border-collapse:collapse}
      td,th{padding:.2em .8em;border-bottom:1px solid #ccc;text-align:left}td.n{text-align:right}
      svg{display:block;margin-bottom:1.5em}text{font:13px sans-serif}rect{fill:#2a6fb0}
      </style></head><body><h1>%s</h1>
      <p>%d rows 行, %d faulty 不合格 (%s)</p>
      """;

  private QualityPage() {}

  static String of(PayloadType type, QualityReport report) {
    String title = "Data quality 数据质量: " + type;
    StringBuilder page =
        new StringBuilder(
            HEAD.formatted(title, title, report.rows(), report.faulty(), percent(share(report))));
    page.append(chart("By rule 按规则", report.lines(), QualityReport.Line::rule, false));
    page.append(chart("By division 按区划", report.lines(), QualityReport.Line::division, false));
    page.append(chart("By day 按日期", report.lines(), QualityReport.Line::day, true));
    return page.append(table(report.lines())).append("</body></html>\n").toString();
  }

  private static double share(QualityReport report) {
    return report.rows() == 0 ? 0 : (double) report.faulty() / report.rows();
  }

  private static String chart(
      String title,
      List<QualityReport.Line> lines,
      Function<QualityReport.Line, String> name,
      boolean byName) {
    Map<String, Long> sums =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    name, TreeMap::new, Collectors.summingLong(QualityReport.Line::violations)));
    Comparator<Map.Entry<String, Long>> order =
        byName ? Map.Entry.comparingByKey() : Map.Entry.<String, Long>comparingByValue().reversed();
    List<Map.Entry<String, Long>> bars =
        sums.entrySet().stream().sorted(order).limit(MOST_BARS).toList();
    long most = bars.stream().mapToLong(Map.Entry::getValue).max().orElse(1);
    StringBuilder svg =
        new StringBuilder(
            "<h2>%s</h2><svg width=\"900\" height=\"%d\" role=\"img\" aria-label=\"%s\">%n"
                .formatted(title, 22 * bars.size() + 4, title));
    for (int i = 0; i < bars.size(); i++) {
      int y = 22 * i;
      long value = bars.get(i).getValue();
      svg.append(
          "<text x=\"0\" y=\"%d\">%s</text><rect x=\"300\" y=\"%d\" width=\"%d\" height=\"16\"/><text x=\"%d\" y=\"%d\">%d</text>%n"
              .formatted(
                  y + 15,
                  escaped(bars.get(i).getKey().isEmpty() ? "—" : bars.get(i).getKey()),
                  y + 2,
                  Math.max(1, 480 * value / most),
                  306 + Math.max(1, 480 * value / most),
                  y + 15,
                  value));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String table(List<QualityReport.Line> lines) {
    StringBuilder table =
        new StringBuilder(
            "<table><tr><th>Rule 规则<th>Severity 级别<th>Division 区划<th>Day 日期<th>Violations 次数<th>Rows 行数<th>Share 占比</tr>\n");
    lines.stream()
        .limit(MOST_LINES)
        .forEach(
            line ->
                table.append(
                    "<tr><td>%s<td>%s<td>%s<td>%s<td class=\"n\">%d<td class=\"n\">%d<td class=\"n\">%s</tr>%n"
                        .formatted(
                            escaped(line.rule()),
                            escaped(line.severity()),
                            escaped(line.division()),
                            escaped(line.day()),
                            line.violations(),
                            line.rows(),
                            percent(line.share()))));
    table.append("</table>\n");
    if (lines.size() > MOST_LINES) {
      table.append("<p>… and %d more 另有 %1$d 行</p>%n".formatted(lines.size() - MOST_LINES));
    }
    return table.toString();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f %%", 100 * share);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
