package io.github.citydc.code;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of checking a text against the standard of a code. Immutable; a check without
 * findings costs no allocation.
 */
public final class CodeCheck {

  private static final CodeCheck VALID = new CodeCheck(List.of());

  private final List<CodeFault> faults;
  private final @Nullable CodeFault error;

  private CodeCheck(List<CodeFault> faults) {
    this.faults = faults;
    this.error =
        faults.stream()
            .filter(fault -> fault.severity() == Severity.ERROR)
            .findFirst()
            .orElse(null);
  }

  static CodeCheck valid() {
    return VALID;
  }

  static CodeCheck of(List<CodeFault> faults) {
    return faults.isEmpty() ? VALID : new CodeCheck(List.copyOf(faults));
  }

  /**
   * Returns whether the text is a code of its standard.
   *
   * @return true if there is no fault of severity {@link Severity#ERROR}; there may be warnings
   */
  public boolean isValid() {
    return error == null;
  }

  /**
   * The reason why the text is refused.
   *
   * @return the first error, empty if the text is valid
   */
  public Optional<CodeFault> error() {
    return Optional.ofNullable(error);
  }

  /**
   * Everything there is to say about the text.
   *
   * @return errors and warnings in the order of their position, empty for an unremarkable code
   */
  public List<CodeFault> faults() {
    return faults;
  }

  /**
   * Insists that the text is valid.
   *
   * @throws InvalidCodeException if there is an error
   */
  public void orThrow() {
    if (error != null) {
      throw new InvalidCodeException(error);
    }
  }
}
