package io.github.citydc.spring;

import io.github.citydc.exchange.message.ProblemCode;
import java.util.Optional;

/** The codes of problems as tags: few, whatever others send. */
final class MeterCodes {

  static final String ACCEPTED = "accepted";

  private static final String OTHER = "other";

  private MeterCodes() {}

  static String of(Optional<ProblemCode> code) {
    return code.map(MeterCodes::of).orElse(ACCEPTED);
  }

  static String of(ProblemCode code) {
    return ProblemCode.standard().contains(code) ? code.wireName() : OTHER;
  }
}
