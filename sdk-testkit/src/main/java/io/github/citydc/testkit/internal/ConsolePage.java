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
  private static final int REFUSED = 20;

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
      List<Sighting> traffic) {
    head(facts);
    node(facts, now);
    counts(counts, now);
    accepted(accepted);
    problems(traffic);
    return html.raw("</noscript></body></html>\n").toString();
  }

  private void head(NodeFacts facts) {
    html.raw("<!DOCTYPE html>\n<html lang=\"").text(texts.languageTag()).raw("\"><head>");
    html.raw("<meta charset=\"utf-8\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width\">");
    html.raw("<link rel=\"icon\" href=\"data:,\">");
    html.element("title", texts.get("title") + " " + facts.node());
    html.raw("<link rel=\"stylesheet\" href=\"console/console.css\">");
    html.raw("<script src=\"console/console.js\" defer></script></head>\n");
    html.raw("<body data-words=\"").text(texts.toJson()).raw("\">\n<header>");
    html.element("h1", texts.get("title"));
    html.raw(
        "<p class=\"languages\"><a href=\"?lang=zh\" lang=\"zh\">中文</a> <a href=\"?lang=en\""
            + " lang=\"en\">English</a></p></header>\n");
    html.raw("<div id=\"console\"></div>\n<noscript>\n");
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

  private void problems(List<Sighting> traffic) {
    html.element("h2", texts.get("problems"));
    List<Sighting> refused = traffic.stream().filter(Sighting::isRefused).limit(REFUSED).toList();
    if (refused.isEmpty()) {
      html.element("p", texts.get("none"));
      return;
    }
    html.raw("<div class=\"wide\"><table>");
    html.row(
        "th", texts.get("time"), texts.get("problem"), texts.get("detail"), texts.get("message"));
    refused.forEach(
        sighting -> sighting.problem().ifPresent(problem -> problem(sighting.at(), problem)));
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
