package io.github.citydc.validation;

import io.github.citydc.code.DivisionLevel;
import io.github.citydc.validation.internal.RuleValidator;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The text is a division code 行政区划代码, {@link io.github.citydc.code.DivisionCode}. */
@Documented
@Constraint(validatedBy = RuleValidator.OfDivision.class)
@Target({
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER,
  ElementType.TYPE_USE,
  ElementType.ANNOTATION_TYPE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidDivisionCode {

  /**
   * The levels the division may have.
   *
   * @return the levels, none for any
   */
  DivisionLevel[] level() default {};

  /**
   * Returns whether it is an error, and not only remarkable: a code that never stood for a
   * division.
   *
   * @return true to refuse such a code
   */
  boolean strict() default false;

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
}
