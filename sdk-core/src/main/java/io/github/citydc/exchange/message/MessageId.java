package io.github.citydc.exchange.message;

import io.github.citydc.internal.Sha256;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of a message: a UUID of version 7 (RFC 9562), so that ids sort by the time at which they
 * were made. A retry keeps the id; that is what makes a repeated message harmless.
 *
 * @param value the UUID
 */
public record MessageId(UUID value) implements Comparable<MessageId>, Serializable {

  private static final int VERSION = 7;
  private static final int VARIANT = 2;
  private static final int TIME_SHIFT = 16;
  private static final int TIME_BITS = 48;
  private static final int VERSION_SHIFT = 12;
  private static final int VARIANT_SHIFT = 62;
  private static final long RANDOM_OF_HIGH = 0xfff;
  private static final long RANDOM_OF_LOW = (1L << VARIANT_SHIFT) - 1;

  /**
   * The id that a body names, whatever else is wrong with the body.
   *
   * @param json a message or manifest, as received
   * @param member the member of the id
   * @return the id, empty if it cannot be read
   */
  public static Optional<MessageId> in(byte[] json, String member) {
    try {
      return JsonMembers.read(json).optionalValue(member, MessageId::parse);
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  /**
   * The id that a time and a name have, always the same one: for work that is begun again and must
   * not be done twice.
   *
   * @param time when the work was first to be done, to the millisecond; a receiver that has
   *     archived what is older refuses the id
   * @param name tells it from all other work of the same time
   * @return the id
   * @throws IllegalArgumentException if the time is before 1970 or after 10889
   */
  public static MessageId derived(Instant time, String name) {
    long millis = time.toEpochMilli();
    if (millis < 0 || millis >>> TIME_BITS != 0) {
      throw new IllegalArgumentException("The time of an id has 48 bits: " + time);
    }
    ByteBuffer digest =
        ByteBuffer.wrap(Sha256.digest().digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = (millis << TIME_SHIFT) | ((long) VERSION << VERSION_SHIFT);
    return new MessageId(
        new UUID(
            high | (digest.getLong() & RANDOM_OF_HIGH),
            ((long) VARIANT << VARIANT_SHIFT) | (digest.getLong() & RANDOM_OF_LOW)));
  }

  /**
   * Checks the version.
   *
   * @throws IllegalArgumentException if the UUID is not of version 7
   */
  public MessageId {
    if (value.version() != VERSION || value.variant() != VARIANT) {
      throw new IllegalArgumentException("A message id is a UUID of version 7 (RFC 9562)");
    }
  }

  /**
   * Reads the canonical form.
   *
   * @param text 36 characters in lower case
   * @return the id
   * @throws IllegalArgumentException if the text is not a UUID of version 7 in this form
   */
  public static MessageId parse(String text) {
    UUID value;
    try {
      value = UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("A message id is a UUID of version 7 (RFC 9562)", e);
    }
    if (!value.toString().equals(text)) {
      throw new IllegalArgumentException(
          "A message id is written with 36 characters in lower case");
    }
    return new MessageId(value);
  }

  /**
   * The time at which the id was made, by the clock of its maker.
   *
   * @return the time, to the millisecond
   */
  public Instant time() {
    return Instant.ofEpochMilli(value.getMostSignificantBits() >>> TIME_SHIFT);
  }

  /** Compares by time, then by the random part. */
  @Override
  public int compareTo(MessageId other) {
    int order =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return order == 0
        ? Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits())
        : order;
  }

  /**
   * The canonical form.
   *
   * @return 36 characters in lower case
   */
  @Override
  public String toString() {
    return value.toString();
  }
}
