package io.github.citydc.exchange.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The encrypted form of a payload: an object whose only member {@code $sealed} is the ciphertext.
 * No payload type has a member of such a name.
 */
public final class SealedPayloads {

  private static final String MEMBER = "$sealed";
  private static final PayloadJson JSON = PayloadJson.standard();

  private final Optional<PayloadOpening> opening;
  private final Predicate<PayloadType> required;

  /**
   * The receiving side.
   *
   * @param opening opens what is sealed, empty if this node has no key for it
   * @param required of which types no payload is taken as it is
   */
  public SealedPayloads(Optional<PayloadOpening> opening, Predicate<PayloadType> required) {
    this.opening = opening;
    this.required = required;
  }

  /**
   * Seals the payload of a message, if its receiver is one to seal for.
   *
   * @param envelope the message
   * @param sealing decides and seals
   * @return the message as it goes on the wire
   */
  public static Envelope seal(Envelope envelope, PayloadSealing sealing) {
    return sealing
        .seal(SealedMessage.of(envelope), JSON.write(envelope.payload()))
        .map(text -> with(envelope, JSON.newObject().put(MEMBER, text)))
        .orElse(envelope);
  }

  /**
   * Opens the payload of a message, if it is sealed.
   *
   * @param envelope the message as received
   * @return the message with its payload
   * @throws RefusedException with {@code seal-invalid} if it cannot be opened, with {@code
   *     sealing-required} if it is not sealed and must be
   */
  public Envelope open(Envelope envelope) {
    ObjectNode payload = envelope.payload();
    if (!payload.has(MEMBER)) {
      if (required.test(envelope.type())) {
        throw new RefusedException(
            ProblemCode.SEALING_REQUIRED,
            "This node takes " + envelope.type() + " only with a sealed payload");
      }
      return envelope;
    }
    if (payload.size() != 1 || !payload.path(MEMBER).isTextual()) {
      throw invalid("A sealed payload is an object with one member, " + MEMBER + ", a text");
    }
    PayloadOpening key =
        opening.orElseThrow(() -> invalid("This node has no key for sealed payloads"));
    return with(
        envelope, read(key.open(SealedMessage.of(envelope), payload.path(MEMBER).textValue())));
  }

  /**
   * Returns whether this node has a key to open with.
   *
   * @return true if it takes what is sealed
   */
  public boolean canOpen() {
    return opening.isPresent();
  }

  /**
   * Opens a part of a batch.
   *
   * @param place where it is to stand
   * @param sealed what {@link PayloadSealing} made
   * @return the part
   * @throws RefusedException with {@code seal-invalid} if it cannot be opened, or is of another
   *     place
   */
  public byte[] open(SealedMessage place, byte[] sealed) {
    PayloadOpening key =
        opening.orElseThrow(() -> invalid("This node has no key for sealed parts"));
    return key.open(place, new String(sealed, StandardCharsets.US_ASCII));
  }

  /** The parser's words are dropped: they may quote what it read. */
  private static ObjectNode read(byte[] opened) {
    try {
      return JSON.readObject(opened);
    } catch (PayloadFormatException e) {
      throw invalid("What was sealed is not a JSON object");
    }
  }

  private static RefusedException invalid(String detail) {
    return new RefusedException(ProblemCode.SEAL_INVALID, detail);
  }

  private static Envelope with(Envelope envelope, ObjectNode payload) {
    return envelope.toBuilder().payload(payload).build();
  }
}
