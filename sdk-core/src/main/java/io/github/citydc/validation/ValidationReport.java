package io.github.citydc.validation;

import io.github.citydc.code.Severity;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of validating a payload.
 *
 * @param violations errors and warnings, in the order of the payload's members; not more than
 *     {@link PayloadValidator.Builder#violationLimit} allows, errors rather than warnings
 * @param moreErrors number of errors that are not listed
 * @param moreWarnings number of warnings that are not listed
 */
public record ValidationReport(List<Violation> violations, int moreErrors, int moreWarnings)
    implements Serializable {

  /** As many are named in one line. */
  private static final int SUMMARY = 10;

  private static final ValidationReport CLEAN = new ValidationReport(List.of());

  /** Copies the violations. */
  public ValidationReport {
    violations = List.copyOf(violations);
  }

  /**
   * A report that lists everything.
   *
   * @param violations errors and warnings
   */
  public ValidationReport(List<Violation> violations) {
    this(violations, 0, 0);
  }

  /**
   * A report without violations.
   *
   * @return a report without violations
   */
  public static ValidationReport clean() {
    return CLEAN;
  }

  /**
   * Returns whether the payload is accepted.
   *
   * @return true if there is no error; there may be warnings
   */
  public boolean isValid() {
    return errors().isEmpty();
  }

  /**
   * The violations that make the payload unacceptable.
   *
   * @return the errors that are listed
   */
  public List<Violation> errors() {
    return of(Severity.ERROR);
  }

  /**
   * The violations that do not.
   *
   * @return the warnings that are listed
   */
  public List<Violation> warnings() {
    return of(Severity.WARNING);
  }

  /**
   * The number of errors.
   *
   * @return those that are listed and those that are not
   */
  public int errorCount() {
    return errors().size() + moreErrors;
  }

  /**
   * The errors in one line.
   *
   * @return pointer and rule of the first ten, for example {@code /idNumber
   *     citizen-id.check-character}, and the number of the others
   */
  public String summary() {
    String named =
        errors().stream()
            .limit(SUMMARY)
            .map(violation -> violation.pointer() + " " + violation.code())
            .collect(Collectors.joining(", "));
    return errorCount() > SUMMARY ? named + " and " + (errorCount() - SUMMARY) + " more" : named;
  }

  private List<Violation> of(Severity severity) {
    return violations.stream().filter(violation -> violation.severity() == severity).toList();
  }
}
