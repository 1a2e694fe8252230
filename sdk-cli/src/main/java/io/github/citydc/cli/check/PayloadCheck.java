package io.github.citydc.cli.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.lines.Line;
import io.github.citydc.code.Severity;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.util.Locale;
import java.util.function.Consumer;

/** Validates lines that should be payloads, and counts. Not thread-safe. */
public final class PayloadCheck {

  /** How many bytes a line may have. */
  public static final int LONGEST = 4 * 1024 * 1024;

  private static final String JSON = "RFC 8259";

  private final PayloadJson json = PayloadJson.standard();
  private final Class<? extends Payload> type;
  private final PayloadValidator validator;
  private final Locale language;
  private long valid;
  private long refused;
  private long malformed;
  private long warnings;

  /**
   * Validates payloads of one type.
   *
   * @param type the record
   * @param validator the rules
   * @param language the language of messages
   */
  public PayloadCheck(Class<? extends Payload> type, PayloadValidator validator, Locale language) {
    this.type = type;
    this.validator = validator;
    this.language = language;
  }

  /**
   * Validates a line; one with blanks only is passed over.
   *
   * @param line a line
   * @param findings takes what is wrong with it
   */
  public void check(Line line, Consumer<ObjectNode> findings) {
    if (line.isCut()) {
      malformed++;
      findings.accept(
          malformed(
              line,
              0,
              new Violation(
                  "",
                  "json.too-long",
                  Severity.ERROR,
                  JSON,
                  "The line has more than " + LONGEST + " bytes",
                  "该行超过 " + LONGEST + " 字节")));
    } else if (!line.isBlank()) {
      read(line, findings);
    }
  }

  private void read(Line line, Consumer<ObjectNode> findings) {
    try {
      count(line, validator.validate(json.read(line.bytes(), type)), findings);
    } catch (PayloadFormatException e) {
      malformed++;
      findings.accept(malformed(line, e.offset(), e.violation()));
    }
  }

  private void count(Line line, ValidationReport report, Consumer<ObjectNode> findings) {
    if (report.isValid()) {
      valid++;
    } else {
      refused++;
    }
    for (Violation violation : report.violations()) {
      warnings += violation.severity() == Severity.WARNING ? 1 : 0;
      findings.accept(finding(line, violation));
    }
    int more = report.moreErrors() + report.moreWarnings();
    warnings += report.moreWarnings();
    if (more > 0) {
      findings.accept(
          JsonNodeFactory.instance
              .objectNode()
              .put("line", line.number())
              .put("moreViolations", more));
    }
  }

  /**
   * How many payloads there were.
   *
   * @return the number, malformed ones included
   */
  public long records() {
    return valid + refused + malformed;
  }

  /**
   * Whether every payload was valid.
   *
   * @return true if none was refused or malformed
   */
  public boolean hasFoundNothing() {
    return refused + malformed == 0;
  }

  /**
   * What was counted.
   *
   * @return one line
   */
  public String totals() {
    return String.format(
        Locale.ROOT,
        "%d records: %d valid, %d refused, %d malformed, %d warnings",
        records(),
        valid,
        refused,
        malformed,
        warnings);
  }

  private ObjectNode finding(Line line, Violation violation) {
    return place(line, violation.pointer(), violation.code())
        .put("severity", violation.severity().name().toLowerCase(Locale.ROOT))
        .put("standard", violation.standard())
        .put("message", violation.message(language));
  }

  /** What is no payload at all: the offset is that in the file. */
  private ObjectNode malformed(Line line, long offset, Violation violation) {
    return finding(line, violation).put("offset", line.offset() + Math.max(0, offset));
  }

  private static ObjectNode place(Line line, String pointer, String code) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("line", line.number())
        .put("pointer", pointer)
        .put("code", code);
  }
}
