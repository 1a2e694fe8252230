package io.github.citydc.cli.front.store;

/**
 * An accepted payload on its way to a target.
 *
 * @param position the order in which they were accepted
 * @param target where to
 * @param sender who has sent it
 * @param messageId with which message
 * @param type its payload type
 * @param operation what is to be done with it
 * @param payload as JSON
 * @param attempts how often it was tried and failed
 */
public record Delivery(
    long position,
    String target,
    String sender,
    String messageId,
    String type,
    String operation,
    String payload,
    int attempts) {

  /**
   * What nothing else at the target has.
   *
   * @return sender and message
   */
  public String key() {
    return sender + "/" + messageId;
  }

  /** Without the payload. */
  @Override
  public String toString() {
    return type + " " + key() + " to " + target;
  }
}
