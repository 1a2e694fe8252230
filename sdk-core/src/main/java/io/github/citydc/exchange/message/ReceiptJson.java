package io.github.citydc.exchange.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The JSON forms of a receipt: as a response body, and as a file with its evidence. */
final class ReceiptJson {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final String FILE_FORM = "cdx-receipt/1";

  private ReceiptJson() {}

  /**
   * Writes a receipt.
   *
   * @param receipt what to write
   * @return UTF-8
   */
  static byte[] write(Receipt receipt) {
    ObjectNode object = JSON.newObject();
    object.put("messageId", receipt.messageId().toString());
    object.put("type", receipt.type().toString());
    object.put("operation", receipt.operation().wireName());
    object.put("sender", receipt.sender().toString());
    object.put("receiver", receipt.receiver().toString());
    object.put("bodyDigest", receipt.bodyDigest().shortText());
    object.put("acceptedAt", Timestamps.format(receipt.acceptedAt()));
    return JSON.write(object);
  }

  /**
   * Reads a receipt.
   *
   * @param body as received
   * @return the receipt
   * @throws MalformedMessageException if it is not one
   */
  static Receipt read(byte[] body) {
    JsonMembers members = JsonMembers.read(body);
    return Receipt.builder()
        .messageId(members.value("messageId", MessageId::parse))
        .type(members.value("type", PayloadType::parse))
        .operation(members.value("operation", Operation::ofWireName))
        .sender(members.value("sender", NodeId::parse))
        .receiver(members.value("receiver", NodeId::parse))
        .bodyDigest(members.value("bodyDigest", ContentHash::ofShortText))
        .acceptedAt(members.time("acceptedAt"))
        .build();
  }

  /**
   * Writes a receipt with its evidence.
   *
   * @param signed what to write
   * @return one line of UTF-8
   */
  static byte[] writeSigned(SignedReceipt signed) {
    ObjectNode object = JSON.newObject();
    object.put("form", FILE_FORM);
    object.put("receipt", new String(signed.body().toByteArray(), StandardCharsets.UTF_8));
    EvidenceJson.write(object, signed.evidence());
    return JSON.write(object);
  }

  /**
   * Reads a receipt with its evidence, without verifying the signature.
   *
   * @param file what {@link #writeSigned} wrote
   * @return the receipt
   * @throws MalformedMessageException if writing what was read would not give the same bytes; one
   *     line feed at the end does not count
   */
  static SignedReceipt readSigned(byte[] file) {
    byte[] line = withoutLineFeed(file);
    JsonMembers members = JsonMembers.read(line);
    if (!members.text("form").equals(FILE_FORM)) {
      throw new MalformedMessageException("/form", "must be " + FILE_FORM);
    }
    Content body = Content.of(members.text("receipt").getBytes(StandardCharsets.UTF_8));
    SignedReceipt signed =
        new SignedReceipt(read(body.toByteArray()), body, EvidenceJson.read(members));
    if (!Arrays.equals(writeSigned(signed), line)) {
      throw new MalformedMessageException("", "is not in the form it was written in");
    }
    return signed;
  }

  private static byte[] withoutLineFeed(byte[] file) {
    boolean ended = file.length > 0 && file[file.length - 1] == '\n';
    return ended ? Arrays.copyOf(file, file.length - 1) : file;
  }
}
