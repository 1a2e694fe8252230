package io.github.citydc.signing.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1TaggedObject;

/**
 * The text in a private extension, in whichever way it is wrapped: a string of any type, tagged,
 * first in a sequence, in another octet string, or bare.
 */
final class LenientText {

  private static final int DEEPEST = 4;

  private LenientText() {}

  static Optional<String> of(byte[] content) {
    return of(content, DEEPEST).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static Optional<String> of(byte[] content, int depth) {
    try {
      return of(ASN1Primitive.fromByteArray(content), depth);
    } catch (IOException | RuntimeException e) {
      return printable(content);
    }
  }

  private static Optional<String> of(ASN1Encodable value, int depth) {
    if (depth == 0) {
      return Optional.empty();
    }
    if (value instanceof ASN1String text) {
      return Optional.of(text.getString());
    }
    if (value instanceof ASN1OctetString octets) {
      return of(octets.getOctets(), depth - 1);
    }
    if (value instanceof ASN1TaggedObject tagged) {
      return of(tagged.getBaseObject(), depth - 1);
    }
    if (value instanceof ASN1Sequence sequence && sequence.size() > 0) {
      return of(sequence.getObjectAt(0), depth - 1);
    }
    return Optional.empty();
  }

  private static Optional<String> printable(byte[] content) {
    for (byte b : content) {
      if (b < ' ' || b > '~') {
        return Optional.empty();
      }
    }
    return Optional.of(new String(content, StandardCharsets.US_ASCII));
  }
}
