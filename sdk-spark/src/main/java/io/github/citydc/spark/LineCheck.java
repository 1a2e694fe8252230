package io.github.citydc.spark;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.Severity;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.Violation;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  private final String payload;
  private final List<String> key;
  private transient @Nullable Class<? extends Payload> loaded;

  LineCheck(String payload, List<String> key) {
    this.payload = payload;
    this.key = key;
  }

  Iterator<Row> ofLine(String line) {
    return ofJson(line.getBytes(StandardCharsets.UTF_8), null);
  }

  /**
   * What is found of a record.
   *
   * @param json the record
   * @param day the day it belongs to
   * @return a row for each violation; if there is none, one row without a rule
   */
  Iterator<Row> ofJson(byte[] json, @Nullable String day) {
    String named = key.isEmpty() ? "" : named(json);
    Payload record;
    try {
      record = PayloadJson.standard().read(json, type());
    } catch (PayloadFormatException e) {
      return rows(named, null, day, List.of(e.violation()));
    }
    String division = record.jurisdiction().division().map(DivisionCode::value).orElse(null);
    List<Violation> violations = PayloadValidator.standard().validate(record).violations();
    return rows(named, division, day, violations);
  }

  private static Iterator<Row> rows(
      String key, @Nullable String division, @Nullable String day, List<Violation> violations) {
    boolean faulty =
        violations.stream().anyMatch(violation -> violation.severity() == Severity.ERROR);
    if (violations.isEmpty()) {
      return List.of(
              RowFactory.create(key, division, day, null, null, null, null, null, true, false))
          .iterator();
    }
    List<Row> rows = new ArrayList<>();
    for (Violation violation : violations) {
      boolean first = rows.isEmpty();
      rows.add(
          RowFactory.create(
              key,
              division,
              day,
              violation.pointer(),
              violation.code(),
              violation.severity().name().toLowerCase(Locale.ROOT),
              violation.message(),
              violation.messageZh(),
              first,
              first && faulty));
    }
    return rows.iterator();
  }

  String named(byte[] json) {
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
