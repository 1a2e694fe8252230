package io.github.citydc.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what one check finds; lives on the stack of that check. */
final class Findings {

  /** The position of a fault that concerns the text as a whole. */
  static final int WHOLE = -1;

  private final RuleBook book;
  private final Strictness strictness;
  private final List<CodeFault> faults = new ArrayList<>(2);

  Findings(RuleBook book, Strictness strictness) {
    this.book = book;
    this.strictness = strictness;
  }

  /** Notes that a rule of the book is broken. */
  void report(String name, int position, String... arguments) {
    Rule rule = book.rule(name);
    Severity severity = strictness == Strictness.STRICT ? Severity.ERROR : rule.severity();
    faults.add(new CodeFault(rule.name(), position, severity, rule.standard(), List.of(arguments)));
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  /** What there is to say; if a remarkable text is flawless as another kind, only that. */
  CodeCheck toCheck(CharSequence text) {
    if (!faults.isEmpty()) {
      for (Lookalike other : book.lookalikes()) {
        if (other.isExactly(text)) {
          faults.clear();
          report(other.rule(), WHOLE);
          return toCheck();
        }
      }
    }
    return toCheck();
  }

  CodeCheck toCheck() {
    faults.sort(Comparator.comparingInt(CodeFault::position));
    return CodeCheck.of(faults);
  }
}
