package io.github.citydc.signing.internal;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** The RFC 7468 text encodings. */
public final class Pem {

  /** The block of a certificate. */
  public static final String CERTIFICATE = "CERTIFICATE";

  /** The block of a certification request. */
  public static final String CERTIFICATE_REQUEST = "CERTIFICATE REQUEST";

  /** The block of a certificate revocation list. */
  public static final String CRL = "X509 CRL";

  /** The block of a private key that is not encrypted, PKCS#8. */
  public static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final Pattern BOUNDARY = Pattern.compile("-----(BEGIN|END) [A-Z0-9 ]{1,64}-----");

  private Pem() {}

  /**
   * The contents of all blocks of a type; blocks of other types are passed over.
   *
   * @param text the PEM
   * @param type the type
   * @return the contents in their order
   * @throws IllegalArgumentException if the text is malformed; the message does not quote it
   */
  public static List<byte[]> read(String text, String type) {
    return read(text).stream()
        .filter(block -> block.getType().equals(type))
        .map(PemObject::getContent)
        .toList();
  }

  /**
   * All blocks.
   *
   * @param text the PEM; also with a byte order mark, on one line, or with line breaks written as
   *     backslash and n
   * @return the blocks in their order
   * @throws IllegalArgumentException if the text is malformed; the message does not quote it
   */
  public static List<PemObject> read(String text) {
    List<PemObject> found = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(inLines(text)))) {
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        found.add(block);
      }
    } catch (IOException | RuntimeException e) {
      // Without the cause, whose message may quote the text: it can be a key.
      throw new IllegalArgumentException("Malformed PEM");
    }
    return found;
  }

  /**
   * Configuration files and databases hold PEM with a byte order mark, on one line, or with its
   * line breaks written as backslash and n: each boundary is put on a line of its own.
   */
  private static String inLines(String text) {
    String lines = text.replace("\uFEFF", "").replace("\\r", "").replace("\\n", "\n");
    return BOUNDARY.matcher(lines).replaceAll("\n$0\n");
  }

  /**
   * Writes one block.
   *
   * @param type its type
   * @param der its content
   * @return the text, with a line break at its end
   */
  public static String write(String type, byte[] der) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, der));
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory cannot fail", e);
    }
    return text.toString();
  }
}
