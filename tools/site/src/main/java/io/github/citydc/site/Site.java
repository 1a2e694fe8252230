package io.github.citydc.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes a site of README and docs: a page for each Markdown file, both languages, search, and the
 * Javadoc of the modules if it is built. Fails if a link leads nowhere.
 *
 * <p>Arguments: the root of the repository, the folder of the site.
 */
public final class Site {

  private static final List<String> OTHERS =
      List.of(
          "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "sdk-examples/README.md");
  private static final List<String> MODULES = List.of("sdk-core", "sdk-signing", "sdk-testkit");

  private final Path root;
  private final Path out;
  private final TreeMap<String, Page> pages = new TreeMap<>();

  private Site(Path root, Path out) {
    this.root = root;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    Site site = new Site(Path.of(args[0]).toRealPath(), Path.of(args[1]));
    List<String> dead = site.make();
    dead.forEach(System.err::println);
    if (!dead.isEmpty()) {
      throw new IllegalStateException(dead.size() + " links lead nowhere");
    }
    System.out.println(site.pages.size() + " pages in " + args[1]);
  }

  private List<String> make() throws IOException {
    for (Path file : markdown()) {
      String name = root.relativize(file).toString();
      pages.put(name, Page.read(name, Files.readString(file)));
    }
    Links links = new Links(root, pages);
    SearchIndex index = new SearchIndex();
    for (Page page : pages.values()) {
      Path target = out.resolve(page.target());
      Files.createDirectories(Objects.requireNonNull(target.getParent()));
      Files.writeString(target, Frame.around(page, links.html(page), pages.keySet(), javadoc()));
      index.add(page);
    }
    Files.writeString(out.resolve("search-index.js"), index.toScript());
    for (String asset : List.of("site.css", "site.js")) {
      try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(asset), asset)) {
        Files.copy(in, out.resolve(asset), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    copyOtherFiles();
    for (String module : javadoc()) {
      copy(apidocs(module), out.resolve("apidocs").resolve(module));
    }
    return links.dead();
  }

  private List<Path> markdown() throws IOException {
    List<Path> files = new ArrayList<>();
    OTHERS.stream().map(root::resolve).filter(Files::exists).forEach(files::add);
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
    }
    return files;
  }

  private void copyOtherFiles() throws IOException {
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      for (Path file : docs.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".md")) {
          Path target = out.resolve(root.relativize(file).toString());
          Files.createDirectories(Objects.requireNonNull(target.getParent()));
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private Path apidocs(String module) {
    return root.resolve(module).resolve("target").resolve("reports").resolve("apidocs");
  }

  private List<String> javadoc() {
    return MODULES.stream().filter(module -> Files.exists(apidocs(module))).toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
