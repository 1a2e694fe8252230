package io.github.citydc.exchange.internal;

import io.github.citydc.code.Severity;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.validation.Violation;

/** A translator from payload format errors to violations. */
public final class WrongForm {

  private WrongForm() {}

  /**
   * The violation.
   *
   * @param e what was found while reading
   * @return the rule that is broken; the pointer is relative to the payload
   */
  public static Violation violation(PayloadFormatException e) {
    return e.pointer().isEmpty()
        ? violation(
            e,
            "The payload is not one JSON object in UTF-8: " + e.getMessage(),
            "内容不是一个 UTF-8 编码的 JSON 对象")
        : violation(e, "The member has the wrong JSON type or form", "成员的 JSON 类型或格式不正确");
  }

  private static Violation violation(PayloadFormatException e, String english, String chinese) {
    return new Violation(e.pointer(), "json.form", Severity.ERROR, "RFC 8259", english, chinese);
  }
}
