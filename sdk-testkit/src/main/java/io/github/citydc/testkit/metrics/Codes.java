package io.github.citydc.testkit.metrics;

import io.github.citydc.exchange.message.ProblemCode;
import java.util.Optional;

/** The codes of problems as labels: few, whatever others send. */
final class Codes {

  static final String ACCEPTED = "accepted";

  private static final String OTHER = "other";

  private Codes() {}

  static String label(Optional<ProblemCode> code) {
    return code.map(Codes::label).orElse(ACCEPTED);
  }

  static String label(ProblemCode code) {
    return ProblemCode.standard().contains(code) ? code.wireName() : OTHER;
  }
}
