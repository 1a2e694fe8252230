package io.github.citydc.model;

/**
 * Thrown when a JSON text is not a payload of its type: invalid syntax, a duplicate member, or a
 * member of the wrong type. The message never repeats the offending value.
 */
public final class PayloadFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final long offset;

  PayloadFormatException(String pointer, long offset, String message) {
    super(
        message
            + (pointer.isEmpty() ? "" : " at " + pointer)
            + (offset < 0 ? "" : " (byte " + offset + ")"));
    this.pointer = pointer;
    this.offset = offset;
  }

  /**
   * The offending member.
   *
   * @return a JSON Pointer (RFC 6901); empty for the document as a whole
   */
  public String pointer() {
    return pointer;
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
