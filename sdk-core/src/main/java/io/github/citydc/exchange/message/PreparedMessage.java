package io.github.citydc.exchange.message;

/**
 * A message that is ready to be sent, with fixed id, time and bytes. Sending it again after a
 * failure is harmless, which preparing it again would not be, as that makes a new message.
 *
 * @param envelope what is sent
 * @param body the envelope as it goes on the wire, byte for byte
 */
public record PreparedMessage(Envelope envelope, Content body) {

  /**
   * A message that was prepared before and kept.
   *
   * @param body what went, or will go, on the wire
   * @return the message
   * @throws MalformedMessageException if it is not an envelope
   */
  public static PreparedMessage of(Content body) {
    return new PreparedMessage(EnvelopeJson.read(body.toByteArray()), body);
  }

  /**
   * Its id.
   *
   * @return the message id
   */
  public MessageId messageId() {
    return envelope.messageId();
  }
}
