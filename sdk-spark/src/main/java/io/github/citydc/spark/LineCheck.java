package io.github.citydc.spark;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.Severity;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Checks records that are there as JSON. */
final class LineCheck implements Serializable {

  private static final long serialVersionUID = 1L;

  /** As {@code cdx validate} has it. */
  private static final int LONGEST = 4 * 1024 * 1024;

  private static final Violation TOO_LONG =
      new Violation(
          "",
          "json.too-long",
          Severity.ERROR,
          "RFC 8259",
          "The line has more than " + LONGEST + " bytes",
          "该行超过 " + LONGEST + " 字节");

  private final String payload;
  private final List<String> key;
  private transient @Nullable Class<? extends Payload> loaded;

  LineCheck(String payload, List<String> key) {
    this.payload = payload;
    this.key = key;
  }

  /**
   * What is found in a line of a file, whose end may have a carriage return; none if it is blank.
   */
  Iterator<Row> ofLine(byte[] line) {
    boolean returns = line.length > 0 && line[line.length - 1] == '\r';
    byte[] json = returns ? Arrays.copyOf(line, line.length - 1) : line;
    if (json.length > LONGEST) {
      return rows("", null, null, new ValidationReport(List.of(TOO_LONG)));
    }
    return isBlank(json) ? Collections.emptyIterator() : ofJson(json, null);
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) {
      if (each != ' ' && each != '\t' && each != '\r') {
        return false;
      }
    }
    return true;
  }

  /**
   * What is found of a record.
   *
   * @param json the record
   * @param day the day it belongs to
   * @return a row for each violation; if there is none, one row without a rule
   */
  Iterator<Row> ofJson(byte[] json, @Nullable String day) {
    Payload record;
    try {
      record = PayloadJson.standard().read(json, type());
    } catch (PayloadFormatException e) {
      return rows(named(json), null, day, new ValidationReport(List.of(e.violation())));
    }
    String division = record.jurisdiction().division().map(DivisionCode::value).orElse(null);
    ValidationReport report = PayloadValidator.standard().validate(record);
    String named = report.violations().isEmpty() ? "" : named(json);
    return rows(named, division, day, report);
  }

  private static Iterator<Row> rows(
      String key, @Nullable String division, @Nullable String day, ValidationReport report) {
    List<Violation> violations = report.violations();
    if (violations.isEmpty()) {
      return List.of(
              RowFactory.create(
                  key, division, day, null, null, null, null, null, null, 0, true, false))
          .iterator();
    }
    List<Row> rows = new ArrayList<>();
    for (Violation violation : violations) {
      boolean first = rows.isEmpty();
      boolean last = rows.size() == violations.size() - 1;
      rows.add(
          RowFactory.create(
              key,
              division,
              day,
              violation.pointer(),
              violation.code(),
              violation.severity().name().toLowerCase(Locale.ROOT),
              violation.standard(),
              violation.message(),
              violation.messageZh(),
              last ? report.moreErrors() + report.moreWarnings() : 0,
              first,
              first && !report.isValid()));
    }
    return rows.iterator();
  }

  /** Only what is found needs a name, which costs another look at the JSON. */
  String named(byte[] json) {
    if (key.isEmpty()) {
      return "";
    }
    try {
      JsonNode object = PayloadJson.standard().readObject(json);
      return key.stream()
          .map(member -> object.path(member).asText())
          .collect(Collectors.joining("|"));
    } catch (PayloadFormatException e) {
      return "";
    }
  }

  Class<? extends Payload> type() {
    Class<? extends Payload> known = loaded;
    if (known == null) {
      known = CityOptions.load(payload);
      loaded = known;
    }
    return known;
  }
}
