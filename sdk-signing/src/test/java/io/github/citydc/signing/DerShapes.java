package io.github.citydc.signing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every shape a DER message takes when one of its elements is removed, emptied, doubled or replaced
 * by an element of another type, inside of octet and bit strings too; all lengths are right, so
 * that readers get past the outer layers, where random bytes rarely get.
 */
public final class DerShapes {

  private static final int CONSTRUCTED = 0x20;
  private static final int OCTET_STRING = 0x04;
  private static final int BIT_STRING = 0x03;

  private static final List<byte[]> REPLACEMENTS =
      List.of(
          new byte[] {0x05, 0x00},
          new byte[] {0x02, 0x01, 0x00},
          new byte[] {0x02, 0x01, (byte) 0xFF},
          new byte[] {0x06, 0x01, 0x2A},
          new byte[] {0x04, 0x00},
          new byte[] {0x30, 0x00},
          new byte[] {0x31, 0x00},
          new byte[] {(byte) 0xA0, 0x00},
          new byte[] {(byte) 0x80, 0x00});

  /** The children, if there are any, stand behind the first bytes of the value. */
  private static final class Element {
    private final byte tag;
    private final byte[] value;
    private final int hidden;
    private final List<Element> children;

    private Element(byte tag, byte[] value) {
      this.tag = tag;
      this.value = value;
      this.hidden = tag == BIT_STRING ? 1 : 0;
      boolean mayNest = (tag & CONSTRUCTED) != 0 || tag == OCTET_STRING || tag == BIT_STRING;
      this.children =
          mayNest && value.length > hidden ? elements(value, hidden).orElse(List.of()) : List.of();
    }

    private byte[] encode(@Nullable Element replaced, byte[] by) {
      if (this == replaced) {
        return by;
      }
      if (children.isEmpty()) {
        return der(tag, value);
      }
      byte[] content = Arrays.copyOf(value, hidden);
      for (Element child : children) {
        content = concat(content, child.encode(replaced, by));
      }
      return der(tag, content);
    }
  }

  private DerShapes() {}

  /** All of them. */
  public static List<byte[]> of(byte[] der) {
    List<byte[]> shapes = new ArrayList<>();
    List<Element> roots = elements(der, 0).orElseThrow();
    for (Element element : all(roots)) {
      byte[] self = element.encode(null, new byte[0]);
      shapes.add(replaced(roots, element, new byte[0]));
      shapes.add(replaced(roots, element, new byte[] {element.tag, 0}));
      shapes.add(replaced(roots, element, concat(self, self)));
      REPLACEMENTS.forEach(other -> shapes.add(replaced(roots, element, other)));
    }
    return shapes;
  }

  /** A sequence of what is encoded already, well or not. */
  public static byte[] sequence(byte[]... members) {
    byte[] value = new byte[0];
    for (byte[] member : members) {
      value = concat(value, member);
    }
    return der((byte) 0x30, value);
  }

  private static List<Element> all(List<Element> elements) {
    List<Element> all = new ArrayList<>();
    for (Element element : elements) {
      all.add(element);
      all.addAll(all(element.children));
    }
    return all;
  }

  /** Empty if the bytes are no row of elements. */
  private static Optional<List<Element>> elements(byte[] der, int from) {
    List<Element> found = new ArrayList<>();
    int at = from;
    while (at < der.length) {
      if (at + 2 > der.length || (der[at] & 0x1F) == 0x1F || der[at] == 0) {
        return Optional.empty();
      }
      int length = der[at + 1] & 0xFF;
      int start = at + 2;
      if (length > 0x80 && length <= 0x83) {
        int more = length - 0x80;
        length = 0;
        for (int i = 0; i < more && start < der.length; i++) {
          length = (length << 8) | (der[start++] & 0xFF);
        }
      }
      if (length > der.length - start) {
        return Optional.empty();
      }
      found.add(new Element(der[at], Arrays.copyOfRange(der, start, start + length)));
      at = start + length;
    }
    return Optional.of(found);
  }

  private static byte[] replaced(List<Element> roots, Element replaced, byte[] by) {
    byte[] whole = new byte[0];
    for (Element root : roots) {
      whole = concat(whole, root.encode(replaced, by));
    }
    return whole;
  }

  private static byte[] der(byte tag, byte[] value) {
    return concat(head(tag, value.length), value);
  }

  private static byte[] head(byte tag, int length) {
    if (length < 0x80) {
      return new byte[] {tag, (byte) length};
    }
    return length < 0x100
        ? new byte[] {tag, (byte) 0x81, (byte) length}
        : new byte[] {tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
