package io.github.citydc.site;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What stands around the text of a page: navigation, search, the other language. */
final class Frame {

  private static final String BEGIN =
      "messages payload-types bulk documents pull reconciliation receipts";
  private static final List<String> ORDER =
      List.of(
          ("glossary "
                  + BEGIN
                  + " validation naming joining keys trust signing security testing console node"
                  + " operations configuration runbook troubleshooting upgrading errors/problems"
                  + " errors/violations architecture compatibility")
              .split(" "));

  private Frame() {}

  static String around(Page page, String html, Collection<String> names, List<String> modules) {
    String up = page.toRoot();
    String folder = page.isChinese() ? "docs/zh-CN/" : "docs/";
    String start = page.isChinese() ? "docs/zh-CN/README.md" : "README.md";
    StringBuilder nav = new StringBuilder();
    nav.append(item(up, start, page, page.isChinese() ? "首页" : "README"));
    for (String guide : ORDER) {
      String name = folder + guide + ".md";
      if (names.contains(name)) {
        nav.append(item(up, name, page, guide.replaceFirst("errors/", "")));
      }
    }
    nav.append(item(up, "docs/standard/README.md", page, page.isChinese() ? "接口标准" : "standard"));
    nav.append(
        modules.stream()
            .map(
                module ->
                    "<a href=\""
                        + up
                        + "apidocs/"
                        + module
                        + "/index.html\">Javadoc "
                        + module
                        + "</a>")
            .collect(Collectors.joining()));
    return "<!DOCTYPE html>\n<html lang=\""
        + (page.isChinese() ? "zh-CN" : "en")
        + "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>"
        + page.title().replace("&", "&amp;").replace("<", "&lt;")
        + "</title><link rel=\"stylesheet\" href=\""
        + up
        + "site.css\"><script src=\""
        + up
        + "search-index.js\" defer></script><script src=\""
        + up
        + "site.js\" defer></script></head>\n<body data-root=\""
        + up
        + "\"><header><input type=\"search\" id=\"search\" aria-label=\"Search 搜索\" placeholder=\"Search 搜索 ( / )\"> "
        + other(page, names)
        + "<ol id=\"found\"></ol></header>\n<nav>"
        + nav
        + "</nav>\n<main>\n"
        + html
        + "</main></body></html>\n";
  }

  private static String item(String up, String name, Page page, String text) {
    String current = name.equals(page.name()) ? " aria-current=\"page\"" : "";
    return "<a href=\"" + up + Page.targetOf(name) + "\"" + current + ">" + text + "</a>";
  }

  /** The same page in the other language. */
  private static String other(Page page, Collection<String> names) {
    String name =
        page.isChinese()
            ? page.name().equals("docs/zh-CN/README.md")
                ? "README.md"
                : page.name().replace("docs/zh-CN/", "docs/")
            : page.name().equals("README.md")
                ? "docs/zh-CN/README.md"
                : page.name().replaceFirst("^docs/", "docs/zh-CN/");
    return names.contains(name) && !name.equals(page.name())
        ? "<a href=\""
            + page.toRoot()
            + Page.targetOf(name)
            + "\">"
            + (page.isChinese() ? "English" : "中文")
            + "</a>"
        : "";
  }
}
