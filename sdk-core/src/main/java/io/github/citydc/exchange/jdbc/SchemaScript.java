package io.github.citydc.exchange.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the scripts in the jar that make the tables, written for one kind of database.
 *
 * @param version its place in the order, from 1
 * @param path where it lies in the jar
 */
record SchemaScript(int version, String path) {

  static final String ROOT = "META-INF/citydc/schema/";

  /** The same for each kind of database, in their order; a release only ever adds one. */
  private static final List<String> NAMES = List.of("V1__exchange.sql", "V2__nodes.sql");

  private static final String COMMENT = "--";
  private static final String END_OF_STATEMENT = ";\n";

  /** All scripts for a kind of database, in their order. */
  static List<SchemaScript> allFor(Dialect database) {
    return NAMES.stream().map(name -> of(ROOT + database.folder() + "/" + name)).toList();
  }

  private static SchemaScript of(String path) {
    String version = path.replaceFirst(".*/V([0-9]+)__.*", "$1");
    return new SchemaScript(Integer.parseInt(version), path);
  }

  /** The statements; in these scripts each ends with its line, and a comment has a whole line. */
  List<String> statements() {
    String sql =
        text()
            .lines()
            .filter(line -> !line.startsWith(COMMENT))
            .collect(Collectors.joining("\n", "", "\n"));
    return Arrays.stream(sql.split(END_OF_STATEMENT))
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }

  private String text() {
    try (InputStream stream = SchemaScript.class.getResourceAsStream("/" + path)) {
      if (stream == null) {
        throw new IllegalStateException("The script " + path + " is missing in the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
