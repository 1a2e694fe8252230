package io.github.citydc.exchange.message;

import io.github.citydc.validation.ValidationReport;

/** Thrown when a payload violates rules of its type. */
public final class InvalidPayloadException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private static final String PAYLOAD = "/payload";

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
    super(
        "The payload breaks " + report.errorCount() + " rule(s): " + report.summary(),
        false,
        Delivery.NOTHING_SENT);
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

  /**
   * The violations of the payload.
   *
   * @return the violations, pointers relative to the payload
   */
  public ValidationReport report() {
    return report;
  }
}
