package io.github.citydc.validation;

import io.github.citydc.validation.internal.RuleValidator;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dates and times of a record follow one another: none of the named members lies before one named
 * earlier. An absent member is skipped, and equal ones are in order. Stands on a record; the
 * violation {@code member.order} is at the later member.
 *
 * <pre>{@code
 * @ValidOrder({"appliedAt", "acceptedAt", "result.decidedAt"})
 * @ValidOrder("steps.startedAt")                                // the steps of a list, oldest first
 * }</pre>
 *
 * <p>Members are of type {@link java.time.LocalDate} or {@link java.time.OffsetDateTime}. Two times
 * are compared as instants; a date and a time by the day in {@linkplain
 * io.github.citydc.code.ChinaTime#ZONE China}.
 */
@Documented
@Constraint(validatedBy = RuleValidator.OfOrder.class)
@Repeatable(ValidOrder.List.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidOrder {

  /**
   * The members, the earliest first: each the name of a component, or a path with a dot into a
   * record, an optional record, or the records of a list.
   *
   * @return paths of members
   */
  String[] value();

  /**
   * The custom message that replaces the default one.
   *
   * @return a message, by default the reason in the language of the reader
   */
  String message() default Reason.TEMPLATE;

  /**
   * When it is checked.
   *
   * @return the groups
   */
  Class<?>[] groups() default {};

  /**
   * For the reader of the violations.
   *
   * @return the payload
   */
  Class<? extends Payload>[] payload() default {};

  /** Several constraints of this kind on one record. */
  @Documented
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface List {

    /**
     * The constraints.
     *
     * @return each of them is checked
     */
    ValidOrder[] value();
  }
}
