package io.github.citydc.model.standard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Javadoc of a record says of it and of its components. A text is an English title, the
 * Chinese one, and what else there is to say; the titles are those of the annotations.
 */
final class RecordDocs {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern COMMENT =
      Pattern.compile("/\\*\\*(.*?)\\*/\\s*(?:@.*?)?public record", Pattern.DOTALL);
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}[\\p{IsHan}（）、0-9]*");

  private final Doc type;
  private final Map<String, String> components = new LinkedHashMap<>();

  private RecordDocs(String comment) {
    String[] blocks = comment.split("@param ", -1);
    String words = plain(blocks[0]);
    int end = words.indexOf(". ");
    type = doc(end < 0 ? words : words.substring(0, end + 1));
    for (int i = 1; i < blocks.length; i++) {
      String[] block = blocks[i].split("\\s", 2);
      components.put(block[0], plain(block[1]));
    }
  }

  static RecordDocs of(Class<?> type) {
    Path source = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
    try {
      Matcher comment = COMMENT.matcher(Files.readString(source));
      if (!comment.find()) {
        throw new IllegalStateException(source + " has no Javadoc");
      }
      return new RecordDocs(comment.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Doc type() {
    return type;
  }

  Doc component(String name) {
    return doc(components.get(name));
  }

  private static String plain(String javadoc) {
    return javadoc
        .replaceAll("\n\\s*\\*", "\n")
        .replaceAll("\\{@\\w+\\s+(?:io\\.[\\w.#]+\\s)?([^}]*)}", "$1")
        .replaceAll("io\\.github\\.citydc\\.[\\w.]*\\.(\\w+)", "$1")
        .replaceAll("<[^>]+>", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static Doc doc(String text) {
    Matcher chinese = HAN.matcher(text);
    if (!chinese.find()) {
      throw new IllegalStateException("No Chinese title in: " + text);
    }
    String en = text.substring(0, chinese.start()).strip().replaceFirst("^(An?|The) ", "");
    String rest = text.substring(chinese.end()).replaceFirst("^[,;:.]? ?", "").strip();
    return new Doc(chinese.group(), en, rest);
  }

  /**
   * What a title says.
   *
   * @param zh the Chinese title
   * @param en the English one
   * @param more what else there is to say, may be empty
   */
  record Doc(String zh, String en, String more) {

    String title() {
      return zh + " · " + en;
    }
  }
}
