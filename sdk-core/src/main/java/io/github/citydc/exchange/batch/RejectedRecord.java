package io.github.citydc.exchange.batch;

import io.github.citydc.validation.Violation;
import java.io.Serializable;
import java.util.List;

/**
 * A record of a batch that the receiver rejected. It holds no value of the record.
 *
 * @param part number of the part, from 0
 * @param line number of the line in the part, from 1; 0 if the part as a whole was not readable
 * @param code name of the problem, for example {@code validation-failed}
 * @param detail what is wrong
 * @param violations the rules the record breaks; pointers are relative to the record
 * @param moreViolations number of violations that are not listed
 */
public record RejectedRecord(
    int part, int line, String code, String detail, List<Violation> violations, int moreViolations)
    implements Serializable {

  /** Copies the violations. */
  public RejectedRecord {
    violations = List.copyOf(violations);
  }
}
