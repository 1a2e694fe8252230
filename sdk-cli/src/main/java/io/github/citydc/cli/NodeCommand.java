package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.database.Database;
import io.github.citydc.code.ShareType;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import io.github.citydc.testkit.SandboxNodeBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx node}. */
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a sandbox city node on this machine until it receives SIGTERM or Ctrl-C. It takes every payload type of"
          + " version 1 and stores each payload in the table cdx_sandbox_record, in the transaction that stores the message.",
      "Keys, database and address are kept: after a stop or a crash, the same command continues with them.",
      "Prints one line of JSON when it is ready: node, url, pid. Its console page is at / of the same port."
    },
    footer = {
      "",
      "Nodes that are enrolled later, by cdx keygen, are known at once.",
      "",
      "Example: cdx keygen --node 440106:11440106007482911C:grid --out city",
      "         cdx node --port 8080 --data hub --keys city",
      "         cdx send --to http://127.0.0.1:8080/cdx/v1 --key city/440106_11440106007482911C_grid \\",
      "           --type population.person person.json"
    })
final class NodeCommand implements Callable<Integer> {

  static final String CITY_NAME = "Sandbox Root of the City";

  private static final int LAST_PORT = 65_535;

  private static final String HUB = "440100:114401000074821105:hub";

  @Option(
      names = "--port",
      paramLabel = "P",
      description =
          "The port on 127.0.0.1, 0 for any. Default: the one of the last run, else any that is free.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the node: an H2 database, and the city if --keys is not given.")
  private Path data = Path.of("");

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description =
          "The folder of the city, as cdx keygen makes it. Default: city in --data, made if it is not"
              + " there.")
  private Optional<Path> keys = Optional.empty();

  @Option(
      names = "--self",
      paramLabel = "NODEID",
      defaultValue = HUB,
      description =
          "Which node it is; enrolled in the city if it is not yet. Default: ${DEFAULT-VALUE}")
  private String self = HUB;

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description =
          "A PostgreSQL or MariaDB database in place of H2: jdbc:postgresql://host/database, jdbc:mariadb://host/database")
  private Optional<String> jdbcUrl = Optional.empty();

  @Option(
      names = "--offer",
      paramLabel = "TYPE",
      description =
          "Lets every node pull what this one receives of a payload type from now on; may be repeated."
              + " TYPE=2 or TYPE=3 offers it under that share type: readable by no node until granted, or never.")
  private List<String> offered = List.of();

  @Option(
      names = "--only-encrypted",
      paramLabel = "TYPE",
      description = "Takes a payload type only encrypted; may be repeated.")
  private List<String> onlyEncrypted = List.of();

  @Option(
      names = "--sm-only",
      description =
          "Uses and accepts SM2, SM3 and SM4 only, and says so at GET /node. Default: all algorithms of the standard.")
  private boolean smOnly;

  @Option(
      names = "--record",
      paramLabel = "CLASS",
      description =
          "Takes payloads of an own type, too: a record on the class path; may be repeated.")
  private List<String> own = List.of();

  @Mixin private LoginOptions login = new LoginOptions();

  @Mixin private ServerTlsOptions tls = new ServerTlsOptions();

  @Mixin private PassphraseOptions protection = new PassphraseOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Database> database;
    SandboxNode node;
    try {
      requirePort();
      SandboxCity city = SandboxCity.keptIn(cityFolder(), CITY_NAME, protection.passphrase());
      NodeId id = NodeId.parse(self);
      database = jdbcUrl.map(login::open);
      database.ifPresent(opened -> JdbcSchema.migrate(opened.dataSource(), id));
      if (database.isEmpty()) {
        bringUpToDate(data.resolve(SandboxNodeBuilder.DATABASE).toString(), id);
      }
      node = start(city, id, database);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    stopWithTheProcess(node, database);
    spec.commandLine().getOut().println(introduced(node));
    new CountDownLatch(1).await();
    return 0;
  }

  private void requirePort() {
    port.filter(given -> given < 0 || given > LAST_PORT)
        .ifPresent(
            given -> {
              throw new IllegalArgumentException(
                  "--port "
                      + given
                      + ": ports are numbers from 0, for any free one, to "
                      + LAST_PORT);
            });
  }

  /** The tables of an earlier version; the node itself only makes new ones. */
  private void bringUpToDate(String place, NodeId id) {
    if (Database.mayExist(place)) {
      try (Database database = login.open(place)) {
        JdbcSchema.migrate(database.dataSource(), id);
      }
    }
  }

  private Path cityFolder() {
    return keys.orElseGet(() -> data.resolve("city"));
  }

  private SandboxNode start(SandboxCity city, NodeId id, Optional<Database> database)
      throws IOException {
    SandboxNodeBuilder builder =
        SandboxNode.builder(city, id)
            .port(port.orElseGet(() -> portOfTheLastRun(city, id)))
            .recordingEverything()
            .auditing()
            .contentIn(data.resolve("content"));
    if (smOnly) {
      builder.profile(AlgorithmProfile.SM_ONLY);
    }
    own.forEach(type -> builder.recording(TypeName.record(type)));
    offered.forEach(type -> offer(builder, type));
    Set<PayloadType> encrypted =
        onlyEncrypted.stream()
            .map(type -> PayloadType.of(TypeName.record(type)))
            .collect(Collectors.toUnmodifiableSet());
    builder.requiringEncryption(encrypted::contains);
    tls.on(builder, id, city, cityFolder(), protection.passphrase());
    return database
        .map(opened -> builder.storingIn(opened.dataSource()))
        .orElseGet(() -> builder.storingIn(data))
        .start();
  }

  private static void offer(SandboxNodeBuilder builder, String named) {
    String[] words = named.split("=", 2);
    ShareType shared =
        words.length == 1
            ? ShareType.UNCONDITIONAL
            : Arrays.stream(ShareType.values())
                .filter(type -> type.code().equals(words[1]))
                .findFirst()
                .orElseThrow(
                    () -> new IllegalArgumentException("There is no share type " + words[1]));
    builder.offeringRecorded(TypeName.record(words[0]), shared);
  }

  private static int portOfTheLastRun(SandboxCity city, NodeId id) {
    return city.directory()
        .find(id)
        .flatMap(NodeEntry::baseUrl)
        .map(URI::getPort)
        .filter(last -> last > 0)
        .orElse(0);
  }

  private void stopWithTheProcess(SandboxNode node, Optional<Database> database) {
    Runnable stopping =
        () -> {
          node.close();
          database.ifPresent(Database::close);
          spec.commandLine().getErr().println("The node has stopped.");
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stopping, "cdx-node-stop"));
  }

  private static ObjectNode introduced(SandboxNode node) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("node", node.node().toString())
        .put("url", node.baseUrl().toString())
        .put("pid", ProcessHandle.current().pid());
  }
}
