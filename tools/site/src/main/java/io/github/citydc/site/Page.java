package io.github.citydc.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A Markdown file.
 *
 * @param name its path in the repository
 * @param text as it is
 * @param document parsed
 * @param headings in their order
 */
record Page(String name, String text, Node document, List<Title> headings) {

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"");

  /** A heading and the anchor that GitHub gives it. */
  record Title(int level, String text, String anchor) {}

  static Page read(String name, String text) {
    Node document = PARSER.parse(text);
    List<Title> headings = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            String title = words(heading);
            String slug = slug(title);
            int times = seen.merge(slug, 1, Integer::sum);
            headings.add(
                new Title(heading.getLevel(), title, times == 1 ? slug : slug + "-" + (times - 1)));
          }
        });
    return new Page(name, text, document, List.copyOf(headings));
  }

  private static String words(Node node) {
    StringBuilder words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString();
  }

  private static String slug(String title) {
    return title
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
        .replace(' ', '-');
  }

  boolean hasAnchor(String anchor) {
    Matcher own = ANCHOR.matcher(text);
    return headings.stream().anyMatch(title -> title.anchor().equals(anchor))
        || own.results().anyMatch(found -> found.group(1).equals(anchor));
  }

  /** Where it stands in the site. */
  String target() {
    return targetOf(name);
  }

  static String targetOf(String name) {
    return name.replaceFirst("(^|/)README\\.md$", "$1index.html").replaceFirst("\\.md$", ".html");
  }

  boolean isChinese() {
    return name.contains("zh-CN/");
  }

  String title() {
    return headings.isEmpty() ? name : headings.get(0).text();
  }

  /** From this page to the root of the site. */
  String toRoot() {
    return name.chars()
        .filter(c -> c == '/')
        .mapToObj(slash -> "../")
        .collect(Collectors.joining());
  }
}
