package io.github.citydc.validation;

import io.github.citydc.code.Severity;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of validating a payload.
 *
 * @param violations errors and warnings, in the order of the payload's members
 */
public record ValidationReport(List<Violation> violations) implements Serializable {

  private static final ValidationReport CLEAN = new ValidationReport(List.of());

  /** Copies the violations. */
  public ValidationReport {
    violations = List.copyOf(violations);
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
   * @return the errors
   */
  public List<Violation> errors() {
    return of(Severity.ERROR);
  }

  /**
   * The violations that do not.
   *
   * @return the warnings
   */
  public List<Violation> warnings() {
    return of(Severity.WARNING);
  }

  /**
   * The errors in one line.
   *
   * @return pointer and rule of each, for example {@code /idNumber citizen-id.check-character}
   */
  public String summary() {
    return errors().stream()
        .map(violation -> violation.pointer() + " " + violation.code())
        .collect(Collectors.joining(", "));
  }

  private List<Violation> of(Severity severity) {
    return violations.stream().filter(violation -> violation.severity() == severity).toList();
  }
}
