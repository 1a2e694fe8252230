package io.github.citydc.naming.node;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Object identifiers for things that have a URN, under the arc of UUIDs, for which no registration
 * is needed.
 */
public final class NamedOid {

  private static final String UUID_ARC = "2.25.";

  private NamedOid() {}

  /** The arc 2.25 (X.667) with the name-based UUID, version 5, of a URN. */
  public static String of(String urn) {
    UUID uuid = Generators.nameBasedGenerator(NameBasedGenerator.NAMESPACE_URL).generate(urn);
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return UUID_ARC + new BigInteger(1, bytes);
  }
}
