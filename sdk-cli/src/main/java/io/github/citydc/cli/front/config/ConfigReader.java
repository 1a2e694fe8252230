package io.github.citydc.cli.front.config;

import io.github.citydc.cli.front.config.FrontConfig.FileForm;
import io.github.citydc.cli.front.config.FrontConfig.Http;
import io.github.citydc.cli.front.config.FrontConfig.Hub;
import io.github.citydc.cli.front.config.FrontConfig.InFolder;
import io.github.citydc.cli.front.config.FrontConfig.InTable;
import io.github.citydc.cli.front.config.FrontConfig.Inbound;
import io.github.citydc.cli.front.config.FrontConfig.KeyFolder;
import io.github.citydc.cli.front.config.FrontConfig.KeyToken;
import io.github.citydc.cli.front.config.FrontConfig.Keys;
import io.github.citydc.cli.front.config.FrontConfig.Limits;
import io.github.citydc.cli.front.config.FrontConfig.Login;
import io.github.citydc.cli.front.config.FrontConfig.OutFolder;
import io.github.citydc.cli.front.config.FrontConfig.OutTable;
import io.github.citydc.cli.front.config.FrontConfig.Target;
import io.github.citydc.cli.front.config.FrontConfig.Webhook;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the file of a front-end machine, strictly: everything that is wrong is said at once. */
public final class ConfigReader {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration REMEMBERED = Duration.ofDays(90);
  private static final int LAST_PORT = 65_535;
  private static final String LOOPBACK = "127.0.0.1";
  private static final String NOWHERE = "http://localhost";
  private static final NodeId NOBODY = NodeId.parse("440100:114401000074821105:hub");

  private final Function<String, Class<? extends Payload>> types;
  private final List<ConfigFault> faults = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private ConfigReader(Function<String, Class<? extends Payload>> types) {
    this.types = types;
  }

  /**
   * Reads a file.
   *
   * @param file the file; the paths in it begin at its folder
   * @param types the record of a payload type by its name; throws for a name that is none
   * @return the settings
   * @throws ConfigException if anything is wrong with it
   * @throws IOException if it cannot be read
   */
  public static FrontConfig read(Path file, Function<String, Class<? extends Payload>> types)
      throws IOException {
    String yaml = InputFiles.text(file, StandardCharsets.UTF_8);
    Path home = file.toAbsolutePath().resolveSibling(".").normalize();
    ConfigReader reader = new ConfigReader(types);
    Optional<FrontConfig> config = reader.read(yaml, home, file);
    if (!reader.faults.isEmpty() || config.isEmpty()) {
      throw new ConfigException(file, reader.faults.stream().sorted().toList());
    }
    return config.get();
  }

