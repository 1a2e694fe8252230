package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.archive.ArchiveForm;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import java.time.Instant;

/**
 * A delivered message, as an outbox archives it.
 *
 * @param message what was sent
 * @param receipt the proof that it was accepted
 * @param deliveredAt when the receipt arrived
 */
public record DeliveredMessage(
    PreparedMessage message, SignedReceipt receipt, Instant deliveredAt) {

  /** The form in which an archive keeps delivered messages. */
  public static final ArchiveForm<DeliveredMessage> ARCHIVE_FORM =
      new ArchiveForm<>(DeliveredMessageJson.FORM, DeliveredMessage::toJson);

  /**
   * The form in an archive. It holds the message, which may have personal data.
   *
   * @return one line of JSON in UTF-8, form {@code cdx-delivered/1}, without a line break
   */
  public byte[] toJson() {
    return DeliveredMessageJson.write(this);
  }

  /**
   * Reads the form in an archive. This does not verify the receipt.
   *
   * @param json a line
   * @return the message
   * @throws io.github.citydc.exchange.message.MalformedMessageException if it is anything else
   */
  public static DeliveredMessage fromJson(byte[] json) {
    return DeliveredMessageJson.read(json);
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
