package io.github.citydc.exchange.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The encrypted form of a payload: an object whose only member {@code $encrypted} is the
 * ciphertext. No payload type has a member of such a name.
 */
public final class EncryptedPayloads {

  private static final String MEMBER = "$encrypted";
  private static final PayloadJson JSON = PayloadJson.standard();

  private final Optional<PayloadDecryption> decryption;
  private final Predicate<PayloadType> required;

  /**
   * The receiving side.
   *
   * @param decryption opens what is encrypted, empty if this node has no key for it
   * @param required of which types no payload is taken as it is
   */
  public EncryptedPayloads(
      Optional<PayloadDecryption> decryption, Predicate<PayloadType> required) {
    this.decryption = decryption;
    this.required = required;
  }

  /**
   * Encrypts the payload of a message, if its receiver is one to encrypt for.
   *
   * @param envelope the message
   * @param encryption decides and encrypts
   * @return the message as it goes on the wire
   */
  public static Envelope encrypt(Envelope envelope, PayloadEncryption encryption) {
    return encryption
        .encrypt(EncryptedMessage.of(envelope), JSON.write(envelope.payload()))
        .map(text -> with(envelope, JSON.newObject().put(MEMBER, text)))
        .orElse(envelope);
  }

  /**
   * Decrypts the payload of a message, if it is encrypted.
   *
   * @param envelope the message as received
   * @return the message with its payload
   * @throws RefusedException with {@code decryption-failed} if it cannot be opened, with {@code
   *     encryption-required} if it is not encrypted and must be
   * @throws VerificationException with {@code unavailable} if the key is missing, or as {@link
   *     PayloadDecryption#open}
   */
  public Envelope open(Envelope envelope) {
    ObjectNode payload = envelope.payload();
    if (!payload.has(MEMBER)) {
      if (required.test(envelope.type())) {
        throw new RefusedException(
            ProblemCode.ENCRYPTION_REQUIRED,
            "This node takes " + envelope.type() + " only with an encrypted payload");
      }
      return envelope;
    }
    if (payload.size() != 1 || !payload.path(MEMBER).isTextual()) {
      throw invalid("An encrypted payload is an object with one member, " + MEMBER + ", a text");
    }
    PayloadDecryption key =
        decryption.orElseThrow(
            () ->
                new VerificationException(
                    ProblemCode.UNAVAILABLE, "the key for encrypted payloads is missing here"));
    return with(
        envelope, read(key.open(EncryptedMessage.of(envelope), payload.path(MEMBER).textValue())));
  }

  /**
   * Returns whether this node has a key to open with.
   *
   * @return true if it takes what is encrypted
   */
  public boolean canOpen() {
    return decryption.isPresent();
  }

  /**
   * Decrypts a part of a batch.
   *
   * @param place where it is to stand
   * @param encrypted what {@link PayloadEncryption} made
   * @return the part
   * @throws RefusedException with {@code decryption-failed} if it cannot be opened, or is of
   *     another place
   */
  public byte[] open(EncryptedMessage place, byte[] encrypted) {
    PayloadDecryption key =
        decryption.orElseThrow(() -> invalid("This node has no key for encrypted parts"));
    return key.open(place, new String(encrypted, StandardCharsets.US_ASCII));
  }

  /** The parser's words are dropped: they may quote what it read. */
  private static ObjectNode read(byte[] opened) {
    try {
      return JSON.readObject(opened);
    } catch (PayloadFormatException e) {
      throw invalid("What was encrypted is not a JSON object");
    }
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(ProblemCode.DECRYPTION_FAILED, detail);
  }

  private static Envelope with(Envelope envelope, ObjectNode payload) {
    return envelope.toBuilder().payload(payload).build();
  }
}
