package io.github.citydc.exchange.reconciliation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.model.PayloadJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The JSON form of a reconciliation report. */
public final class ReportJson {

  private static final PayloadJson JSON = PayloadJson.standard();

  private ReportJson() {}

  /**
   * Writes a report.
   *
   * @param report what to write
   * @return one line of UTF-8
   */
  public static byte[] write(ReconciliationReport report) {
    ObjectNode object = totals(report);
    ArrayNode findings = object.putArray("findings");
    report.findings().forEach(finding -> findings.add(object(finding)));
    return JSON.write(object);
  }

  /**
   * Writes a report without its findings.
   *
   * @param report what to write
   * @return one line of UTF-8
   */
  public static byte[] writeTotals(ReconciliationReport report) {
    return JSON.write(totals(report));
  }

  private static ObjectNode totals(ReconciliationReport report) {
    ObjectNode object = JSON.newObject();
    object.put("receiver", report.receiver().toString());
    object.put("date", report.query().date().toString());
    object.put("of", report.query().kind().wireName());
    report.query().type().ifPresent(type -> object.put("type", type.toString()));
    object.put("comparedAt", Timestamps.format(report.comparedAt()));
    object.put("agreed", report.isAgreed());
    ObjectNode total = object.putObject("total");
    for (ReconciliationVerdict verdict : ReconciliationVerdict.values()) {
      total.put(verdict.wireName(), report.count(verdict));
    }
    ArrayNode hours = object.putArray("hours");
    report.hours().stream()
        .filter(hour -> !hour.counts().isEmpty())
        .forEach(hour -> write(hours.addObject(), hour));
    return object;
  }

  private static void write(ObjectNode object, HourReport hour) {
    object.put("hour", hour.hour());
    for (Map.Entry<ReconciliationVerdict, Long> count : hour.counts().entrySet()) {
      object.put(count.getKey().wireName(), count.getValue());
    }
  }

  /**
   * Writes a finding.
   *
   * @param finding what to write
   * @return one line of UTF-8
   */
  public static byte[] write(ReconciliationFinding finding) {
    return JSON.write(object(finding));
  }

  private static ObjectNode object(ReconciliationFinding finding) {
    ObjectNode object = JSON.newObject();
    object.put("hour", finding.hour());
    object.put("verdict", finding.verdict().wireName());
    object.put("id", finding.id().toString());
    finding.digestHere().ifPresent(digest -> object.put("digestHere", digest.shortText()));
    finding.digestThere().ifPresent(digest -> object.put("digestThere", digest.shortText()));
    object.put("repaired", finding.repaired());
    finding
        .receipt()
        .ifPresent(
            receipt -> object.put("receipt", new String(receipt.toJson(), StandardCharsets.UTF_8)));
    return object;
  }
}
