package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.Severity;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Collects the violations of one payload, so many of them, counts the others, and knows where in it
 * the validation is. A warning makes room for an error.
 */
final class Collector implements Findings {

  private final int most;
  private Object[] path = new Object[8];
  private int depth;
  private @Nullable Plan plan;
  private List<Violation> violations = List.of();
  private int listedWarnings;
  private int moreErrors;
  private int moreWarnings;

  /**
   * Collects.
   *
   * @param most how many violations are listed
   */
  Collector(int most) {
    this.most = most;
  }

  /** Says of which record the rules are that come next. */
  void inside(Plan ofRecord) {
    plan = ofRecord;
  }

  void enter(Object step) {
    if (depth == path.length) {
      path = Arrays.copyOf(path, 2 * depth);
    }
    path[depth++] = step;
  }

  void leave() {
    depth--;
  }

  @Override
  public void add(CodeFault fault) {
    if (hasRoom(fault.severity())) {
      list(
          new Violation(
              "",
              fault.rule(),
              fault.severity(),
              fault.standard(),
              message(fault, Locale.ENGLISH),
              message(fault, Locale.CHINESE)));
    }
  }

  /** Begins with the title of the innermost member on the way. */
  private String message(CodeFault fault, Locale locale) {
    for (int i = depth - 1; i >= 0; i--) {
      if (path[i] instanceof Subject subject) {
        return fault.message(subject.title(locale), locale);
      }
    }
    return fault.message(locale);
  }

  @Override
  public void add(Object[] steps, CodeFault fault) {
    for (Object step : steps) {
      enter(step instanceof String member && plan != null ? plan.subject(member) : step);
    }
    add(fault);
    depth -= steps.length;
  }

  /** Notes a violation whose pointer is relative to where the validation is. */
  void add(Violation violation) {
    if (hasRoom(violation.severity())) {
      list(violation);
    }
  }

  private void list(Violation violation) {
    if (violations.isEmpty()) {
      violations = new ArrayList<>();
    }
    violations.add(violation.within(pointer()));
    listedWarnings += violation.severity() == Severity.WARNING ? 1 : 0;
  }

  /** Counts a violation for which there is no room; an error takes that of the last warning. */
  private boolean hasRoom(Severity severity) {
    if (violations.size() < most) {
      return true;
    }
    if (severity == Severity.WARNING) {
      moreWarnings++;
      return false;
    }
    if (listedWarnings == 0) {
      moreErrors++;
      return false;
    }
    int last = violations.size() - 1;
    while (violations.get(last).severity() != Severity.WARNING) {
      last--;
    }
    violations.remove(last);
    listedWarnings--;
    moreWarnings++;
    return true;
  }

  private String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      pointer.append('/').append(Pointers.escape(path[i].toString()));
    }
    return pointer.toString();
  }

  ValidationReport report() {
    return violations.isEmpty()
        ? ValidationReport.clean()
        : new ValidationReport(violations, moreErrors, moreWarnings);
  }
}
