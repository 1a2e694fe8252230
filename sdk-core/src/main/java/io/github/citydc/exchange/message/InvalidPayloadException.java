package io.github.citydc.exchange.message;

import io.github.citydc.validation.ValidationReport;

/** Thrown when a payload violates rules of its type. */
public final class InvalidPayloadException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final ValidationReport report;

  /**
   * Wraps a report.
   *
   * @param report what is wrong, with at least one error
   */
  public InvalidPayloadException(ValidationReport report) {
    super(
        "The payload breaks " + report.errorCount() + " rule(s): " + report.summary(),
        false,
        Delivery.NOTHING_SENT);
    this.report = report;
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
