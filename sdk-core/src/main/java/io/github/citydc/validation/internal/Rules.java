package io.github.citydc.validation.internal;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.CodeCheck;
import io.github.citydc.code.CodeFault;
import io.github.citydc.code.CodeSet;
import io.github.citydc.code.CodeSets;
import io.github.citydc.code.Severity;
import io.github.citydc.code.Strictness;
import io.github.citydc.validation.CodeOf;
import io.github.citydc.validation.ConsistentIdentity;
import io.github.citydc.validation.IdentityHolder;
import io.github.citydc.validation.ValidCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the constraint annotations mean. Immutable. */
public final class Rules {

  private static final String STANDARD = "CDX 1.0 §3";

  private final Clock clock;
  private final CodeSets codeSets;
  private final Strictness strictness;

  /**
   * Rules with these choices.
   *
   * @param clock says what day it is today
   * @param codeSets the sets that constraints can name
   * @param strictness whether warnings are errors
   */
  public Rules(Clock clock, CodeSets codeSets, Strictness strictness) {
    this.clock = clock;
    this.codeSets = codeSets;
    this.strictness = strictness;
  }

  /** The rules of the standards, with the system's clock. */
  static Rules standard() {
    return new Rules(ChinaTime.clock(), CodeSets.standard(), Strictness.LENIENT);
  }

  /**
   * The rule behind an annotation.
   *
   * @param annotation a constraint
   * @param type what it stands on
   * @return the rule
   * @throws IllegalArgumentException if the constraint is not known here
   */
  Rule of(Annotation annotation, Class<?> type) {
    if (annotation instanceof NotNull) {
      return (value, findings) -> require(value != null, findings);
    }
    if (annotation instanceof NotBlank) {
      return (value, findings) -> require(value != null && !value.toString().isBlank(), findings);
    }
    if (annotation instanceof NotEmpty) {
      return (value, findings) -> require(value != null && size(value) > 0, findings);
    }
    if (annotation instanceof Size size) {
      return Rule.ofPresent(
          (value, findings) -> requireSize(value, size.min(), size.max(), findings));
    }
    if (annotation instanceof PastOrPresent) {
      return Rule.ofPresent(this::requirePast);
    }
    if (annotation instanceof ConsistentIdentity) {
      return Rule.ofPresent(
          (value, findings) -> IdentityRule.check((IdentityHolder) value, strictness, findings));
    }
    if (annotation instanceof CodeOf codeOf) {
      CodeSet set = codeSets.get(codeOf.value());
      return Rule.ofPresent((value, findings) -> report(set.check((CharSequence) value), findings));
    }
    return ofCode(annotation, type);
  }

  private Rule ofCode(Annotation annotation, Class<?> type) {
    ValidCode code =
        annotation instanceof ValidCode itself
            ? itself
            : annotation.annotationType().getAnnotation(ValidCode.class);
    if (code == null) {
      throw new IllegalArgumentException(
          "The constraint @"
              + annotation.annotationType().getName()
              + " on "
              + type.getName()
              + " is not known");
    }
    return Rule.ofPresent(
        (value, findings) ->
            report(code.value().check((CharSequence) value, strictness), findings));
  }

  private static void report(CodeCheck check, Findings findings) {
    check.faults().forEach(findings::add);
  }

  private static void require(boolean present, Findings findings) {
    if (!present) {
      findings.add(fault("member.required"));
    }
  }

  private static void requireSize(Object value, int min, int max, Findings findings) {
    int size = size(value);
    if (size < min || size > max) {
      findings.add(
          fault("member.size", String.valueOf(min), String.valueOf(max), String.valueOf(size)));
    }
  }

  private void requirePast(Object value, Findings findings) {
    if (value instanceof LocalDate date && date.isAfter(LocalDate.now(clock))) {
      findings.add(fault("member.future"));
    }
  }

  private static int size(Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    return value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size();
  }

  static CodeFault fault(String rule, String... arguments) {
    return new CodeFault(rule, -1, Severity.ERROR, STANDARD, List.of(arguments));
  }
}
