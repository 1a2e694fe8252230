package io.github.citydc.signing.cms;

import io.github.citydc.exchange.message.ExchangeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetStringParser;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1SequenceParser;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1StreamParser;
import org.bouncycastle.asn1.ASN1TaggedObjectParser;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** Reads {@code ContentInfo} member by member while it arrives, in DER or BER. */
final class CmsReader {

  /** Reads one message. */
  @FunctionalInterface
  interface Message<T> {
    T read() throws IOException;
  }

  private static final int BYTE_ORDER_MARK = 0xef;

  /**
   * A length is used, and memory allocated for it, before that many bytes have arrived. Pieces of
   * BER are short, however long the whole is.
   */
  private static final int MAXIMUM_LENGTH = 256 * 1024 * 1024;

  private final InputStream in;
  private final ASN1SequenceParser outer;
  private final ASN1SequenceParser body;
  private @Nullable ASN1Encodable next;

  private CmsReader(InputStream source, ContentType expected) throws IOException {
    this.in = binary(source);
    this.outer = sequence(new ASN1StreamParser(in, limit(source)).readObject());
    ContentType type = ContentType.of((ASN1ObjectIdentifier) required(outer.readObject()));
    if (type != expected) {
      throw new IllegalArgumentException("it is " + type + ", not " + expected);
    }
    this.body =
        sequence(((ASN1TaggedObjectParser) required(outer.readObject())).parseExplicitBaseObject());
    this.next = body.readObject();
    // The version: what differs between versions is told apart by what is there.
    take();
  }

  /** Text where DER is expected is a usual slip, and named: no message begins with a character. */
  private static InputStream binary(InputStream source) throws IOException {
    PushbackInputStream in = new PushbackInputStream(source);
    int first = in.read();
    if (first >= 0) {
      in.unread(first);
    }
    if (first == 'M' || first == '-' || first == BYTE_ORDER_MARK || first == '"') {
      throw new IllegalArgumentException(
          "it is Base64 or PEM text, not DER: decode the text to bytes first");
    }
    return in;
  }

  private static int limit(InputStream in) throws IOException {
    return in instanceof ByteArrayInputStream ? in.available() + 1 : MAXIMUM_LENGTH;
  }

  static CmsReader open(InputStream in, ContentType expected) throws IOException {
    return new CmsReader(in, expected);
  }

  /**
   * What a parser throws at malformed input, which is of many kinds, becomes one kind of exception;
   * what is meant for the caller passes.
   *
   * @throws IllegalArgumentException if the message is malformed
   */
  static <T> T wellFormed(Message<T> message) throws IOException {
    try {
      return message.read();
    } catch (ExchangeException | UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Malformed CMS: " + e.getMessage(), e);
    }
  }

  private static ASN1SequenceParser sequence(@Nullable ASN1Encodable object) {
    return (ASN1SequenceParser) required(object);
  }

  private static ASN1Encodable required(@Nullable ASN1Encodable object) {
    if (object == null) {
      throw new IllegalArgumentException("it ends too early");
    }
    return object;
  }

  private ASN1Encodable take() throws IOException {
    ASN1Encodable taken = required(next);
    ASN1Primitive kept = taken.toASN1Primitive();
    next = body.readObject();
    return kept;
  }

  ASN1Set set() throws IOException {
    return ASN1Set.getInstance(take());
  }

  /** An implicitly tagged set, empty if it is not there. */
  ASN1Set optionalSet(int tag) throws IOException {
    if (next instanceof ASN1TaggedObjectParser tagged && tagged.hasContextTag(tag)) {
      ASN1Set found =
          ASN1Set.getInstance(
              required(tagged.parseBaseUniversal(false, BERTags.SET)).toASN1Primitive());
      next = body.readObject();
      return found;
    }
    return new DERSet();
  }

  /** {@code {contentType, [0] EXPLICIT OCTET STRING}}; without content if it is detached. */
  Data data() throws IOException {
    ASN1SequenceParser info = sequence(next);
    ASN1ObjectIdentifier type = (ASN1ObjectIdentifier) required(info.readObject());
    ASN1Encodable content = info.readObject();
    Optional<InputStream> octets =
        content == null
            ? Optional.empty()
            : Optional.of(octets(((ASN1TaggedObjectParser) content).parseExplicitBaseObject()));
    return new Data(type, Optional.empty(), octets, info);
  }

  /** {@code {contentType, algorithm, [0] IMPLICIT OCTET STRING}}. */
  Data encryptedData() throws IOException {
    ASN1SequenceParser info = sequence(next);
    ASN1ObjectIdentifier type = (ASN1ObjectIdentifier) required(info.readObject());
    AlgorithmIdentifier algorithm =
        AlgorithmIdentifier.getInstance(required(info.readObject()).toASN1Primitive());
    ASN1TaggedObjectParser content = (ASN1TaggedObjectParser) required(info.readObject());
    if (!content.hasContextTag(0)) {
      throw new IllegalArgumentException("the encrypted content is missing");
    }
    InputStream octets = octets(content.parseBaseUniversal(false, BERTags.OCTET_STRING));
    return new Data(type, Optional.of(algorithm), Optional.of(octets), info);
  }

  /** The parser gives null for a tag with nothing inside. */
  private static InputStream octets(@Nullable ASN1Encodable parser) {
    return ((ASN1OctetStringParser) required(parser)).getOctetStream();
  }

  /** Goes on behind what {@link #data()} or {@link #encryptedData()} gave, read to its end. */
  void endOf(Data data) throws IOException {
    if (data.content().isPresent()) {
      data.content().get().transferTo(OutputStream.nullOutputStream());
    }
    if (data.parser().readObject() != null) {
      throw new IllegalArgumentException("something stands behind the content");
    }
    next = body.readObject();
  }

  void end() throws IOException {
    if (next != null || outer.readObject() != null || in.read() >= 0) {
      throw new IllegalArgumentException("something stands behind its end");
    }
  }

  record Data(
      ASN1ObjectIdentifier type,
      Optional<AlgorithmIdentifier> algorithm,
      Optional<InputStream> content,
      ASN1SequenceParser parser) {}
}
