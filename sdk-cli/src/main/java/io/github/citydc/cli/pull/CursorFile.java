package io.github.citydc.cli.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.records.CursorKey;
import io.github.citydc.internal.FileKind;
import io.github.citydc.internal.HeldFile;
import io.github.citydc.internal.StrictJson;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A cursor in a file, which says whose it is: of which node, type and resource. It is the old one
 * or the new one, whenever the power goes, and nobody else's until this is closed.
 */
public final class CursorFile implements Closeable {

  private static final FileKind KIND = new FileKind("cdx-cursor/1", "cursor of a pull");
  private static final String CURSOR = "cursor";

  private final HeldFile file;
  private final ObjectNode identity;
  private Optional<String> cursor = Optional.empty();

  private CursorFile(HeldFile file, CursorKey key) throws IOException {
    this.file = file;
    this.identity =
        StrictJson.newObject()
            .put("node", key.source().toString())
            .put("type", key.type().toString())
            .put("resource", key.resource().orElse(""));
    if (file.exists()) {
      read(file.lines());
    }
  }

  /**
   * Opens a cursor.
   *
   * @param path need not be there
   * @param key what is pulled
   * @return the cursor, nobody else's until it is closed
   * @throws IOException if the file cannot be read
   * @throws IllegalStateException if the file is in use, is that of other records, is damaged, or
   *     is something else; the message says what was found, and the way out
   */
  public static CursorFile open(Path path, CursorKey key) throws IOException {
    HeldFile file = HeldFile.hold(path, KIND);
    try {
      return new CursorFile(file, key);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private void read(List<byte[]> lines) {
    JsonNode line = lines.size() == 1 ? parsed(lines.get(0)) : StrictJson.newObject();
    String text = line.path(CURSOR).asText();
    if (!text.matches("[A-Za-z0-9_.~-]+")) {
      throw file.damaged(1, "it holds no cursor");
    }
    identity
        .properties()
        .forEach(
            member -> {
              String found = line.path(member.getKey()).asText();
              if (!found.equals(member.getValue().asText())) {
                throw new IllegalStateException(
                    "%s is the cursor of other records: its %s is %s, not %s. It was left as it is. Take another --cursor for these"
                        .formatted(
                            file.path(),
                            member.getKey(),
                            quoted(found),
                            quoted(member.getValue().asText())));
              }
            });
    cursor = Optional.of(text);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private JsonNode parsed(byte[] line) {
    try {
      return StrictJson.read(line);
    } catch (IllegalArgumentException e) {
      throw file.damaged(1, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The cursor that is stored.
   *
   * @return the cursor, empty if there is no file
   */
  public Optional<String> cursor() {
    return cursor;
  }

  /**
   * Replaces it.
   *
   * @param next the new one
   * @throws IOException if it cannot be stored; the old one is still there
   */
  public void write(String next) throws IOException {
    file.replace(List.of(StrictJson.write(identity.deepCopy().put(CURSOR, next))));
    cursor = Optional.of(next);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
