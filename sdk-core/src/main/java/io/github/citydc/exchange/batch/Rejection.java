package io.github.citydc.exchange.batch;

import io.github.citydc.validation.Violation;
import java.io.Serializable;
import java.util.List;

/**
 * A record of the source that was not stored, with the reason. It holds no value of the record.
 *
 * @param record which one it is in the source, from 1; 0 if it cannot be told
 * @param code name of the problem, for example {@code validation-failed}
 * @param detail what is wrong
 * @param violations the rules the record breaks; pointers are relative to the record
 * @param moreViolations number of violations that are not listed
 */
public record Rejection(
    long record, String code, String detail, List<Violation> violations, int moreViolations)
    implements Serializable {

  /** Copies the violations. */
  public Rejection {
    violations = List.copyOf(violations);
  }
}
