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
 * A member repeats a part of another one, and says the same. If one of them is absent, or the other
 * one is too short to have that part, nothing is checked. Stands on a record; the violation {@code
 * member.part} is at the member that repeats.
 *
 * <pre>{@code
 * @ValidPart(member = "category", of = "creditCode", from = 0, length = 2, strict = true)
 * }</pre>
 */
@Documented
@Constraint(validatedBy = RuleValidator.OfPart.class)
@Repeatable(ValidPart.List.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidPart {

  /**
   * The member that repeats.
   *
   * @return the name of a component, or a path with dots into a record or an optional record; a
   *     text
   */
  String member();

  /**
   * The member whose part it repeats.
   *
   * @return the name of a component, or a path with dots; a text
   */
  String of();

  /**
   * Where the part begins.
   *
   * @return number of characters before it
   */
  int from();

  /**
   * The length of the part.
   *
   * @return number of characters, from 1
   */
  int length();

  /**
   * Returns whether it is an error, and not only remarkable, when they differ.
   *
   * @return true to refuse the record
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
    ValidPart[] value();
  }
}
