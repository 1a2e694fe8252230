package io.github.citydc.exchange.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.Operation;
import io.github.citydc.exchange.Receipt;
import io.github.citydc.exchange.SignedReceipt;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.RevocationEvidence;
import io.github.citydc.exchange.spi.SignatureEvidence;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The JSON forms of a receipt: as a response body, and as a file with its evidence. */
public final class ReceiptJson {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final String FILE_FORM = "cdx-receipt/1";

  private ReceiptJson() {}

  /**
   * Writes a receipt.
   *
   * @param receipt what to write
   * @return UTF-8
   */
  public static byte[] write(Receipt receipt) {
    ObjectNode object = JSON.newObject();
    object.put("messageId", receipt.messageId().toString());
    object.put("type", receipt.type().toString());
    object.put("operation", receipt.operation().wireName());
    object.put("sender", receipt.sender().toString());
    object.put("receiver", receipt.receiver().toString());
    object.put("bodyDigest", receipt.bodyDigest());
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
  public static Receipt read(byte[] body) {
    Members members = new Members(EnvelopeJson.readObject(JSON, body));
    return new Receipt(
        members.value("messageId", MessageId::parse),
        members.value("type", PayloadType::parse),
        members.value("operation", Operation::ofWireName),
        members.value("sender", NodeId::parse),
        members.value("receiver", NodeId::parse),
        members.text("bodyDigest"),
        members.time("acceptedAt"));
  }

  /**
   * Writes a receipt with its evidence.
   *
   * @param signed what to write
   * @return one line of UTF-8
   */
  public static byte[] writeSigned(SignedReceipt signed) {
    ObjectNode object = JSON.newObject();
    object.put("form", FILE_FORM);
    object.put("receipt", new String(signed.body().toByteArray(), StandardCharsets.UTF_8));
    object.put("signatureBase", signed.evidence().signatureBase());
    object.put("signature", signed.evidence().signature());
    write(object, "certificates", signed.evidence().certificates());
    RevocationEvidence revocation = signed.evidence().revocation();
    if (!revocation.isEmpty()) {
      ObjectNode kept = object.putObject("revocation");
      write(kept, "crls", revocation.crls());
      write(kept, "ocspResponses", revocation.ocspResponses());
    }
    return JSON.write(object);
  }

  /**
   * Reads a receipt with its evidence, without verifying the signature.
   *
   * @param file what {@link #writeSigned} wrote
   * @return the receipt
   * @throws MalformedMessageException if writing what was read would not give the same bytes
   */
  public static SignedReceipt readSigned(byte[] file) {
    Members members = new Members(EnvelopeJson.readObject(JSON, file));
    if (!members.text("form").equals(FILE_FORM)) {
      throw new MalformedMessageException("/form", "must be " + FILE_FORM);
    }
    HttpBody body = HttpBody.of(members.text("receipt").getBytes(StandardCharsets.UTF_8));
    SignatureEvidence evidence =
        new SignatureEvidence(
            members.text("signatureBase"),
            members.text("signature"),
            texts(members, "certificates"),
            revocation(members));
    SignedReceipt signed = new SignedReceipt(read(body.toByteArray()), body, evidence);
    if (!Arrays.equals(writeSigned(signed), file)) {
      throw new MalformedMessageException("", "is not in the form it was written in");
    }
    return signed;
  }

  private static void write(ObjectNode object, String member, List<String> texts) {
    ArrayNode array = object.putArray(member);
    texts.forEach(array::add);
  }

  private static RevocationEvidence revocation(Members members) {
    return members
        .optional("revocation")
        .map(
            kept ->
                new RevocationEvidence(texts(kept.path("crls")), texts(kept.path("ocspResponses"))))
        .orElse(RevocationEvidence.none());
  }

  private static List<String> texts(Members members, String name) {
    return texts(
        members
            .optional(name)
            .orElseThrow(() -> new MalformedMessageException("/" + name, "is required")));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
