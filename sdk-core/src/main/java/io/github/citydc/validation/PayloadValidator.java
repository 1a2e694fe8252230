package io.github.citydc.validation;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.validation.internal.Plans;
import io.github.citydc.validation.internal.Rules;
import java.time.Clock;

/**
 * Checks payload records against the constraints on their components. Client and receiver use the
 * same rules, so that what one sends the other accepts. Thread-safe; an instance compiles the
 * annotations of a record class once, so keep it.
 */
public final class PayloadValidator {

  private final Plans plans;

  private PayloadValidator(Clock clock) {
    this.plans = new Plans(new Rules(clock));
  }

  /**
   * The rules of the standard, with the system's clock.
   *
   * @return a new validator
   */
  public static PayloadValidator standard() {
    return withClock(ChinaTime.clock());
  }

  /**
   * The rules of the standard, as of another day.
   *
   * @param clock says what day it is today
   * @return a new validator
   */
  public static PayloadValidator withClock(Clock clock) {
    return new PayloadValidator(clock);
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
}
