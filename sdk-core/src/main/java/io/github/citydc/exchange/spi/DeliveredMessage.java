package io.github.citydc.exchange.spi;

import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.PreparedMessage;
import io.github.citydc.exchange.SignedReceipt;
import io.github.citydc.exchange.internal.ArchiveJson;
import java.time.Instant;

/**
 * A message that was delivered, as an outbox gives it to an archive.
 *
 * @param message what was sent
 * @param receipt the proof that it was accepted
 * @param deliveredAt when the receipt arrived
 */
public record DeliveredMessage(
    PreparedMessage message, SignedReceipt receipt, Instant deliveredAt) {

  /**
   * The form in an archive. It holds the message, which may have personal data.
   *
   * @return one line of JSON in UTF-8, form {@code cdx-delivered/1}, without a line break
   */
  public byte[] toJson() {
    return ArchiveJson.write(this);
  }

  /**
   * Reads the form in an archive. This does not verify the receipt.
   *
   * @param json a line
   * @return the message
   * @throws MalformedMessageException if it is anything else
   */
  public static DeliveredMessage fromJson(byte[] json) {
    return ArchiveJson.readDelivered(json);
  }

  /**
   * Without content.
   *
   * @return the id
   */
  @Override
  public String toString() {
    return "DeliveredMessage[" + message.messageId() + "]";
  }
}
