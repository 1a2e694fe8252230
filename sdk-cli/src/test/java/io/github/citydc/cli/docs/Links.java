package io.github.citydc.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links between Markdown files, with the anchors that GitHub gives to headings. */
final class Links {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"");

  private Links() {}

  /** The links of a file that lead to no file or to no heading. */
  static List<String> dead(Path file) throws IOException {
    return LINK.matcher(withoutCode(file))
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .filter(link -> !leadsSomewhere(file, link))
        .map(link -> Guides.ROOT.relativize(file) + " -> " + link)
        .toList();
  }

  private static boolean leadsSomewhere(Path file, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    try {
      return parts.length == 1
          || !target.toString().endsWith(".md")
          || anchors(target).contains(parts[1]);
    } catch (IOException e) {
      return false;
    }
  }

  private static Set<String> anchors(Path file) throws IOException {
    String text = withoutCode(file);
    Set<String> anchors = new HashSet<>();
    ANCHOR.matcher(text).results().forEach(anchor -> anchors.add(anchor.group(1)));
    Map<String, Integer> seen = new HashMap<>();
    Matcher heading = HEADING.matcher(text);
    while (heading.find()) {
      String slug = slug(heading.group(1));
      int times = seen.merge(slug, 1, Integer::sum);
      anchors.add(times == 1 ? slug : slug + "-" + (times - 1));
    }
    return anchors;
  }

  private static String slug(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
        .replace(' ', '-');
  }

  private static String withoutCode(Path file) throws IOException {
    return Files.readString(file).replaceAll("(?ms)^```.*?^```$", "");
  }
}
