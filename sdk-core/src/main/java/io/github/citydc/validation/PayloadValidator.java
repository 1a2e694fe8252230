package io.github.citydc.validation;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.CodeSets;
import io.github.citydc.code.Strictness;
import io.github.citydc.validation.internal.Plans;
import io.github.citydc.validation.internal.Rules;
import java.time.Clock;

/**
 * A validator of payload records, which checks the constraints on their components. Client and
 * receiver use the same rules, so that what one sends the other accepts. Thread-safe; an instance
 * compiles the annotations of a record class once, so keep it.
 *
 * <pre>{@code
 * PayloadValidator validator =
 *     PayloadValidator.builder().codeSets(CodeSets.standard().with(districtsOwnSet)).build();
 * }</pre>
 */
public final class PayloadValidator {

  private final Plans plans;

  /** Built when it is first asked for. */
  private static final class Standard {

    static final PayloadValidator RULES = builder().build();
  }

  private PayloadValidator(Rules rules, int violationLimit) {
    this.plans = new Plans(rules, violationLimit);
  }

  /**
   * The rules of the standard, with the system's clock.
   *
   * @return the same validator every time
   */
  public static PayloadValidator standard() {
    return Standard.RULES;
  }

  /**
   * Returns a builder of a validator with other rules than the standard ones.
   *
   * @return a builder with the rules of the standard
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Checks a payload.
   *
   * @param payload a record
   * @return what is wrong with it; pointers are relative to the payload
   * @throws IllegalArgumentException if it is not a record, or carries a constraint this validator
   *     does not know
   */
  public ValidationReport validate(Object payload) {
    return plans.validate(payload);
  }

  /**
   * A builder of {@link PayloadValidator}, for rules that differ from the standard ones. Not
   * thread-safe.
   */
  public static final class Builder {

    private Clock clock = ChinaTime.clock();
    private CodeSets codeSets = CodeSets.standard();
    private Strictness strictness = Strictness.LENIENT;
    private int violationLimit = 100;

    private Builder() {}

    /**
     * Sets the clock that determines the current date. By default the system's clock in China's
     * zone.
     *
     * @param today the clock
     * @return this builder
     */
    public Builder clock(Clock today) {
      this.clock = today;
      return this;
    }

    /**
     * The code sets that {@link ValidCodeOf} names. By default those of the standards.
     *
     * @param sets the sets
     * @return this builder
     */
    public Builder codeSets(CodeSets sets) {
      this.codeSets = sets;
      return this;
    }

    /**
     * Sets the treatment of codes in use that differ from their standard. By default they are
     * accepted with a warning.
     *
     * @param strict whether warnings are errors
     * @return this builder
     */
    public Builder strictness(Strictness strict) {
      this.strictness = strict;
      return this;
    }

    /**
     * Sets how many violations a report lists; the others are counted. By default 100: who breaks
     * more rules than that learns nothing from the rest.
     *
     * @param most number of violations, from 1
     * @return this builder
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder violationLimit(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("At least one violation is listed");
      }
      this.violationLimit = most;
      return this;
    }

    /**
     * Makes the validator.
     *
     * @return a new validator
     */
    public PayloadValidator build() {
      return new PayloadValidator(new Rules(clock, codeSets, strictness), violationLimit);
    }
  }
}
