package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.Severity;
import io.github.citydc.validation.DocumentHeader;
import io.github.citydc.validation.IdentityHolder;
import io.github.citydc.validation.ValidCode;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidDocumentHeader;
import io.github.citydc.validation.ValidGovDomain;
import io.github.citydc.validation.ValidIdentity;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/**
 * An adapter that runs the rules of this library inside any Jakarta Validation provider. Warnings
 * do not count there.
 *
 * @param <A> the constraint; providers want a class of its own for each
 * @param <T> what the constraint stands on
 */
public abstract class RuleValidator<A extends Annotation, T> implements ConstraintValidator<A, T> {

  private final Class<T> type;
  private Rule rule = (value, findings) -> {};

  private RuleValidator(Class<T> type) {
    this.type = type;
  }

  @Override
  public void initialize(A annotation) {
    rule = Rules.standard().find(annotation, type).orElseThrow();
  }

  @Override
  public boolean isValid(@Nullable T value, ConstraintValidatorContext context) {
    Report report = new Report(context);
    rule.check(value, report);
    return report.valid;
  }

  private static final class Report implements Findings {

    private final ConstraintValidatorContext context;
    private final Wording wording;
    private boolean valid = true;

    Report(ConstraintValidatorContext context) {
      this.context = context;
      this.wording = Wording.in(context);
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

    private ConstraintViolationBuilder builder(CodeFault fault) {
      valid = false;
      String template = context.getDefaultConstraintMessageTemplate();
      context.disableDefaultConstraintViolation();
      return context.buildConstraintViolationWithTemplate(
          template.equals(Wording.REASON) ? wording.template(fault) : template);
    }
  }

  /** For {@link ValidCode}. */
  public static final class OfCode extends RuleValidator<ValidCode, CharSequence> {

    /** For the provider. */
    public OfCode() {
      super(CharSequence.class);
    }
  }

  /** For {@link ValidDivisionCode}. */
  public static final class OfDivision extends RuleValidator<ValidDivisionCode, CharSequence> {

    /** For the provider. */
    public OfDivision() {
      super(CharSequence.class);
    }
  }

  /** For {@link ValidCodeOf}. */
  public static final class OfCodeSet extends RuleValidator<ValidCodeOf, CharSequence> {

    /** For the provider. */
    public OfCodeSet() {
      super(CharSequence.class);
    }
  }

  /** For {@link ValidGovDomain}. */
  public static final class OfDomain extends RuleValidator<ValidGovDomain, CharSequence> {

    /** For the provider. */
    public OfDomain() {
      super(CharSequence.class);
    }
  }

  /** For {@link ValidDocumentHeader}. */
  public static final class OfDocumentHeader
      extends RuleValidator<ValidDocumentHeader, DocumentHeader> {

    /** For the provider. */
    public OfDocumentHeader() {
      super(DocumentHeader.class);
    }
  }

  /** For {@link ValidIdentity}. */
  public static final class OfIdentity extends RuleValidator<ValidIdentity, IdentityHolder> {

    /** For the provider. */
    public OfIdentity() {
      super(IdentityHolder.class);
    }
  }
}
