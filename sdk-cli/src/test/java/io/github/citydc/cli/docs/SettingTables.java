package io.github.citydc.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tables of a configuration page. */
final class SettingTables {

  private static final Pattern NAME = Pattern.compile("`([a-z]\\w+)`");

  private SettingTables() {}

  /**
   * Reads a page.
   *
   * @return by heading, of each setting the cell with its default
   */
  static Map<String, Map<String, String>> of(String page) throws IOException {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Guides.ROOT.resolve(page))) {
      if (line.startsWith("## ")) {
        rows = new TreeMap<>();
        sections.put(line.substring("## ".length()), rows);
      } else if (line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        Map<String, String> ofSection = rows;
        NAME.matcher(cells[1])
            .results()
            .forEach(name -> ofSection.put(name.group(1), cells[2].strip()));
      }
    }
    sections.values().removeIf(Map::isEmpty);
    return sections;
  }
}
