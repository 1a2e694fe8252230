package io.github.citydc.site;

import java.util.ArrayList;
import java.util.List;

/** The words of all pages, section by section, as a script: it also works without a server. */
final class SearchIndex {

  private static final int LONGEST = 4000;

  private final List<String> sections = new ArrayList<>();

  void add(Page page) {
    String[] parts = page.text().replaceAll("(?ms)^```.*?^```$", " ").split("(?m)^#{1,6} ", -1);
    int first = page.text().startsWith("#") ? 1 : 0;
    for (int i = first; i < parts.length; i++) {
      int title = i - first;
      if (title < page.headings().size()) {
        Page.Title heading = page.headings().get(title);
        sections.add(
            "["
                + quoted(page.target() + (title == 0 ? "" : "#" + heading.anchor()))
                + ","
                + quoted(page.title())
                + ","
                + quoted(heading.text())
                + ","
                + quoted(plain(parts[i]))
                + ","
                + page.isChinese()
                + "]");
      }
    }
  }

  private static String plain(String markdown) {
    String text =
        markdown
            .replaceAll("\\]\\([^)]*\\)", "]")
            .replaceAll("<[^>]+>|[`*|\\[\\]]", " ")
            .replaceAll("\\s+", " ");
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", " ")
            .replace("<", "\\u003c")
        + "\"";
  }

  String toScript() {
    return "const SECTIONS=[\n" + String.join(",\n", sections) + "\n];\n";
  }
}
