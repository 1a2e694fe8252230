package io.github.citydc.validation;

import io.github.citydc.code.IdentifierKind;
import jakarta.validation.Constraint;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text is an identifier of an electronic certificate 电子证照标识, {@link
 * io.github.citydc.code.ECertificateId}.
 */
@Documented
@ValidCode(IdentifierKind.E_CERTIFICATE_ID)
@Constraint(validatedBy = {})
@Target({
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER,
  ElementType.TYPE_USE,
  ElementType.ANNOTATION_TYPE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidECertificateId {

  /**
   * Returns whether it is an error, and not only remarkable: an issuer without a valid credit code.
   *
   * @return true to refuse such a code
   */
  @OverridesAttribute(constraint = ValidCode.class, name = "strict")
  boolean strict() default false;

  /**
   * The custom message that replaces the default one.
   *
   * @return a message, by default the reason in the language of the reader
   */
  @OverridesAttribute(constraint = ValidCode.class, name = "message")
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
