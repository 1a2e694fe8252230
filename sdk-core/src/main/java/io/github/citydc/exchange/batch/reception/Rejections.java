package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.util.List;

/** Says why a record is not stored. */
final class Rejections {

  private Rejections() {}

  static RejectedRecord refused(int part, int line, RefusedException e) {
    return new RejectedRecord(
        part, line, e.code().wireName(), Problems.of(e).detail(), List.of(), 0);
  }

  static RejectedRecord failed(int part, int line) {
    return failed(part, line, "The receiver failed on this record");
  }

  static RejectedRecord failed(int part, int line, String detail) {
    return new RejectedRecord(part, line, ProblemCode.INTERNAL.wireName(), detail, List.of(), 0);
  }
}
