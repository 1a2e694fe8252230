package io.github.citydc.exchange.spi;

import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.Operation;
import io.github.citydc.exchange.internal.ArchiveJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.NodeId;
import java.time.OffsetDateTime;

/**
 * An accepted message as the receiver keeps it.
 *
 * @param sender who sent it
 * @param messageId its id
 * @param type its payload type
 * @param operation what was done
 * @param bodyDigest SHA-256 of the body, 64 digits of lower-case hex
 * @param acceptedAt when it was accepted
 * @param body the message, byte for byte as received and verified
 * @param evidence the sender's signature over it
 * @param receipt the receipt, byte for byte as first answered
 */
public record InboxEntry(
    NodeId sender,
    MessageId messageId,
    PayloadType type,
    Operation operation,
    String bodyDigest,
    OffsetDateTime acceptedAt,
    HttpBody body,
    SignatureEvidence evidence,
    HttpBody receipt) {

  /**
   * The entry without what is in it.
   *
   * @return what a list shows
   */
  public AcceptedMessage summary() {
    return new AcceptedMessage(sender, messageId, type, operation, bodyDigest, acceptedAt);
  }

  /**
   * The form in an archive. It holds the message, which may have personal data.
   *
   * @return one line of JSON in UTF-8, form {@code cdx-accepted/1}, without a line break
   */
  public byte[] toJson() {
    return ArchiveJson.write(this);
  }

  /**
   * Reads the form in an archive. This does not verify the signature; a {@code ReceiptVerifier}
   * does, given evidence and body.
   *
   * @param json a line
   * @return the entry
   * @throws MalformedMessageException if it is anything else
   */
  public static InboxEntry fromJson(byte[] json) {
    return ArchiveJson.readAccepted(json);
  }

  /**
   * Without content.
   *
   * @return id, type and sender
   */
  @Override
  public String toString() {
    return "InboxEntry[" + type + " " + messageId + " of " + sender + "]";
  }
}