  private Optional<FrontConfig> read(String yaml, Path home, Path file) {
    try {
      Optional<Node> root =
          new Compose(LoadSettings.builder().setLabel(file.toString()).build()).composeString(yaml);
      if (root.isEmpty()) {
        faults.add(new ConfigFault(1, "the file is empty; cdx front --example prints one"));
      }
      return root.map(node -> config(new Section("", node, home, faults)));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      faults.add(new ConfigFault(line, "is not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      faults.add(new ConfigFault(1, "is not YAML"));
    }
    return Optional.empty();
  }

  private FrontConfig config(Section root) {
    Path data = root.requiredPath("data").orElse(Path.of(""));
    Optional<Section> outbound = root.section("outbound");
    FrontConfig config =
        new FrontConfig(
            data,
            hub(root.required("hub")),
            keys(root.required("keys")),
            root.section("database").map(this::wholeLogin),
            root.section("limits").map(this::limits).orElseGet(ConfigReader::standardLimits),
            root.path("receipts").orElse(data.resolve("receipts")),
            root.section("http").map(this::http),
            outbound.map(in -> each(in, "tables", this::outTable)).orElse(List.of()),
            outbound.map(in -> each(in, "folders", this::outFolder)).orElse(List.of()),
            root.section("inbound").map(this::inbound));
    outbound.ifPresent(Section::end);
    root.end();
    if (!root.has("http") && outbound.isEmpty() && !root.has("inbound")) {
      root.fault("outbound", "there is nothing to do: add outbound, inbound or http");
    }
    return config;
  }

  private static <T> List<T> each(Section in, String key, Function<Section, T> reader) {
    return in.sections(key).stream().map(reader).toList();
  }

  private Hub hub(Section section) {
    Hub hub =
        new Hub(
            section.required("url", URI::create).orElse(URI.create(NOWHERE)),
            section.required("node", NodeId::parse).orElse(NOBODY),
            section.flag("allow-http"),
            section.path("tls-trust"));
    section.end();
    return hub;
  }

  private Keys keys(Section section) {
    Optional<Path> folder = section.path("folder");
    Optional<SecretSource> passphrase = section.secret("passphrase");
    Optional<Section> token = section.section("pkcs11");
    section.end();
    if (folder.isPresent() == token.isPresent()) {
      section.fault("folder", "write either folder or pkcs11");
    }
    return token
        .<Keys>map(this::token)
        .orElseGet(() -> new KeyFolder(folder.orElse(Path.of("")), passphrase));
  }

  private KeyToken token(Section section) {
    Optional<SecretSource> pin = section.secret("pin");
    if (pin.isEmpty()) {
      section.fault("pin", "is missing");
    }
    KeyToken token =
        new KeyToken(
            section.requiredPath("settings").orElse(Path.of("")),
            section.text("alias"),
            pin.orElse(new SecretSource(Optional.empty(), Optional.of(""))),
            section.requiredPath("root").orElse(Path.of("")));
    section.end();
    return token;
  }

  private Login wholeLogin(Section section) {
    Login login = login(section);
    section.end();
    return login;
  }

  private Login login(Section section) {
    String url = section.text("url");
    if (!url.isEmpty() && !url.startsWith("jdbc:")) {
      section.fault("url", "must be a JDBC URL, such as jdbc:postgresql://127.0.0.1/front");
    }
    return new Login(url, section.optional("user"), section.secret("password"));
  }

  private static Limits standardLimits() {
    return new Limits(10_000, 200, REMEMBERED);
  }

  private Limits limits(Section section) {
    Limits standard = standardLimits();
    Limits limits =
        new Limits(
            section.number("waiting", standard.waiting(), 1, 10_000_000),
            section.number("together", standard.together(), 1, 1_000),
            section.duration("remember", standard.remember()));
    section.end();
    return limits;
  }

  private Http http(Section section) {
    Http http =
        new Http(
            section.optional("address").orElse(LOOPBACK),
            section.number("port", 8472, 0, LAST_PORT),
            section.secret("token"));
    section.end();
    return http;
  }

  /** A name is part of keys, so that it must not change, nor be that of another. */
  private String name(Section section) {
    String name = section.text("name");
    if (!name.isEmpty() && !name.matches("[a-z][a-z0-9-]{0,31}")) {
      section.fault("name", "is 1 to 32 characters of a-z, 0-9 and -, the first one a letter");
    } else if (!name.isEmpty() && !names.add(name)) {
      section.fault("name", "another source or target has this name");
    }
    return name;
  }

  private static String table(Section section, String standard) {
    return section
        .value(
            "table",
            text -> {
              if (!text.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?")) {
                throw new IllegalArgumentException("must be the name of a table");
              }
              return text;
            })
        .orElse(standard);
  }

  private OutTable outTable(Section section) {
    OutTable table =
        new OutTable(
            name(section),
            login(section),
            table(section, "cdx_front_out"),
            section.duration("poll", POLL));
    section.end();
    return table;
  }

  private OutFolder outFolder(Section section) {
    OutFolder folder =
        new OutFolder(
            name(section),
            section.requiredPath("folder").orElse(Path.of("")),
            type(section),
            section.value("operation", Operation::ofWireName).orElse(Operation.UPSERT),
            section.value("to", NodeId::parse),
            form(section),
            section.value("ready", ConfigReader::isMarker).orElse(false),
            section.duration("poll", POLL));
    section.end();
    return folder;
  }

  private static boolean isMarker(String text) {
    return switch (text) {
      case "marker" -> true;
      case "rename" -> false;
      default -> throw new IllegalArgumentException("must be rename or marker");
    };
  }

  private Class<? extends Payload> type(Section section) {
    return section.<Class<? extends Payload>>required("type", types).orElse(Payload.class);
  }

  private static FileForm form(Section section) {
    boolean csv = section.value("format", ConfigReader::isCsv).orElse(false);
    Map<String, String> columns = section.map("columns");
    if (csv && columns.isEmpty()) {
      section.fault("columns", "is missing: which JSON Pointer each column of the CSV file is");
    }
    if (!csv && !columns.isEmpty()) {
      section.fault("columns", "goes with format: csv");
    }
    columns.forEach(
        (column, place) -> {
          if (!Cells.isPlace(place)) {
            section.fault("columns", column + ": " + Cells.RULE);
          }
        });
    return new FileForm(
        csv,
        section.value("charset", ConfigReader::charset).orElse(StandardCharsets.UTF_8),
        section.value("separator", ConfigReader::separator).orElse(','),
        columns);
  }

  private static boolean isCsv(String text) {
    return switch (text) {
      case "csv" -> true;
      case "ndjson" -> false;
      default -> throw new IllegalArgumentException("must be ndjson or csv");
    };
  }

  private static Charset charset(String text) {
    Charset charset;
    try {
      charset = Charset.forName(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "there is no encoding " + text + "; there are UTF-8, GBK, GB18030 and others", e);
    }
    if (!Arrays.equals("\n".getBytes(charset), new byte[] {'\n'})) {
      throw new IllegalArgumentException(
          text + " has lines that do not end with the byte 0A; take UTF-8, GBK or GB18030");
    }
    return charset;
  }

  private static char separator(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("must be one character, such as \",\" or \";\"");
    }
    return text.charAt(0);
  }

  private Inbound inbound(Section section) {
    List<Target> targets = new ArrayList<>();
    targets.addAll(each(section, "tables", this::inTable));
    targets.addAll(each(section, "folders", this::inFolder));
    targets.addAll(each(section, "webhooks", this::webhook));
    Inbound inbound =
        new Inbound(
            section.optional("address").orElse(LOOPBACK),
            section.number("port", 8473, 0, LAST_PORT),
            section.flag("tls"),
            List.copyOf(targets));
    section.end();
    if (targets.isEmpty()) {
      section.fault("tables", "there is no target: add tables, folders or webhooks");
    }
    return inbound;
  }

  private List<Class<? extends Payload>> types(Section section) {
    List<Class<? extends Payload>> found = new ArrayList<>();
    for (String name : section.words("types")) {
      try {
        found.add(types.apply(name));
      } catch (IllegalArgumentException e) {
        section.fault("types", String.valueOf(e.getMessage()));
      }
    }
    if (!section.has("types")) {
      section.fault("types", "is missing");
    }
    return List.copyOf(found);
  }

  private InTable inTable(Section section) {
    InTable table =
        new InTable(name(section), types(section), login(section), table(section, "cdx_front_in"));
    section.end();
    return table;
  }

  private InFolder inFolder(Section section) {
    InFolder folder =
        new InFolder(
            name(section), types(section), section.requiredPath("folder").orElse(Path.of("")));
    section.end();
    return folder;
  }

  private Webhook webhook(Section section) {
    Webhook webhook =
        new Webhook(
            name(section),
            types(section),
            section.required("url", ConfigReader::address).orElse(URI.create(NOWHERE)),
            section.secret("token"));
    section.end();
    return webhook;
  }

  private static URI address(String text) {
    URI url = URI.create(text);
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new IllegalArgumentException("must be an http or https URL");
    }
    return url;
  }
}
