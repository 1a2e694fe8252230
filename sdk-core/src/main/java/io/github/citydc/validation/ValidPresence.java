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
 * A member is there when another one has a certain value. An empty list and a blank text are not
 * there. Stands on a record; the violation {@code member.presence} is at the member that is
 * missing.
 *
 * <pre>{@code
 * @ValidPresence(member = "reason", when = "decision", is = "refused")
 * }</pre>
 */
@Documented
@Constraint(validatedBy = RuleValidator.OfPresence.class)
@Repeatable(ValidPresence.List.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidPresence {

  /**
   * The member that has to be there.
   *
   * @return the name of a component, or a path with dots into a record or an optional record
   */
  String member();

  /**
   * The member that decides.
   *
   * @return the name of a component, or a path with dots; a text
   */
  String when();

  /**
   * The values that demand the member.
   *
   * @return texts, at least one
   */
  String[] is();

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
    ValidPresence[] value();
  }
}
