package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Collects the violations of one payload, and knows where in it the validation is. */
final class Collector implements Findings {

  private String[] path = new String[8];
  private int depth;
  private List<Violation> violations = List.of();

  void enter(String step) {
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
    if (violations.isEmpty()) {
      violations = new ArrayList<>();
    }
    violations.add(
        new Violation(
            pointer(),
            fault.rule(),
            fault.severity(),
            fault.standard(),
            fault.message(Locale.ENGLISH),
            fault.message(Locale.CHINESE)));
  }

  @Override
  public void add(String member, CodeFault fault) {
    enter(member);
    add(fault);
    leave();
  }

  private String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      pointer.append('/').append(path[i]);
    }
    return pointer.toString();
  }

  ValidationReport report() {
    return violations.isEmpty() ? ValidationReport.clean() : new ValidationReport(violations);
  }
}
