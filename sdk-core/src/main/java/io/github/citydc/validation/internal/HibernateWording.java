package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import jakarta.validation.ConstraintValidatorContext;
import java.util.ResourceBundle;
import org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext;

/**
 * Names the sentences instead of writing them: Hibernate Validator finds them in the bundle {@code
 * ContributorValidationMessages} of this library, in the language of the reader it is asked for.
 * The fault itself is the dynamic payload of the violation.
 */
final class HibernateWording implements Wording {

  private static final String PREFIX = "{io.github.citydc.";
  private static final ResourceBundle SENTENCES =
      ResourceBundle.getBundle("io.github.citydc.code.messages");

  private final HibernateConstraintValidatorContext context;

  HibernateWording(ConstraintValidatorContext context) {
    this.context = context.unwrap(HibernateConstraintValidatorContext.class);
  }

  static boolean isFor(ConstraintValidatorContext context) {
    return context instanceof HibernateConstraintValidatorContext;
  }

  @Override
  public String template(CodeFault fault) {
    for (int i = 0; i < fault.arguments().size(); i++) {
      context.addMessageParameter(String.valueOf(i), fault.arguments().get(i));
    }
    context.withDynamicPayload(fault);
    int dot = fault.rule().indexOf('.');
    String shared = "any" + fault.rule().substring(dot);
    String sentence = SENTENCES.containsKey(fault.rule()) ? fault.rule() : shared;
    return reference(fault.rule().substring(0, dot)) + reference("any") + reference(sentence);
  }

  private static String reference(String key) {
    return PREFIX + key + "}";
  }
}
