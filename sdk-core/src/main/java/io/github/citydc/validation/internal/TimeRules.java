package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.PastOrPresent;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The constraints of Jakarta Validation on time. Immutable. */
final class TimeRules {

  /** Where each kind of time lies: negative before now, positive after it. */
  private final Map<Class<?>, ToIntFunction<Object>> fromNow;

  TimeRules(Clock clock) {
    this.fromNow =
        Map.ofEntries(
            kind(Instant.class, time -> time.compareTo(clock.instant())),
            kind(LocalDate.class, time -> time.compareTo(LocalDate.now(clock))),
            kind(LocalDateTime.class, time -> time.compareTo(LocalDateTime.now(clock))),
            kind(LocalTime.class, time -> time.compareTo(LocalTime.now(clock))),
            kind(MonthDay.class, time -> time.compareTo(MonthDay.now(clock))),
            kind(OffsetDateTime.class, time -> time.compareTo(OffsetDateTime.now(clock))),
            kind(OffsetTime.class, time -> time.compareTo(OffsetTime.now(clock))),
            kind(Year.class, time -> time.compareTo(Year.now(clock))),
            kind(YearMonth.class, time -> time.compareTo(YearMonth.now(clock))),
            kind(ZonedDateTime.class, time -> time.compareTo(ZonedDateTime.now(clock))));
  }

  private static <T> Map.Entry<Class<?>, ToIntFunction<Object>> kind(
      Class<T> type, ToIntFunction<T> comparison) {
    return Map.entry(type, value -> comparison.applyAsInt(type.cast(value)));
  }

  Optional<Rule> find(Annotation annotation, Class<?> type) {
    ToIntFunction<Object> comparison = fromNow.get(type);
    return comparison == null ? Optional.empty() : Optional.ofNullable(of(annotation, comparison));
  }

  private static @Nullable Rule of(Annotation annotation, ToIntFunction<Object> comparison) {
    if (annotation instanceof Past) {
      return rule(comparison, order -> order < 0, "member.not-past");
    }
    if (annotation instanceof PastOrPresent) {
      return rule(comparison, order -> order <= 0, "member.future");
    }
    if (annotation instanceof Future) {
      return rule(comparison, order -> order > 0, "member.not-future");
    }
    return annotation instanceof FutureOrPresent
        ? rule(comparison, order -> order >= 0, "member.past")
        : null;
  }

  private static Rule rule(
      ToIntFunction<Object> comparison, IntPredicate admitted, String ruleName) {
    CodeFault fault = Rules.fault(ruleName);
    return Rule.ofPresent(
        (value, findings) -> {
          if (!admitted.test(comparison.applyAsInt(value))) {
            findings.add(fault);
          }
        });
  }
}
