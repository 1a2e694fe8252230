package io.github.citydc.validation.internal;

import static java.util.Objects.requireNonNull;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.Severity;
import io.github.citydc.validation.DocumentHeader;
import io.github.citydc.validation.DocumentHolder;
import io.github.citydc.validation.ValidCode;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidDocumentHeader;
import io.github.citydc.validation.ValidGovDomain;
import io.github.citydc.validation.ValidIdentity;
import io.github.citydc.validation.ValidOrder;
import io.github.citydc.validation.ValidPart;
import io.github.citydc.validation.ValidPresence;
import io.github.citydc.validation.ValidSecrecy;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.NodeBuilderCustomizableContext;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    rule = rule(annotation, type);
  }

  @Override
  public boolean isValid(@Nullable T value, ConstraintValidatorContext context) {
    return holds(rule, value, context);
  }

  private static boolean holds(
      Rule rule, @Nullable Object value, ConstraintValidatorContext context) {
    Report report = new Report(context);
    rule.check(value, report);
    return report.valid;
  }

  private static Rule rule(Annotation annotation, Class<?> type) {
    return Rules.standard().find(annotation, type).orElseThrow();
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
    public void add(Object[] steps, CodeFault fault) {
      if (fault.severity() == Severity.ERROR) {
        NodeBuilderCustomizableContext node = builder(fault).addPropertyNode(steps[0].toString());
        for (int i = 1; i < steps.length - 1; i++) {
          if (steps[i] instanceof Integer index) {
            // The index belongs to the node behind it, which is the last one.
            node.addPropertyNode(steps[i + 1].toString())
                .inIterable()
                .atIndex(index)
                .addConstraintViolation();
            return;
          }
          node = node.addPropertyNode(steps[i].toString());
        }
        if (steps.length > 1) {
          node = node.addPropertyNode(steps[steps.length - 1].toString());
        }
        node.addConstraintViolation();
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
  public static final class OfIdentity extends RuleValidator<ValidIdentity, DocumentHolder> {

    /** For the provider. */
    public OfIdentity() {
      super(DocumentHolder.class);
    }
  }

  /** For {@link ValidSecrecy}. */
  public static final class OfSecrecy extends RuleValidator<ValidSecrecy, CharSequence> {

    /** For the provider. */
    public OfSecrecy() {
      super(CharSequence.class);
    }
  }

  /** For {@link ValidOrder}. */
  public static final class OfOrder extends OfMembers<ValidOrder> {

    /** For the provider. */
    public OfOrder() {}
  }

  /** For {@link ValidPart}. */
  public static final class OfPart extends OfMembers<ValidPart> {

    /** For the provider. */
    public OfPart() {}
  }

  /** For {@link ValidPresence}. */
  public static final class OfPresence extends OfMembers<ValidPresence> {

    /** For the provider. */
    public OfPresence() {}
  }

  /**
   * An adapter of a rule that names members: which class they are of is known with the first value.
   *
   * @param <A> the constraint
   */
  private abstract static class OfMembers<A extends Annotation> extends RuleValidator<A, Object> {

    private final Map<Class<?>, Rule> rules = new ConcurrentHashMap<>();
    private @Nullable A annotation;

    private OfMembers() {
      super(Object.class);
    }

    @Override
    public void initialize(A constraint) {
      annotation = constraint;
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
      return value == null
          || RuleValidator.holds(
              rules.computeIfAbsent(
                  value.getClass(), type -> RuleValidator.rule(requireNonNull(annotation), type)),
              value,
              context);
    }
  }
}
