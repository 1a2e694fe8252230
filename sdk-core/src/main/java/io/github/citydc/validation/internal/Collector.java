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
 * Collects the violations of one payload, the first thousand of each severity, and knows where in
 * it the validation is.
 */
final class Collector implements Findings {

  /** Who breaks more rules than that learns nothing from the rest, and could fill the memory. */
  private static final int MOST = 1000;

  private Object[] path = new Object[8];
  private int depth;
  private @Nullable Plan plan;
  private List<Violation> violations = List.of();
  private int errors;
  private int warnings;

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
    if ((fault.severity() == Severity.ERROR ? errors : warnings) >= MOST) {
      return;
    }
    add(
        new Violation(
            "",
            fault.rule(),
            fault.severity(),
            fault.standard(),
            message(fault, Locale.ENGLISH),
            message(fault, Locale.CHINESE)));
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
  public void add(String member, CodeFault fault) {
    enter(plan == null ? Subject.of(member) : plan.subject(member));
    add(fault);
    leave();
  }

  /** Notes a violation whose pointer is relative to where the validation is. */
  void add(Violation violation) {
    if ((violation.severity() == Severity.ERROR ? errors++ : warnings++) >= MOST) {
      return;
    }
    if (violations.isEmpty()) {
      violations = new ArrayList<>();
    }
    violations.add(violation.within(pointer()));
  }

  private String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      pointer.append('/').append(Pointers.escape(path[i].toString()));
    }
    return pointer.toString();
  }

  ValidationReport report() {
    return violations.isEmpty() ? ValidationReport.clean() : new ValidationReport(violations);
  }
}
