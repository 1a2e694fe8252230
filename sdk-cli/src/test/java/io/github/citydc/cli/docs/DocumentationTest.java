package io.github.citydc.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.Cdx;
import io.github.citydc.exchange.message.ProblemCode;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import picocli.CommandLine;

/** What the README and the guides show is true: their code compiles, their programs run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentationTest {

  private static final String VERSION =
      "(?s).*?<artifactId>citydc-sdk</artifactId>\\s*<version>(.*?)<.*";

  private Path classes = Path.of("");
  private List<String> errors = List.of();

  @BeforeAll
  void compile(@TempDir Path folder) throws IOException {
    classes = folder;
    JavaBlocks blocks = new JavaBlocks();
    for (CodeBlock block : Guides.blocks("java")) {
      blocks.add(block);
    }
    errors = blocks.compile(classes);
  }

  @Test
  void every_java_block_compiles() {
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void every_program_prints_what_the_page_shows(CodeBlock program, @TempDir Path folder)
      throws IOException, InterruptedException {
    Run run =
        Run.of(JavaBlocks.typeOf(program), classes.resolve(JavaBlocks.folderOf(program)), folder);

    assertThat(run.exitCode()).as(run.errors()).isZero();
    program.output().ifPresent(shown -> assertThat(run.output()).matches(pattern(shown)));
  }

  static Stream<CodeBlock> programs() {
    return Guides.blocks("java").stream().filter(CodeBlock::isProgram);
  }

  /** The shown text, in which … stands for what differs each time. */
  private static Pattern pattern(String shown) {
    return Pattern.compile(
        Stream.of(shown.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  /** A program of a page, run in a folder of its own. */
  private record Run(int exitCode, String output, String errors) {

    static Run of(String type, Path classes, Path folder) throws IOException, InterruptedException {
      Path output = folder.resolve("output");
      Path errors = folder.resolve("errors");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Dfile.encoding=UTF-8",
                  "-Dstdout.encoding=UTF-8",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  classes + File.pathSeparator + System.getProperty("java.class.path"),
                  type)
              .directory(Files.createDirectory(folder.resolve("run")).toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      try {
        return new Run(
            process.waitFor(),
            Files.readString(output, StandardCharsets.UTF_8),
            Files.readString(errors, StandardCharsets.UTF_8));
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void every_xml_block_is_well_formed_and_names_artifacts_and_the_version_of_this_build()
      throws Exception {
    String version = Files.readString(Guides.ROOT.resolve("pom.xml")).replaceFirst(VERSION, "$1");
    List<CodeBlock> blocks = Guides.blocks("xml");

    assertThat(blocks).isNotEmpty();
    for (CodeBlock block : blocks) {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader("<all>" + block.text() + "</all>")));
      NodeList groups = document.getElementsByTagName("groupId");
      for (int i = 0; i < groups.getLength(); i++) {
        Element parent = (Element) groups.item(i).getParentNode();
        if (groups.item(i).getTextContent().equals("io.github.citydc")) {
          String artifact = child(parent, "artifactId");
          assertThat(Guides.ROOT.resolve(artifact)).as(block.place()).isDirectory();
          assertThat(child(parent, "version")).as(block.place()).isIn("", version);
        }
      }
    }
  }

  private static String child(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  @Test
  void every_command_of_cdx_is_one() {
    List<String> refused = new ArrayList<>();
    for (CodeBlock block : Guides.blocks("sh")) {
      for (List<String> words : ShellBlock.commandsOfCdx(block.text())) {
        try {
          CommandLine cdx = Cdx.commandLine(silent(), silent());
          cdx.parseArgs(words.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
          refused.add(block.place() + " cdx " + String.join(" ", words) + ": " + e.getMessage());
        }
      }
    }
    assertThat(refused).isEmpty();
  }

  private static PrintWriter silent() {
    return new PrintWriter(Writer.nullWriter());
  }

  @Test
  void every_profile_that_maven_is_given_is_one() throws IOException {
    String pom = Files.readString(Guides.ROOT.resolve("pom.xml"));
    for (CodeBlock block : Guides.blocks("sh")) {
      Pattern.compile("mvn [^\n#]*?-P(\\w+)")
          .matcher(block.text())
          .results()
          .forEach(
              named ->
                  assertThat(pom).as(block.place()).contains("<id>" + named.group(1) + "</id>"));
    }
  }

  @Test
  void every_problem_code_has_its_section_in_both_languages() throws IOException {
    for (String page : List.of("docs/errors/problems.md", "docs/zh-CN/errors/problems.md")) {
      List<String> headings =
          Files.readAllLines(Guides.ROOT.resolve(page)).stream()
              .filter(line -> line.startsWith("## "))
              .map(line -> line.substring(3))
              .toList();

      assertThat(headings)
          .as(page)
          .containsExactlyInAnyOrderElementsOf(
              ProblemCode.standard().stream().map(ProblemCode::wireName).toList());
    }
  }

  @Test
  void every_link_within_the_documentation_leads_somewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path file : Guides.files()) {
      dead.addAll(Links.dead(file));
    }
    assertThat(dead).isEmpty();
  }
}
