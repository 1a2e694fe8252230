package io.github.citydc.cli.check;

import io.github.citydc.code.CodeCheck;
import io.github.citydc.code.CodeFault;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to say about a value.
 *
 * @param valid whether it is what it should be
 * @param remark the reason why it is not, or what is remarkable about it all the same
 * @param parts what it is made of, empty if it is not valid
 */
public record CheckVerdict(boolean valid, Optional<Remark> remark, Map<String, String> parts) {

  static CheckVerdict of(CodeCheck check, Locale language, Map<String, String> parts) {
    Optional<CodeFault> fault = check.error().or(() -> check.faults().stream().findFirst());
    return new CheckVerdict(
        check.isValid(),
        fault.map(f -> new Remark(f.rule(), f.position(), f.message(language))),
        check.isValid() ? parts : Map.of());
  }

  /**
   * A value that is refused.
   *
   * @param code the name of the rule
   * @param position where, -1 for the whole
   * @param message the rule in words
   * @return the verdict
   */
  public static CheckVerdict refused(String code, int position, String message) {
    return new CheckVerdict(false, Optional.of(new Remark(code, position, message)), Map.of());
  }

  /**
   * A rule that is broken.
   *
   * @param code the name of the rule
   * @param position the index of the offending character from 0, -1 for the whole
   * @param message the rule in words
   */
  public record Remark(String code, int position, String message) {}
}
