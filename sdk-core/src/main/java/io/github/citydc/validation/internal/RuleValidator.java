package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.Severity;
import io.github.citydc.validation.CodeOf;
import io.github.citydc.validation.ConsistentIdentity;
import io.github.citydc.validation.ValidCode;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.lang.annotation.Annotation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rules of this library inside any Jakarta Validation provider. Warnings do not count
 * there.
 *
 * @param <A> the constraint; providers want a class of its own for each
 */
public abstract class RuleValidator<A extends Annotation>
    implements ConstraintValidator<A, Object> {

  private Rule rule = (value, findings) -> {};

  private RuleValidator() {}

  @Override
  public void initialize(A annotation) {
    rule = Rules.standard().of(annotation, Object.class);
  }

  @Override
  public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
    Report report = new Report(context);
    rule.check(value, report);
    return report.valid;
  }

  private static final class Report implements Findings {

    private final ConstraintValidatorContext context;
    private boolean valid = true;

    Report(ConstraintValidatorContext context) {
      this.context = context;
    }

    @Override
    public void add(CodeFault fault) {
      if (fault.severity() == Severity.ERROR) {
        builder(fault).addConstraintViolation();
      }
    }

    @Override
    public void add(String member, CodeFault fault) {
      if (fault.severity() == Severity.ERROR) {
        builder(fault).addPropertyNode(member).addConstraintViolation();
      }
    }

    private ConstraintValidatorContext.ConstraintViolationBuilder builder(CodeFault fault) {
      valid = false;
      context.disableDefaultConstraintViolation();
      return context.buildConstraintViolationWithTemplate(
          escape(fault.message(Locale.getDefault()) + " (" + fault.rule() + ")"));
    }

    private static String escape(String text) {
      return text.replaceAll("[\\\\{}$]", "\\\\$0");
    }
  }

  /** For {@link ValidCode}. */
  public static final class OfCode extends RuleValidator<ValidCode> {

    /** For the provider. */
    public OfCode() {}
  }

  /** For {@link CodeOf}. */
  public static final class OfCodeSet extends RuleValidator<CodeOf> {

    /** For the provider. */
    public OfCodeSet() {}
  }

  /** For {@link ConsistentIdentity}. */
  public static final class OfIdentity extends RuleValidator<ConsistentIdentity> {

    /** For the provider. */
    public OfIdentity() {}
  }
}
