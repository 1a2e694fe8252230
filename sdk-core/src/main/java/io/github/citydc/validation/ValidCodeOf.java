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
 * The text is a code of the named code set.
 *
 * <pre>{@code
 * @NotNull @ValidCodeOf(CodeSetName.SEX) String sex
 * }</pre>
 *
 * <p>A city that has codes of its own hands its sets to {@link PayloadValidator.Builder#codeSets}.
 */
@Documented
@Constraint(validatedBy = RuleValidator.OfCodeSet.class)
@Target({
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER,
  ElementType.TYPE_USE,
  ElementType.ANNOTATION_TYPE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidCodeOf {

  /**
   * The code set.
   *
   * @return a name of {@link io.github.citydc.code.CodeSetName}, or of a set of one's own
   */
  String value();

  /**
   * The lengths of code that the member takes, for sets with levels: of {@link
   * io.github.citydc.code.CodeSetName#INDUSTRY}, 1 is a section, 2 a division, 3 a group, 4 a
   * class.
   *
   * @return numbers of characters, by default any
   */
  int[] lengths() default {};

  /**
   * Returns whether a code that the set does not have is only remarkable, because the member
   * repeats a part of another code, which is as lenient.
   *
   * @return true to accept such a code with a warning, unless the validator is strict
   */
  boolean open() default false;

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
