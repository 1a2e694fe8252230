package io.github.citydc.model;

import io.github.citydc.code.Severity;
import io.github.citydc.internal.JsonFault;
import io.github.citydc.validation.Violation;

/**
 * Thrown when a JSON text is not a payload of its type: invalid syntax, a duplicate member, or a
 * member of the wrong type. The message never repeats the offending value.
 */
public final class PayloadFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long offset;
  private final Violation violation;

  /** The text as a whole is no payload. */
  PayloadFormatException(JsonFault fault, long offset) {
    this("", fault, offset);
  }

  /** Reading ended in a member, and it is not the member that is at fault. */
  PayloadFormatException(String pointer, JsonFault fault, long offset) {
    super(fault.english() + at(pointer) + place(offset));
    this.offset = offset;
    this.violation =
        new Violation(
            pointer,
            "json.syntax",
            Severity.ERROR,
            "RFC 8259",
            fault.english() + place(offset),
            fault.chinese() + (offset < 0 ? "" : "（第" + offset + "字节）"));
  }

  /** A member is not what it must be. */
  PayloadFormatException(String pointer, long offset, ExpectedMember member) {
    super(
        JsonFault.WRONG_FORM.english()
            + at(pointer)
            + place(offset)
            + ". "
            + member.violation(pointer).message());
    this.offset = offset;
    this.violation = member.violation(pointer);
  }

  private static String at(String pointer) {
    return pointer.isEmpty() ? "" : " at " + pointer;
  }

  private static String place(long offset) {
    return offset < 0 ? "" : " (byte " + offset + ")";
  }

  /**
   * The offending member.
   *
   * @return a JSON Pointer (RFC 6901); empty for the document as a whole
   */
  public String pointer() {
    return violation.pointer();
  }

  /**
   * The fault as a broken rule, with what is expected instead.
   *
   * @return {@code json.form} if a member has the wrong type or form, {@code json.syntax} if the
   *     text is not one JSON object in UTF-8
   */
  public Violation violation() {
    return violation;
  }

  /**
   * The offset of the fault in the text.
   *
   * @return the byte offset from 0, or -1 if it is not known
   */
  public long offset() {
    return offset;
  }
}
