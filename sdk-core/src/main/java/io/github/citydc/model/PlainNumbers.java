package io.github.citydc.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.math.BigDecimal;

/** Writes 0.00000001 with the digits it has, and not as 1E-8. */
final class PlainNumbers extends JsonGeneratorDelegate {

  /** What a number that was read can have at most. */
  private static final int DIGITS = 100;

  PlainNumbers(JsonGenerator json) {
    super(json, false);
  }

  @Override
  public void writeNumber(BigDecimal number) throws IOException {
    if (number.scale() >= 0 && number.scale() <= DIGITS) {
      delegate.writeNumber(number.toPlainString());
    } else {
      delegate.writeNumber(number);
    }
  }
}
