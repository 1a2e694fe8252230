package io.github.citydc.validation;

import io.github.citydc.code.IdentifierKind;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The text is a division code 行政区划代码, {@link io.github.citydc.code.DivisionCode}. */
@Documented
@ValidCode(IdentifierKind.DIVISION)
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface DivisionCode {

  /**
   * Says what is wrong; the rule replaces it.
   *
   * @return the message
   */
  String message() default "not a valid code";

  /**
   * When it is checked.
   *
   * @return the groups
   */
  Class<?>[] groups() default {};

  /**
   * For the provider's use.
   *
   * @return the payload
   */
  Class<? extends Payload>[] payload() default {};
}
