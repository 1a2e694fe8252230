package io.github.citydc.validation;

import io.github.citydc.validation.internal.RuleValidator;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The document has a number and main recipients if its kind always has them. Stands on a record
 * that is a {@link DocumentHeader}.
 */
@Documented
@Constraint(validatedBy = RuleValidator.OfDocumentHeader.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidDocumentHeader {

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
