package io.github.citydc.spark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * People as NDJSON, of whom every twentieth has a fault: each kind of fault in its turn, in members
 * and in the text itself. The same ones every time.
 */
final class FaultyLines {

  private static final int EVERY = 20;
  private static final String BYTE_OF_NO_TEXT = "\u0001";

  /** Each makes a line with a fault of a sound one. */
  private static final List<UnaryOperator<String>> FAULTS =
      List.of(
          with("\"sex\":\"[12]\"", "\"sex\":\"7\""),
          with("\"sex\":\"1\"", "\"sex\":\"2\""),
          with("\"sex\":\"[12]\",", ""),
          with("\"sex\":\"[12]\"", "\"sex\":null"),
          with("\"sex\":\"[12]\"", "\"sex\":1"),
          with("\"sex\":\"[12]\"", "\"sex\":[\"1\"]"),
          with("\"sex\":", "\"Sex\":"),
          with("\"name\":\"[^\"]*\"", "\"name\":\"\""),
          with("\"name\":\"[^\"]*\"", "\"name\":\"  \""),
          with("\"name\":\"[^\"]*\"", "\"name\":\"" + "长".repeat(101) + "\""),
          with("\"name\":\"[^\"]*\"", "\"name\":\"张\\\\u0000三\""),
          with("\"name\":\"[^\"]*\"", "\"name\":\"\\\\ud800\""),
          with("\"name\":\"[^\"]*\"", "\"name\":\"张\t三\""),
          with("\"name\":\"[^\"]*\"", "\"name\":\"𠮷\""),
          with("\"name\":\"[^\"]*\"", "\"name\":\"\ufffd\""),
          with("\"name\":\"[^\"]*\"", "\"name\":\"" + BYTE_OF_NO_TEXT + "\""),
          with("\"name\":", "\"name\":\"李四\",\"name\":"),
          with("\"idNumber\":\"440106", "\"idNumber\":\"440107"),
          with("\"idNumber\":\"\\d{10}", "\"idNumber\":\"4401061999"),
          with("\"idNumber\":\"[^\"]*\"", "\"idNumber\":\"44010619800101001\""),
          with("\"idNumber\":\"[^\"]*\"", "\"idNumber\":\"" + "9".repeat(50) + "\""),
          with("\"idDocumentType\":\"111\"", "\"idDocumentType\":\"414\""),
          with("\"idDocumentType\":\"111\"", "\"idDocumentType\":\"000\""),
          with("\"birthDate\":\"[^\"]*\"", "\"birthDate\":\"1981-02-30\""),
          with("\"birthDate\":\"[^\"]*\"", "\"birthDate\":\"19810228\""),
          with("\"birthDate\":\"[^\"]*\"", "\"birthDate\":\"2981-02-28\""),
          with("\"birthDate\":\"[^\"]*\"", "\"birthDate\":\"1981-02-28T00:00:00+08:00\""),
          with("\"birthDate\":", "\"deathDate\":\"1900-01-01\",\"birthDate\":"),
          with("\"birthDate\":", "\"phone\":\"1390000\",\"birthDate\":"),
          with("\"birthDate\":", "\"ethnicity\":\"99\",\"nationality\":\"XXX\",\"birthDate\":"),
          with("\"birthDate\":", "\"education\":\"0\",\"maritalStatus\":\"x\",\"birthDate\":"),
          with("\"birthDate\":", "\"birthplaceDivision\":\"000000\",\"birthDate\":"),
          with("\"birthDate\":", "\"shoeSize\":{\"a\":[1,1e400]},\"birthDate\":"),
          with("\"birthDate\":", "\"extensions\":{\"a\":1},\"birthDate\":"),
          with("\"division\":\"440106", "\"division\":\"990106"),
          with("\"division\":\"440106", "\"division\":\"449906"),
          with("\"residenceAddress\":\\{[^}]*\\}", "\"residenceAddress\":{}"),
          with("\"residenceAddress\":\\{[^}]*\\}", "\"residenceAddress\":\"五山路\""),
          with(",\"residenceAddress\":\\{[^}]*\\}", ""),
          with("\\{.*\\}", "{}"),
          with("\\{.*\\}", "[]"),
          with("\\{.*\\}", "null"),
          with("\\{.*\\}", ""),
          with("\\{.*\\}", "  \t "),
          with("\\{.*\\}", "\r"),
          with("\\{.*\\}", "x"),
          with("\\{.*\\}", "[".repeat(2000)),
          with("\"\\}\\}", "\"}"),
          with("\"\\}\\}", "\"}}}"),
          with("\"\\}\\}", "\"}} {}"),
          with("\"\\}\\}", "\"},}"),
          with("\"\\}\\}", "\"}}\r"),
          with("^\\{", "{ \r \""),
          with("^\\{", "\ufeff{"),
          with("\"birthDate\":\"", "\"birthDate\":'"));

  private FaultyLines() {}

  private static UnaryOperator<String> with(String pattern, String replacement) {
    return line -> line.replaceFirst(pattern, replacement);
  }

  /** How many kinds there are. */
  static int kinds() {
    return FAULTS.size();
  }

  /**
   * Writes a file that begins with a byte order mark, has one line too long, and no end of line.
   */
  static Path write(Path file, long count) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out.write("\ufeff".getBytes(StandardCharsets.UTF_8));
      for (long i = 0; i < count; i++) {
        out.write(line(i));
        out.write('\n');
      }
      out.write(('"' + "x".repeat(4 * 1024 * 1024) + '"' + '\n').getBytes(StandardCharsets.UTF_8));
      out.write(line(count));
    }
    return file;
  }

  /** In place of a sign that is no text a byte that is none. */
  private static byte[] line(long i) {
    byte[] line = text(i).getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < line.length; at++) {
      line[at] = line[at] == 1 ? (byte) 0xc3 : line[at];
    }
    return line;
  }

  private static String text(long i) {
    String sound = sound(i);
    return i % EVERY == EVERY - 1
        ? FAULTS.get((int) (i / EVERY % FAULTS.size())).apply(sound)
        : sound;
  }

  private static String sound(long i) {
    var row = ManyPeople.valid(i);
    return "{\"row\":%d,\"idDocumentType\":\"111\",\"idNumber\":\"%s\",\"name\":\"%s\",\"sex\":\"%s\",\"birthDate\":\"%s\",\"residenceAddress\":{\"division\":\"%s\",\"text\":\"%s\"}}"
        .formatted(
            i,
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.get(4),
            row.getStruct(5).getString(0),
            row.getStruct(5).getString(1));
  }
}
