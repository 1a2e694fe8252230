package io.github.citydc.cli.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The README and the guides, in both languages. */
final class Guides {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Guides() {}

  /** Every Markdown file that speaks to users. */
  static List<Path> files() {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      List<Path> guides = docs.filter(file -> file.toString().endsWith(".md")).toList();
      return Stream.concat(
              Stream.of("README.md", "sdk-examples/README.md", "CONTRIBUTING.md", "SECURITY.md")
                  .map(ROOT::resolve)
                  .filter(Files::exists),
              guides.stream())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Their code blocks of one language. */
  static List<CodeBlock> blocks(String language) {
    return files().stream()
        .flatMap(file -> blocks(file).stream())
        .filter(block -> block.language().equals(language))
        .toList();
  }

  private static List<CodeBlock> blocks(Path file) {
    try {
      return CodeBlock.of(ROOT, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
