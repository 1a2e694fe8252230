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
 * The text is an identifier of the given kind. The constraints of single kinds, as {@link
 * ValidCitizenId}, are made of this one.
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
   * The kind of identifier.
   *
   * @return the kind
   */
  IdentifierKind value();

  /**
   * Returns whether what is only remarkable by default is an error.
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
