package io.github.citydc.exchange;

import io.github.citydc.exchange.archive.ArchiveForm;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;

/**
 * An accepted message as the inbox stores it.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param sender the sending node
 * @param messageId its id
 * @param type its payload type
 * @param operation what was done
 * @param bodyDigest SHA-256 of the body
 * @param acceptedAt when it was accepted
 * @param body the message, byte for byte as received and verified
 * @param evidence the sender's signature over it
 * @param receipt the receipt, byte for byte as first answered
 */
@WithBuilder
public record InboxEntry(
    NodeId sender,
    MessageId messageId,
    PayloadType type,
    Operation operation,
    ContentHash bodyDigest,
    OffsetDateTime acceptedAt,
    Content body,
    SignatureEvidence evidence,
    Content receipt) {

  /** The form in which an archive keeps accepted messages. */
  public static final ArchiveForm<InboxEntry> ARCHIVE_FORM =
      new ArchiveForm<>(InboxEntryJson.FORM, InboxEntry::toJson);

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
    return InboxEntryJson.write(this);
  }

  /**
   * Reads the form in an archive. This does not verify the signature; a {@code ReceiptVerifier}
   * does, given evidence and body.
   *
   * @param json a line
   * @return the entry
   * @throws io.github.citydc.exchange.message.MalformedMessageException if it is anything else
   */
  public static InboxEntry fromJson(byte[] json) {
    return InboxEntryJson.read(json);
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

  /**
   * A builder in which nothing is set.
   *
   * @return the builder
   */
  public static InboxEntryBuilder builder() {
    return InboxEntryBuilder.builder();
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public InboxEntryBuilder toBuilder() {
    return InboxEntryBuilder.builder(this);
  }
}
