package io.github.citydc.cli.front;

import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.cli.front.config.FrontConfig;
import io.github.citydc.cli.front.config.FrontConfig.InFolder;
import io.github.citydc.cli.front.config.FrontConfig.InTable;
import io.github.citydc.cli.front.config.FrontConfig.Login;
import io.github.citydc.cli.front.config.FrontConfig.OutFolder;
import io.github.citydc.cli.front.config.FrontConfig.OutTable;
import io.github.citydc.cli.front.config.FrontConfig.Target;
import io.github.citydc.cli.front.config.FrontConfig.Webhook;
import io.github.citydc.cli.front.config.SecretSource;
import io.github.citydc.cli.front.work.Pool;
import io.github.citydc.exchange.Health;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.signing.node.NodeLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks whether a front-end machine could work as its settings say, and says what it would do.
 * Nothing is changed, taken or sent.
 */
public final class FrontCheck {

  private final FrontConfig config;
  private final Clock clock;
  private final List<Health.Check> checks = new ArrayList<>();

  private FrontCheck(FrontConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Looks at one thing. */
  @FunctionalInterface
  private interface Looking {

    String look() throws Exception;
  }

  /**
   * Looks at everything.
   *
   * @param config the settings
   * @param clock tells whether certificates are in force
   * @return what was found, each in one sentence
   */
  public static List<Health.Check> of(FrontConfig config, Clock clock) {
    FrontCheck check = new FrontCheck(config, clock);
    check.all();
    return List.copyOf(check.checks);
  }

  private void all() {
    check("keys", this::keys);
    check("hub", this::hub);
    check("data", () -> folder(config.data()) + ": the own database and the lock");
    check("receipts", () -> "one file a message in " + config.receipts());
    config.http().ifPresent(http -> check("http", () -> http(http)));
    config.tables().forEach(table -> check(table.name(), () -> outTable(table)));
    config.folders().forEach(folder -> check(folder.name(), () -> outFolder(folder)));
    config
        .inbound()
        .ifPresent(
            inbound -> {
              check(
                  "inbound", () -> "would receive at " + inbound.address() + ":" + inbound.port());
              inbound.targets().forEach(target -> check(target.name(), () -> target(target)));
            });
  }

  private void check(String name, Looking looking) {
    try {
      checks.add(new Health.Check(name, true, looking.look()));
    } catch (Exception e) {
      checks.add(new Health.Check(name, false, Reasons.of(e)));
    }
  }

  private String keys() throws IOException {
    FrontKeys keys = FrontKeys.of(config.keys());
    Instant end = keys.signing().certificates().get(0).getNotAfter().toInstant();
    long days = Duration.between(clock.instant(), end).toDays();
    if (days < 0) {
      throw new IllegalArgumentException("The certificate has expired");
    }
    return "signs with "
        + keys.signing().algorithm()
        + (keys.folder().isPresent() ? ", key in a file" : ", key in a token")
        + "; the certificate is valid for "
        + days
        + " days";
  }

  private String hub() throws IOException {
    FrontKeys keys = FrontKeys.of(config.keys());
    try (HubConnection hub = new HubConnection(config.hub(), keys, Optional.empty())) {
      NodeLink link = hub.link();
      boolean known = link.directory().find(config.hub().node()).isPresent();
      if (!known) {
        throw new IllegalArgumentException(
            config.hub().url() + " answers, but is not " + config.hub().node());
      }
      return link.self() + " would send to " + config.hub().node() + ", which answers";
    }
  }

  private static String folder(Path folder) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new IllegalArgumentException(there + " is no folder that this user may write to");
    }
    return folder.toString();
  }

  private static String http(FrontConfig.Http http) throws IOException {
    String place = http.address() + ":" + http.port();
    if (http.token().isEmpty()) {
      return "would answer GET /health at " + place + "; without a token nobody may send there";
    }
    return "would take messages at " + place + token(http.token());
  }

  private static String token(Optional<SecretSource> token) throws IOException {
    if (token.isEmpty()) {
      return "";
    }
    return ", with a token of " + token.get().read().length() + " characters";
  }

  private static String outTable(OutTable table) throws Exception {
    long waiting =
        count(
            table.database(),
            "SELECT COUNT(id), COUNT(type), COUNT(operation), COUNT(receiver),"
                + " COUNT(ordering_key), COUNT(payload), COUNT(message_id), COUNT(pointer),"
                + " COUNT(code), COUNT(reason), COUNT(receipt), COUNT(changed_at) FROM "
                + table.table()
                + " WHERE state = 'new'");
    return "would take rows of " + table.table() + "; " + waiting + " wait there";
  }

  private static long count(Login login, String sql) throws Exception {
    try (Pool pool = Pool.of(login)) {
      return pool.transaction(
          connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          });
    }
  }

  private static String outFolder(OutFolder folder) {
    requireFolder(folder.folder());
    return "would take "
        + (folder.form().csv() ? "*.csv" : "*.ndjson")
        + " in "
        + folder.form().charset()
        + (folder.marked() ? " once there is NAME.ok" : " once it has this name")
        + " from "
        + folder.folder()
        + ", each line "
        + PayloadType.of(folder.type());
  }

  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IllegalArgumentException(
          folder
              + " is no folder that this user may write to; make it, with a group of both users");
    }
  }

  private static String target(Target target) throws Exception {
    String types = target.types().stream().map(FrontCheck::name).collect(Collectors.joining(", "));
    if (target instanceof InTable table) {
      long rows =
          count(
              table.database(),
              "SELECT COUNT(sender), COUNT(message_id), COUNT(type), COUNT(operation),"
                  + " COUNT(payload), COUNT(state), COUNT(arrived_at) FROM "
                  + table.table());
      return "would put " + types + " into " + table.table() + ", which has " + rows + " rows";
    }
    if (target instanceof InFolder folder) {
      requireFolder(folder.folder());
      return "would put " + types + " into " + folder.folder();
    }
    Webhook webhook = (Webhook) target;
    return "would post " + types + " to " + webhook.url() + token(webhook.token());
  }

  private static String name(Class<? extends Payload> type) {
    return PayloadType.of(type).toString();
  }
}
