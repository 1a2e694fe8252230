package io.github.citydc.exchange.internal.batch;

import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.RefusedException;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.internal.Problems;
import java.util.List;

/** Says why a record is not stored. */
final class Rejections {

  private Rejections() {}

  static RejectedRecord refused(int part, int line, RefusedException e) {
    return new RejectedRecord(part, line, e.code().wireName(), Problems.of(e).detail(), List.of());
  }

  static RejectedRecord failed(int part, int line, String detail) {
    return new RejectedRecord(part, line, ProblemCode.INTERNAL.wireName(), detail, List.of());
  }
}
