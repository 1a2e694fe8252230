package io.github.citydc.validation.internal;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.CodeFault;
import io.github.citydc.code.CodeSets;
import io.github.citydc.code.Severity;
import io.github.citydc.code.Strictness;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The implementations of the constraint annotations. Immutable. */
public final class Rules {

  /** What a rule of the interface standard itself cites. */
  static final String STANDARD = "CDX 1.0 §3";

  private final CodeRules codes;
  private final TimeRules times;
  private final TextRule text;

  /**
   * Rules with these choices.
   *
   * @param clock says what day it is today
   * @param codeSets the sets that constraints can name
   * @param strictness whether warnings are errors
   */
  public Rules(Clock clock, CodeSets codeSets, Strictness strictness) {
    this.codes = new CodeRules(clock, codeSets, strictness);
    this.times = new TimeRules(clock);
    this.text = new TextRule(strictness);
  }

  /** The rules of the standards, with the system's clock. */
  static Rules standard() {
    return new Rules(ChinaTime.clock(), CodeSets.standard(), Strictness.LENIENT);
  }

  /**
   * The rule behind an annotation.
   *
   * @param annotation a constraint
   * @param type what it stands on, a wrapper class for a primitive
   * @return the rule, empty if this is not known here to be a constraint for such values
   */
  Optional<Rule> find(Annotation annotation, Class<?> type) {
    return Stream.of(
            codes.find(annotation, type),
            ValueRules.find(annotation, type),
            NumberRules.find(annotation, type),
            times.find(annotation, type))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What every text is held to. */
  Rule ofText() {
    return text;
  }

  /** A fault of a member, as the interface standard names it. */
  static CodeFault fault(String rule, String... arguments) {
    return new CodeFault(rule, -1, Severity.ERROR, STANDARD, List.of(arguments));
  }
}
