package io.github.citydc.exchange.batch.internal;

import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.exchange.security.EncryptedPayloads;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The place of a part in its batch, to which it is encrypted, and the opening of encrypted parts.
 */
public final class EncryptedParts {

  /** The field that names the batch. */
  public static final String BATCH = "cdx-batch";

  /** The field that numbers the part, from 0. */
  public static final String PART = "cdx-part";

  /** The field that names the payload type. */
  public static final String TYPE = "cdx-type";

  /** The field that names the operation. */
  public static final String OPERATION = "cdx-operation";

  private EncryptedParts() {}

  /**
   * The place of a part.
   *
   * @param manifest its batch
   * @param part its number, from 0
   * @return what an encrypted part is bound to
   */
  public static EncryptedMessage place(BatchManifest manifest, int part) {
    return new EncryptedMessage(
        manifest.batchId(),
        manifest.type().toString(),
        manifest.operation(),
        manifest.sender(),
        manifest.receiver(),
        OptionalInt.of(part));
  }

  /**
   * The place of a part as its request tells it. What is told wrongly cannot be opened.
   *
   * @param headers of the request
   * @param sender who sent it, verified
   * @param receiver this node
   * @return what the part is to be bound to
   * @throws MalformedMessageException if a field is missing or malformed
   */
  public static EncryptedMessage place(HttpHeaders headers, NodeId sender, NodeId receiver) {
    return new EncryptedMessage(
        field(headers, BATCH, MessageId::parse),
        field(headers, TYPE, PayloadType::parse).toString(),
        field(headers, OPERATION, Operation::ofWireName),
        sender,
        receiver,
        OptionalInt.of(field(headers, PART, Integer::parseUnsignedInt)));
  }

  private static <T> T field(HttpHeaders headers, String name, Function<String, T> reader) {
    try {
      return reader.apply(headers.value(name).orElse(""));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(
          "",
          "An encrypted part comes with " + BATCH + ", " + PART + ", " + TYPE + ", " + OPERATION);
    }
  }

  /**
   * Decodes a part, and opens it before if it is encrypted. An encrypted part is in memory as a
   * whole.
   *
   * @param encoding of the part
   * @param place what it must be bound to if it is encrypted
   * @param encrypts opens it
   * @param in the part as sent; closed if it is encrypted
   * @return its lines
   * @throws IOException if it cannot be read, or is not encoded so
   * @throws io.github.citydc.exchange.message.RefusedException with {@code decryption-failed} if it
   *     is encrypted for another place, or was changed
   */
  public static InputStream decoding(
      PartEncoding encoding, EncryptedMessage place, EncryptedPayloads encrypts, InputStream in)
      throws IOException {
    if (!encoding.isEncrypted()) {
      return Encodings.decompressing(encoding, in);
    }
    byte[] encrypted;
    try (in) {
      encrypted = in.readAllBytes();
    }
    return Encodings.decompressing(
        encoding, new ByteArrayInputStream(encrypts.open(place, encrypted)));
  }
}
