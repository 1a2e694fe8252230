package io.github.citydc.validation.internal;

/** Whether the provider is there that this library can do a little more for. */
final class HibernateValidator {

  static final boolean IS_PRESENT =
      isPresent("org.hibernate.validator.constraintvalidation.HibernateConstraintValidatorContext");

  private HibernateValidator() {}

  private static boolean isPresent(String type) {
    try {
      Class.forName(type, false, HibernateValidator.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
