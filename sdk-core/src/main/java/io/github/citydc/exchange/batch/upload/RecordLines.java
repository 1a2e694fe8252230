package io.github.citydc.exchange.batch.upload;

import io.github.citydc.code.Severity;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.internal.Lines;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.util.List;
import java.util.Optional;

/** Makes lines of a part of records that keep the rules. Thread-safe. */
final class RecordLines {

  /** Of one record, as at the receiver; their number is told in any case. */
  private static final int MOST_VIOLATIONS = 20;

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final Violation TOO_LONG =
      new Violation(
          "",
          "record.size",
          Severity.ERROR,
          "cdx-1 §4.5",
          "A record of a batch has at most 1 MiB",
          "批次中的记录不超过1 MiB");

  private final Optional<PayloadValidator> rules;

  RecordLines(Optional<PayloadValidator> rules) {
    this.rules = rules;
  }

  /** The JSON of a record; empty if it has none, as with U+0000 in a text. */
  static Optional<byte[]> json(Payload record) {
    try {
      return Optional.of(JSON.write(record));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a record.
   *
   * @throws InvalidPayloadException if the text is no such record
   */
  static <P extends Payload> P read(byte[] json, Class<P> type) {
    try {
      return JSON.read(json, type);
    } catch (PayloadFormatException e) {
      throw new InvalidPayloadException(new ValidationReport(List.of(e.violation())));
    }
  }

  /**
   * The line of a record.
   *
   * @param record the record
   * @param json its JSON as {@link #json} made it
   * @throws InvalidPayloadException if the record breaks rules, or is too long
   */
  byte[] line(Payload record, Optional<byte[]> json) {
    if (rules.isPresent()) {
      ValidationReport report = rules.get().validate(record);
      if (!report.isValid()) {
        throw new InvalidPayloadException(report);
      }
    }
    byte[] line = json.orElseGet(() -> JSON.write(record));
    if (line.length > Lines.MAX_LINE) {
      throw new InvalidPayloadException(new ValidationReport(List.of(TOO_LONG)));
    }
    return line;
  }

  /**
   * What is reported of a record that is not sent.
   *
   * @param record which one it is, from 1
   * @param e what is wrong with it
   * @param inFull whether the rules are named
   */
  static Rejection leftOut(long record, InvalidPayloadException e, boolean inFull) {
    List<Violation> listed = e.report().errors().stream().limit(MOST_VIOLATIONS).toList();
    return new Rejection(
        record,
        ProblemCode.VALIDATION_FAILED.wireName(),
        inFull ? String.valueOf(e.getMessage()) : "",
        inFull ? listed : List.of(),
        inFull ? e.report().errorCount() - listed.size() : 0);
  }
}
