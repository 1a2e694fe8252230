package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The constraints of Jakarta Validation on numbers. What is not a number satisfies none of them; an
 * infinite one lies beyond every limit.
 */
final class NumberRules {

  private static final Set<Class<?>> WHOLE =
      Set.of(Byte.class, Short.class, Integer.class, Long.class);
  private static final Set<Class<?>> OTHER =
      Set.of(BigDecimal.class, BigInteger.class, Float.class, Double.class);

  private NumberRules() {}

  static Optional<Rule> find(Annotation annotation, Class<?> type) {
    if (!WHOLE.contains(type)
        && !OTHER.contains(type)
        && !CharSequence.class.isAssignableFrom(type)) {
      return Optional.empty();
    }
    if (annotation instanceof Digits digits) {
      return Optional.of(of(digits));
    }
    return Optional.ofNullable(limit(annotation)).map(NumberRules::of);
  }

  private static @Nullable Limit limit(Annotation annotation) {
    if (annotation instanceof Min min) {
      return Limit.least(BigDecimal.valueOf(min.value()), true, false);
    }
    if (annotation instanceof Max max) {
      return Limit.most(BigDecimal.valueOf(max.value()), true, false);
    }
    if (annotation instanceof DecimalMin min) {
      return Limit.least(new BigDecimal(min.value()), min.inclusive(), true);
    }
    if (annotation instanceof DecimalMax max) {
      return Limit.most(new BigDecimal(max.value()), max.inclusive(), true);
    }
    return ofSign(annotation);
  }

  private static @Nullable Limit ofSign(Annotation annotation) {
    if (annotation instanceof Positive) {
      return Limit.least(BigDecimal.ZERO, false, false);
    }
    if (annotation instanceof PositiveOrZero) {
      return Limit.least(BigDecimal.ZERO, true, false);
    }
    if (annotation instanceof Negative) {
      return Limit.most(BigDecimal.ZERO, false, false);
    }
    return annotation instanceof NegativeOrZero ? Limit.most(BigDecimal.ZERO, true, false) : null;
  }

  private static Rule of(Limit limit) {
    return Rule.ofPresent(
        (value, findings) -> {
          if (!limit.admits(value)) {
            findings.add(limit.fault);
          }
        });
  }

  private static Rule of(Digits digits) {
    CodeFault fault =
        Rules.fault(
            "member.digits", String.valueOf(digits.integer()), String.valueOf(digits.fraction()));
    return Rule.ofPresent(
        (value, findings) -> {
          BigDecimal number = decimal(value);
          // What is read as text or decimal counts as it is written, 1.50 with two digits.
          boolean isWritten = value instanceof BigDecimal || value instanceof CharSequence;
          if (number == null || !fits(isWritten ? number : number.stripTrailingZeros(), digits)) {
            findings.add(fault);
          }
        });
  }

  private static boolean fits(BigDecimal number, Digits digits) {
    return number.precision() - number.scale() <= digits.integer()
        && number.scale() <= digits.fraction();
  }

  private static @Nullable BigDecimal decimal(Object value) {
    try {
      return value instanceof BigDecimal number ? number : new BigDecimal(value.toString());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * One end of a range.
   *
   * @param bound the last number, or the first one outside
   * @param side 1 if numbers are to be greater, -1 if they are to be less
   * @param inclusive whether the bound itself is in the range
   * @param decimal whether binary fractions count by their decimal form, so that minus zero is zero
   * @param fault what is said about other numbers
   */
  private record Limit(
      BigDecimal bound, int side, boolean inclusive, boolean decimal, CodeFault fault) {

    static Limit least(BigDecimal bound, boolean inclusive, boolean decimal) {
      String rule = inclusive ? "member.minimum" : "member.more-than";
      return new Limit(bound, 1, inclusive, decimal, Rules.fault(rule, bound.toPlainString()));
    }

    static Limit most(BigDecimal bound, boolean inclusive, boolean decimal) {
      String rule = inclusive ? "member.maximum" : "member.less-than";
      return new Limit(bound, -1, inclusive, decimal, Rules.fault(rule, bound.toPlainString()));
    }

    boolean admits(Object value) {
      if (value instanceof Double || value instanceof Float) {
        double number = ((Number) value).doubleValue();
        if (Double.isNaN(number)) {
          return false;
        }
        if (!decimal || Double.isInfinite(number)) {
          return admits(Double.compare(number, bound.doubleValue()));
        }
      }
      BigDecimal number = NumberRules.decimal(value);
      return number != null && admits(number.compareTo(bound));
    }

    private boolean admits(int comparison) {
      return comparison == 0 ? inclusive : Integer.signum(comparison) == side;
    }
  }
}
