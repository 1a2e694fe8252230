package io.github.citydc.cli.front.config;

import io.github.citydc.cli.failure.Likeness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file, read setting by setting. What is wrong is noted with its line, and
 * reading goes on; a setting that nobody has asked for is one that is not known. Not thread-safe.
 */
final class Section {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");

  private final String path;
  private final int line;
  private final Path home;
  private final List<ConfigFault> faults;
  private final Map<String, Node> members = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  Section(String path, Node node, Path home, List<ConfigFault> faults) {
    this.path = path;
    this.line = lineOf(node);
    this.home = home;
    this.faults = faults;
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(this::add);
    } else {
      fault(line, (path.isEmpty() ? "the file" : path) + " must be settings, name: value");
    }
  }

  private void add(NodeTuple tuple) {
    int at = lineOf(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      fault(at, "the name of a setting is one word");
    } else if (members.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
      fault(at, named(key.getValue()) + " is here a second time");
    } else {
      lines.put(key.getValue(), at);
    }
  }

  static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private String named(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private void fault(int at, String message) {
    faults.add(new ConfigFault(at, message));
  }

  /** Notes that a setting is not what it must be. */
  void fault(String key, String message) {
    fault(lines.getOrDefault(key, line), named(key) + ": " + message);
  }

  private Optional<Node> find(String key) {
    asked.add(key);
    return Optional.ofNullable(members.get(key));
  }

  boolean has(String key) {
    return find(key).isPresent();
  }

  /** A text; a missing one is noted. */
  String text(String key) {
    if (!has(key)) {
      fault(key, "is missing");
    }
    return optional(key).orElse("");
  }

  Optional<String> optional(String key) {
    Optional<Node> node = find(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    fault(key, "must be a text that is not empty");
    return Optional.empty();
  }

  /** What a parser makes of a text; what it throws is noted. */
  <T> Optional<T> value(String key, Function<String, T> parser) {
    Optional<String> text = optional(key);
    try {
      return text.map(parser);
    } catch (IllegalArgumentException e) {
      fault(key, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** The same for a setting that must be there. */
  <T> Optional<T> required(String key, Function<String, T> parser) {
    if (!has(key)) {
      fault(key, "is missing");
    }
    return value(key, parser);
  }

  Optional<Path> path(String key) {
    return value(key, home::resolve).map(Path::normalize);
  }

  Optional<Path> requiredPath(String key) {
    return required(key, home::resolve).map(Path::normalize);
  }

  int number(String key, int standard, int least, int most) {
    return value(
            key,
            text -> {
              int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
              if (number < least || number > most) {
                throw new IllegalArgumentException(
                    "must be a number from " + least + " to " + most);
              }
              return number;
            })
        .orElse(standard);
  }

  boolean flag(String key) {
    return value(
            key,
            text -> {
              if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("must be true or false");
              }
              return Boolean.valueOf(text);
            })
        .orElse(false);
  }

  Duration duration(String key, Duration standard) {
    return value(key, Section::duration).orElse(standard);
  }

  private static Duration duration(String text) {
    Matcher match = DURATION.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("must be a time such as 500ms, 2s, 5m, 1h or 90d");
    }
    long number = Long.parseLong(match.group(1));
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** A section within this one; a missing one is noted. */
  Section required(String key) {
    return section(key)
        .orElseGet(
            () -> {
              fault(key, "is missing");
              return new Section(
                  named(key),
                  new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK),
                  home,
                  new ArrayList<>());
            });
  }

  Optional<Section> section(String key) {
    return find(key).map(node -> new Section(named(key), node, home, faults));
  }

  List<Section> sections(String key) {
    Optional<Node> node = find(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (!(node.get() instanceof SequenceNode list)) {
      fault(key, "must be a list, each beginning with a dash");
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    for (Node each : list.getValue()) {
      sections.add(new Section(named(key) + "[" + (sections.size() + 1) + "]", each, home, faults));
    }
    return List.copyOf(sections);
  }

  /** A list of words. */
  List<String> words(String key) {
    Optional<Node> node = find(key);
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get() instanceof SequenceNode list
        && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
      return list.getValue().stream().map(word -> ((ScalarNode) word).getValue()).toList();
    }
    fault(key, "must be a list of words, such as [one, two]");
    return List.of();
  }

  /** Names and texts of one's own, in their order. */
  Map<String, String> map(String key) {
    Map<String, String> map = new LinkedHashMap<>();
    Optional<Section> section = section(key);
    section.ifPresent(
        inner ->
            inner.members.forEach(
                (name, node) -> inner.optional(name).ifPresent(text -> map.put(name, text))));
    return map;
  }

  /** A secret by reference; one that stands in the file is refused without being repeated. */
  Optional<SecretSource> secret(String key) {
    Optional<Node> node = find(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof MappingNode)) {
      fault(
          key,
          "a secret does not stand in this file: write {file: PATH}, whose first line it is, or"
              + " {env: NAME}");
      return Optional.empty();
    }
    Section section = new Section(named(key), node.get(), home, faults);
    SecretSource source = new SecretSource(section.path("file"), section.optional("env"));
    section.end();
    if (source.file().isPresent() == source.variable().isPresent()) {
      fault(key, "write either {file: PATH} or {env: NAME}");
      return Optional.empty();
    }
    return Optional.of(source);
  }

  /** Notes every setting that is not known. */
  void end() {
    lines.forEach(
        (name, at) -> {
          if (!asked.contains(name)) {
            fault(
                at,
                named(name)
                    + " is not known"
                    + Likeness.nearest(name, asked)
                        .map(known -> "; do you mean " + known + "?")
                        .orElseGet(() -> "; there are " + String.join(", ", asked)));
          }
        });
  }
}
