package io.github.citydc.signing.http;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.http.internal.StructuredFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;

/**
 * The field {@code Content-Digest}, RFC 9530 §2: digests of the body as transferred. Immutable.
 *
 * <pre>{@code
 * ContentDigest.of(body, DigestAlgorithm.SM3).toString()   // sm3=:Zsf...:
 * ContentDigest.parse(field).verify(body);
 * }</pre>
 */
public final class ContentDigest {

  private final Map<DigestAlgorithm, byte[]> digests;

  private ContentDigest(Map<DigestAlgorithm, byte[]> digests) {
    this.digests = digests;
  }

  /**
   * Digests a body.
   *
   * @param body the body
   * @param algorithm with what
   * @return its digest
   */
  public static ContentDigest of(Content body, DigestAlgorithm algorithm) {
    return new ContentDigest(Map.of(algorithm, digest(body, algorithm)));
  }

  /**
   * Reads the value of the field. Digests of algorithms that the SDK does not have are passed over.
   *
   * @param field a dictionary of byte sequences
   * @return the digests
   * @throws IllegalArgumentException if the text is malformed, names an algorithm twice, or has no
   *     digest that the SDK can compute
   */
  public static ContentDigest parse(String field) {
    Map<DigestAlgorithm, byte[]> digests = new EnumMap<>(DigestAlgorithm.class);
    StructuredFields.dictionary(field)
        .forEach(
            (name, member) ->
                DigestAlgorithm.ofWireName(name)
                    .ifPresent(algorithm -> digests.put(algorithm, bytes(field, name, member))));
    if (digests.isEmpty()) {
      throw new IllegalArgumentException("Content-Digest has no digest by sm3, sha-256 or sha-512");
    }
    return new ContentDigest(digests);
  }

  private static byte[] bytes(String field, String name, ListElement<?> member) {
    if (!(member instanceof ByteSequenceItem item)) {
      throw new IllegalArgumentException(
          "Content-Digest has a " + name + " that is not a byte sequence");
    }
    if (StructuredFields.occurrences(field, name) != 1) {
      throw new IllegalArgumentException("Content-Digest has " + name + " twice");
    }
    ByteBuffer buffer = item.get();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /**
   * The algorithms of the digests.
   *
   * @return at least one
   */
  public Set<DigestAlgorithm> algorithms() {
    return Set.copyOf(digests.keySet());
  }

  /** The digests, not to be changed. */
  public Map<DigestAlgorithm, byte[]> digests() {
    return digests;
  }

  /**
   * Digests a body and compares; it returns only if every digest is the body's.
   *
   * @param body the body as received, byte for byte
   * @throws VerificationException with {@code digest-mismatch} if one is not
   */
  public void verify(Content body) {
    digests.forEach(
        (algorithm, expected) -> {
          if (!MessageDigest.isEqual(expected, digest(body, algorithm))) {
            throw new VerificationException(
                ProblemCode.DIGEST_MISMATCH,
                "the "
                    + algorithm
                    + " of the body received ("
                    + body
                    + ") is not the one in Content-Digest");
          }
        });
  }

  private static byte[] digest(Content body, DigestAlgorithm algorithm) {
    try (InputStream in = body.openStream()) {
      return algorithm.digest(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The body cannot be read", e);
    }
  }

  /**
   * The value of the field.
   *
   * @return for example {@code sm3=:Zsf...:}
   */
  @Override
  public String toString() {
    Map<String, ListElement<?>> members = new LinkedHashMap<>();
    digests.forEach(
        (algorithm, digest) -> members.put(algorithm.wireName(), ByteSequenceItem.valueOf(digest)));
    return StructuredFields.serialize(members);
  }
}
