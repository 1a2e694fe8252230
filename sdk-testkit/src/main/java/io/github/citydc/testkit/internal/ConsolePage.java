package io.github.citydc.testkit.internal;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.signing.Certificates;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Lays the console page out. Times are those of China. */
final class ConsolePage {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ChinaTime.ZONE);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("HH").withZone(ChinaTime.ZONE);
  private static final String STYLE =
      """
      :root { color-scheme: light dark }
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
      h1 { font-size: 1.4rem; overflow-wrap: anywhere } h2 { font-size: 1.1rem; margin-top: 2rem }
      nav { float: right } .wide { overflow-x: auto }
      table { border-collapse: collapse; width: 100% }
      th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #8884; vertical-align: top }
      .hours td, .hours th { padding: .3rem; text-align: right; font-variant-numeric: tabular-nums }
      .hours th:first-child { text-align: left } .busy { background: #2a72 } .bad { color: #c33 }
      code { font-size: .9em; overflow-wrap: anywhere }
      """;

  private final ConsoleTexts texts;
  private final Html html = new Html();

  ConsolePage(ConsoleTexts texts) {
    this.texts = texts;
  }

  String render(
      NodeFacts facts,
      Instant now,
      Map<String, long[]> counts,
      List<AcceptedMessage> accepted,
      List<ProblemLog.Seen> problems) {
    head(facts);
    node(facts, now);
    counts(counts, now);
    accepted(accepted);
    problems(problems);
    return html.raw("</body></html>\n").toString();
  }

  private void head(NodeFacts facts) {
    html.raw("<!DOCTYPE html>\n<html lang=\"").text(texts.languageTag()).raw("\"><head>");
    html.raw("<meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"10\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width\">");
    html.element("title", texts.get("title") + " " + facts.node());
    html.raw("<style>\n" + STYLE + "</style></head><body>\n");
    html.raw(
        "<nav><a href=\"?lang=zh\" lang=\"zh\">中文</a> · <a href=\"?lang=en\">English</a></nav>");
    html.element("h1", texts.get("title"));
  }

  private void node(NodeFacts facts, Instant now) {
    Instant begin = facts.certificate().getNotBefore().toInstant();
    Instant end = facts.certificate().getNotAfter().toInstant();
    boolean inForce = !now.isBefore(begin) && !now.isAfter(end);
    html.raw("<table>");
    html.row("td", texts.get("node"), facts.node());
    html.row(
        "td", texts.get("status"), texts.get("running") + " " + TIME.format(facts.startedAt()));
    html.row("td", texts.get("now"), TIME.format(now));
    html.row("td", texts.get("certificate"), Certificates.fingerprint(facts.certificate()));
    html.raw(inForce ? "<tr>" : "<tr class=\"bad\">");
    html.element("td", texts.get("validity"));
    html.element(
        "td",
        TIME.format(begin)
            + " – "
            + TIME.format(end)
            + ", "
            + (inForce
                ? Duration.between(now, end).toDays() + " " + texts.get("days-left")
                : texts.get("not-in-force")));
    html.raw("</tr></table>\n");
  }

  private void counts(Map<String, long[]> counts, Instant now) {
    html.element("h2", texts.get("by-hour"));
    if (counts.isEmpty()) {
      html.element("p", texts.get("none"));
      return;
    }
    html.raw("<div class=\"wide\"><table class=\"hours\"><tr>");
    html.element("th", texts.get("type")).element("th", texts.get("total"));
    for (int back = InboxView.HOURS - 1; back >= 0; back--) {
      html.element("th", HOUR.format(now.minus(Duration.ofHours(back))));
    }
    html.raw("</tr>\n");
    counts.forEach(this::countsOfType);
    html.raw("</table></div>\n");
  }

  private void countsOfType(String type, long[] hours) {
    html.raw("<tr>").element("th", type).element("td", Arrays.stream(hours).sum());
    for (long count : hours) {
      html.raw(count == 0 ? "<td>" : "<td class=\"busy\">").text(count == 0 ? "" : count);
      html.raw("</td>");
    }
    html.raw("</tr>\n");
  }

  private void accepted(List<AcceptedMessage> accepted) {
    html.element("h2", texts.get("receipts"));
    if (accepted.isEmpty()) {
      html.element("p", texts.get("none"));
      return;
    }
    html.raw("<div class=\"wide\"><table>");
    html.row(
        "th",
        texts.get("time"),
        texts.get("type"),
        texts.get("operation"),
        texts.get("sender"),
        texts.get("message"));
    accepted.forEach(
        one ->
            html.row(
                "td",
                TIME.format(one.acceptedAt()),
                one.type().toString(),
                one.operation().wireName(),
                one.sender().toString(),
                one.messageId().toString()));
    html.raw("</table></div>\n");
  }

  private void problems(List<ProblemLog.Seen> problems) {
    html.element("h2", texts.get("problems"));
    if (problems.isEmpty()) {
      html.element("p", texts.get("none"));
      return;
    }
    html.raw("<div class=\"wide\"><table>");
    html.row(
        "th", texts.get("time"), texts.get("problem"), texts.get("detail"), texts.get("message"));
    problems.forEach(seen -> problem(seen.at(), seen.problem()));
    html.raw("</table></div>\n");
  }

  private void problem(Instant at, Problem problem) {
    html.row(
        "td",
        TIME.format(at),
        problem.code() + " · " + (texts.isChinese() ? problem.titleZh() : problem.title()),
        problem.detail(),
        problem.messageId().map(Object::toString).orElse("–"));
  }
}
