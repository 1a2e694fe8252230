package io.github.citydc.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fenced code block of a Markdown file.
 *
 * @param file where it stands, relative to the root of the repository
 * @param line the number of its first line of code
 * @param language the words behind the fence
 * @param text the code, with a line end behind each line
 * @param output the block of language {@code text} that follows a program as its output
 */
record CodeBlock(Path file, int line, String language, String text, Optional<String> output) {

  private static final String FENCE = "```";

  /** The blocks of a file, in their order. */
  static List<CodeBlock> of(Path root, Path file) throws IOException {
    List<CodeBlock> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        String language = lines.get(i).substring(FENCE.length()).strip();
        int first = i + 1;
        i = end(lines, first);
        String text = String.join("\n", lines.subList(first, i)) + "\n";
        blocks.add(
            new CodeBlock(root.relativize(file), first + 1, language, text, Optional.empty()));
      }
    }
    return withOutputs(blocks);
  }

  private static int end(List<String> lines, int from) {
    int end = from;
    while (!lines.get(end).strip().equals(FENCE)) {
      end++;
    }
    return end;
  }

  private static List<CodeBlock> withOutputs(List<CodeBlock> blocks) {
    List<CodeBlock> whole = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      CodeBlock block = blocks.get(i);
      boolean shown =
          block.isProgram() && i + 1 < blocks.size() && blocks.get(i + 1).language().equals("text");
      whole.add(shown ? block.printing(blocks.get(i + 1).text()) : block);
    }
    return whole;
  }

  private CodeBlock printing(String text) {
    return new CodeBlock(file, line, language, this.text, Optional.of(text));
  }

  /** A whole Java file. */
  boolean isFile() {
    return text.startsWith("import ") || text.startsWith("package ");
  }

  /** A whole Java program, to be compiled as it stands. */
  boolean isProgram() {
    return language.equals("java") && text.contains("public static void main(");
  }

  String place() {
    return file + ":" + line;
  }

  @Override
  public String toString() {
    return place() + " " + language;
  }
}
