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
 * The number fits the kind of document, and birth date and sex agree with the number where it tells
 * them. Stands on a record that is a {@link DocumentHolder}; if it is an {@link IdentityHolder},
 * birth date and sex are compared, too.
 *
 * <table>
 * <caption>What is demanded of the number</caption>
 * <tr><th>kind</th><th>number</th></tr>
 * <tr><td>{@code 111}, {@code 112}</td><td>resident id, GB 11643, with birth date and sex</td></tr>
 * <tr><td>{@code 001}</td><td>unified social credit code, GB 32100</td></tr>
 * <tr><td>{@code 553}</td><td>of 18 digits or 15 characters: number of a foreigner's permanent
 *     residence card; the 18 digits with birth date. Another length is a warning</td></tr>
 * <tr><td>{@code 411} to {@code 414}, {@code 420}, {@code 421}</td><td>passport: capital letters and
 *     digits, at most 20; else a warning</td></tr>
 * <tr><td>{@code 516}</td><td>mainland travel permit for Hong Kong and Macao residents: H or M with 8
 *     or 10 digits; else a warning</td></tr>
 * <tr><td>every other</td><td>nothing</td></tr>
 * </table>
 */
@Documented
@Constraint(validatedBy = RuleValidator.OfIdentity.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidIdentity {

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
