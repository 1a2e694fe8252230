package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Locale;

/** How a rule that is broken is put to a Jakarta Validation provider. */
interface Wording {

  /** The message of a constraint that is to be replaced by the rule. */
  String REASON = "{io.github.citydc.validation.reason}";

  /**
   * The wording for the provider that asks.
   *
   * @param context what the provider hands to a validator
   * @return one that Hibernate Validator can put into the language of each reader, if it is the
   *     one; for others a sentence in the language of the machine
   */
  static Wording in(ConstraintValidatorContext context) {
    return HibernateValidator.IS_PRESENT && HibernateWording.isFor(context)
        ? new HibernateWording(context)
        : Wording::sentence;
  }

  /**
   * Puts a fault into a message template.
   *
   * @param fault what is wrong
   * @return the template
   */
  String template(CodeFault fault);

  private static String sentence(CodeFault fault) {
    return fault.message(Locale.getDefault()).replaceAll("[\\\\{}$]", "\\\\$0");
  }
}
