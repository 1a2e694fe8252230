package io.github.citydc.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import io.github.citydc.cli.AllModules;
import io.github.citydc.cli.Cdx;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What the sentences of a page name is there: members of types, options, checks and figures. */
class NamesOnPagesTest {

  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern MEMBER =
      Pattern.compile("\\b([A-Z]\\w+)\\.([a-z]\\w+|[A-Z][A-Z_0-9]+)\\b");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  /** Containers of constraints have this name of a type of Java. */
  private static final String OF_JAVA = "List";

  /** Options of Java, Spark and KingbaseES, and one that picocli adds. */
  private static final Set<String> OPTIONS_OF_OTHERS =
      Set.of("--add-modules", "--help", "--mode", "--packages");

  @Test
  void every_member_that_a_page_names_is_there() {
    Map<String, List<JavaClass>> types =
        AllModules.CLASSES.stream()
            .filter(type -> !type.getSimpleName().equals(OF_JAVA))
            .collect(Collectors.groupingBy(JavaClass::getSimpleName));
    Set<String> missing = new TreeSet<>();
    int[] named = {0};
    inCode(
        MEMBER,
        (place, found) -> {
          List<JavaClass> owners = types.getOrDefault(found.group(1), List.of());
          if (!owners.isEmpty() && !found.group(2).equals("class")) {
            named[0]++;
            if (owners.stream().noneMatch(owner -> has(owner, found.group(2)))) {
              missing.add(place + " " + found.group());
            }
          }
        });

    assertThat(named[0]).isGreaterThan(200);
    assertThat(missing).isEmpty();
  }

  private static boolean has(JavaClass type, String member) {
    return type.getAllMembers().stream().map(JavaMember::getName).anyMatch(member::equals);
  }

  @Test
  void every_option_that_a_page_names_is_one() {
    Set<String> options = new TreeSet<>(OPTIONS_OF_OTHERS);
    collect(
        Cdx.commandLine(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()))
            .getCommandSpec(),
        options::add);
    Set<String> missing = new TreeSet<>();
    inCode(
        OPTION,
        (place, found) -> {
          if (!options.contains(found.group())) {
            missing.add(place + " " + found.group());
          }
        });

    assertThat(missing).isEmpty();
  }

  private static void collect(CommandSpec command, Consumer<String> names) {
    command.optionsMap().keySet().forEach(names);
    for (CommandLine each : command.subcommands().values()) {
      collect(each.getCommandSpec(), names);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/operations.md", "docs/zh-CN/operations.md"})
  void every_check_of_a_node_and_its_figures_are_on_the_page(String page)
      throws IOException, InterruptedException {
    String text = Files.readString(Guides.ROOT.resolve(page));
    List<String> names = new ArrayList<>();
    JsonNode health = health();
    health.path("checks").fieldNames().forEachRemaining(names::add);
    for (JsonNode figures : health.path("figures")) {
      figures.fieldNames().forEachRemaining(names::add);
    }

    assertThat(names)
        .contains("inbox", "unfinished")
        .allSatisfy(name -> assertThat(text).contains("`" + name + "`"));
  }

  private static JsonNode health() throws IOException, InterruptedException {
    NodeId hub = NodeId.parse("440100:114401000074821105:hub");
    SandboxCity city = SandboxCity.found("Test Root");
    try (SandboxNode node = SandboxNode.builder(city, hub).recordingEverything().start()) {
      URI health = node.baseUrl().resolve("/health");
      return new ObjectMapper()
          .readTree(
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                  .body());
    }
  }

  private interface Found {
    void accept(String place, MatchResult match);
  }

  /** Looks into the code within sentences of all guides. */
  private static void inCode(Pattern pattern, Found found) {
    for (Path file : Guides.files()) {
      Path name = Guides.ROOT.relativize(file);
      if (name.startsWith("docs/standard")) {
        continue;
      }
      CODE.matcher(prose(file))
          .results()
          .flatMap(code -> pattern.matcher(code.group(1)).results())
          .forEach(match -> found.accept(name.toString(), match));
    }
  }

  private static String prose(Path file) {
    try {
      return Files.readString(file).replaceAll("(?ms)^```.*?^```$", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
