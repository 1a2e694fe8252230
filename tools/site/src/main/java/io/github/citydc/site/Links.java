package io.github.citydc.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.renderer.html.HtmlRenderer;

/** Writes pages with their links as the site has them, and notes those that lead nowhere. */
final class Links {

  private static final String REPOSITORY = "https://github.com/citydc/citydc-sdk/blob/main/";

  private final Path root;
  private final Map<String, Page> pages;
  private final List<String> dead = new ArrayList<>();

  Links(Path root, Map<String, Page> pages) {
    this.root = root;
    this.pages = pages;
  }

  String html(Page page) {
    Iterator<Page.Title> titles = page.headings().iterator();
    return HtmlRenderer.builder()
        .extensions(List.of(TablesExtension.create()))
        .attributeProviderFactory(
            context ->
                (node, tag, attributes) -> {
                  if (node instanceof Heading) {
                    attributes.put("id", titles.next().anchor());
                  } else if (node instanceof Link link) {
                    attributes.put("href", leading(page, link.getDestination()));
                  } else if (node instanceof Image image) {
                    checkFile(page, image.getDestination());
                  }
                })
        .build()
        .render(page.document());
  }

  private String leading(Page page, String link) {
    if (link.matches("[a-z]+:.*")) {
      return link;
    }
    String[] parts = link.split("#", 2);
    String anchor = parts.length == 2 ? parts[1] : "";
    String name = parts[0].isEmpty() ? page.name() : resolved(page, parts[0]);
    Page target = pages.getOrDefault(name, pages.get(name + "/README.md"));
    if (target != null) {
      if (!anchor.isEmpty() && !target.hasAnchor(anchor)) {
        dead.add(page.name() + " -> " + link);
      }
      return (parts[0].isEmpty() ? "" : page.toRoot() + target.target())
          + (anchor.isEmpty() ? "" : "#" + anchor);
    }
    checkFile(page, parts[0]);
    return name.startsWith("docs/") && Files.isRegularFile(root.resolve(name))
        ? page.toRoot() + name
        : REPOSITORY + name;
  }

  private void checkFile(Page page, String link) {
    if (!Files.exists(root.resolve(resolved(page, link)))) {
      dead.add(page.name() + " -> " + link);
    }
  }

  private static String resolved(Page page, String link) {
    Path folder = Path.of("/" + page.name()).getParent();
    Path target = folder == null ? Path.of(link) : folder.resolve(link);
    return target.normalize().toString().substring(1);
  }

  List<String> dead() {
    return List.copyOf(dead);
  }
}
