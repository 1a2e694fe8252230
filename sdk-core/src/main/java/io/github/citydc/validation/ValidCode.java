package io.github.citydc.validation;

import io.github.citydc.code.IdentifierKind;
import io.github.citydc.validation.internal.RuleValidator;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text is an identifier of the given kind. The other constraints on identifiers are made of
 * this one.
 */
@Documented
@Constraint(validatedBy = RuleValidator.OfCode.class)
@Target({
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER,
  ElementType.TYPE_USE,
  ElementType.ANNOTATION_TYPE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidCode {

  /**
   * What the text must be.
   *
   * @return the kind
   */
  IdentifierKind value();

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
