package io.github.citydc.exchange.message;

import io.github.citydc.validation.ValidationReport;
import java.util.stream.Collectors;

/** Thrown when a payload violates rules of its type. */
public final class InvalidPayloadException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private static final String PAYLOAD = "/payload";

  /** The number of violations in the message; {@link #report} has all. */
  private static final int NAMED = 5;

  private final ValidationReport report;
  private final String place;

  /**
   * Wraps a report.
   *
   * @param report what is wrong, with at least one error
   */
  public InvalidPayloadException(ValidationReport report) {
    this(report, PAYLOAD);
  }

  private InvalidPayloadException(ValidationReport report, String place) {
    super(sentence(report), false, Delivery.NOTHING_SENT);
    this.report = report;
    this.place = place;
  }

  /**
   * Wraps a report about the envelope or manifest.
   *
   * @param report what is wrong, pointers from the root of the message on
   * @return the exception
   */
  static InvalidPayloadException ofMessage(ValidationReport report) {
    return new InvalidPayloadException(report, "");
  }

  /**
   * The place of what the report is about.
   *
   * @return a JSON pointer into the message, {@code /payload} in most cases
   */
  public String place() {
    return place;
  }

  /** Violations quote no value. */
  private static String sentence(ValidationReport report) {
    int errors = report.errorCount();
    int listed = Math.min(NAMED, report.errors().size());
    String named =
        report.errors().stream()
            .limit(NAMED)
            .map(
                violation ->
                    (violation.pointer().isEmpty() ? "" : violation.pointer() + ": ")
                        + violation.message().replaceFirst("\\.$", "")
                        + " ("
                        + violation.code()
                        + ")")
            .collect(Collectors.joining("; "));
    return "The payload breaks "
        + (errors == 1 ? "a rule" : errors + " rules")
        + ": "
        + named
        + (errors > listed ? "; and " + (errors - listed) + " more" : "");
  }

  /**
   * The violations of the payload.
   *
   * @return the violations, pointers relative to the payload
   */
  public ValidationReport report() {
    return report;
  }
}
