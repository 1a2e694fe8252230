package io.github.citydc.cli.docs;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.batch.reception.BatchReception;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcContentIndex;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.naming.node.HubDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.trust.RevocationCheck;
import io.github.citydc.signing.trust.RevocationPolicy;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.validation.PayloadValidator;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.h2.jdbcx.JdbcDataSource;

/** The defaults of a page, compared with builders on which nothing was set. */
final class StatedDefaults {

  private static final long KIBI = 1024;
  private static final long MEBI = 1024 * KIBI;
  private static final long GIBI = 1024 * MEBI;

  private final Map<String, Map<String, String>> page;
  private final Map<String, String> wrong = new TreeMap<>();
  private int compared;

  private StatedDefaults(Map<String, Map<String, String>> page) {
    this.page = page;
  }

  static StatedDefaults of(Map<String, Map<String, String>> page, Path folder) throws Exception {
    StatedDefaults defaults = new StatedDefaults(page);
    SandboxCity city = SandboxCity.found("Test Root");
    NodeId node = NodeId.parse("440106:11440106007482911C:grid");
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:configuration;DB_CLOSE_DELAY=-1");
    JdbcSchema.create(database);

    defaults.compare(
        "ExchangeClient.builder()",
        ExchangeClient.builder(),
        Map.of(
            "maxAttempts",
            List.of("maxAttempts"),
            "circuit",
            List.of("circuitFailures", "circuitPause")));
    defaults.compare(
        "ExchangeReceiver.builder()",
        ExchangeReceiver.builder(),
        Map.of("basePath", List.of("basePath"), "limits", List.of()));
    Limits limits = Limits.standard();
    defaults.expect(
        "Limits.builder()",
        Map.of(
            "bodySize", List.of(size(limits.bodySize())),
            "requests", List.of(limits.requests() + " at once"),
            "waiting", List.of(limits.waiting() + " waiting"),
            "requestsPerNode", List.of(words(limits.requestsPerNode())),
            "requestsPerSecond", List.of(words(limits.requestsPerSecond())),
            "unverifiedPerSecond", List.of(words(limits.unverifiedPerSecond())),
            "unverifiedPerAddress", List.of(limits.unverifiedPerAddress() + " per address"),
            "bodyTime", List.of(limits.bodyTime().toSeconds() + " s"),
            "bytesPerSecond", List.of(size(limits.bytesPerSecond()))));
    try (ExchangeClient client = city.client(node).build()) {
      defaults.compare(
          "OutboxDispatcher.builder(client, outbox)",
          OutboxDispatcher.builder(client, JdbcOutbox.on(NodeDatabase.of(database, node))),
          Map.of(
              "workers", List.of("workers"),
              "bundle", List.of("bundle"),
              "idle", List.of("idle"),
              "lease", List.of("lease"),
              "pauses", List.of("firstPause", "longestPause"),
              "maxAttempts", List.of("maxAttempts"),
              "receiptAfter", List.of("receiptAfter"),
              "patience", List.of("patience")));
    }
    UploadOptions upload = UploadOptions.standard();
    defaults.expect(
        "UploadOptions.builder()",
        Map.of(
            "operation", List.of(upload.operation().name()),
            "partSize", List.of(size(upload.partSize())),
            "parallel", List.of(words(upload.parallel())),
            "failFast", List.of(String.valueOf(upload.failFast())),
            "listed", List.of(words(upload.listed())),
            "patience", List.of(words(upload.patience()))));
    FileOptions file = FileOptions.standard();
    defaults.expect(
        "FileOptions.builder()",
        Map.of(
            "partSize", List.of(size(file.partSize())),
            "parallel", List.of(words(file.parallel())),
            "patience", List.of(words(file.patience())),
            "protection", List.of(file.protection().name())));
    FolderContentStore content = FolderContentStore.in(folder.resolve("content"));
    defaults.compareSizes(
        "BatchReception.builder(store, content)",
        BatchReception.builder(JdbcBatchStore.on(NodeDatabase.of(database, node)), content),
        Map.of(
            "partSize", List.of("partSize", "decodedSize"),
            "batchSize", List.of("expansion"),
            "quota", List.of("quota")));
    defaults.compare(
        "BatchReception.builder(store, content)",
        BatchReception.builder(JdbcBatchStore.on(NodeDatabase.of(database, node)), content),
        Map.of(
            "batchSize", List.of("records"),
            "retention", List.of("retention"),
            "keeping", List.of("keeping"),
            "chunk", List.of("chunk"),
            "workers", List.of("workers"),
            "lease", List.of("lease")));
    FileReception.Builder files =
        FileReception.builder(JdbcContentIndex.on(NodeDatabase.of(database, node)), content);
    defaults.compareSizes(
        "FileReception.builder(index, store)",
        files,
        Map.of("sizes", List.of("partSize", "fileSize"), "quota", List.of("quota")));
    defaults.compare(
        "FileReception.builder(index, store)", files, Map.of("retention", List.of("retention")));
    defaults.compare(
        "PayloadValidator.builder()",
        PayloadValidator.builder(),
        Map.of("violationLimit", List.of("violationLimit"), "strictness", List.of("strictness")));
    defaults.compare(
        "HubDirectory.builder(hub, url, signature)",
        HubDirectory.builder(node, URI.create("https://hub.example"), document -> document),
        Map.of("refresh", List.of("refresh")));
    Object window = value(HttpSignatures.verifierBuilder(city.trust(), city.directory()), "window");
    defaults.compare(
        "HttpSignatures.verifierBuilder(trust, directory)",
        window,
        Map.of("window", List.of("width")));
    defaults.compare(
        "RevocationCheck.builder(policy)",
        RevocationCheck.builder(RevocationPolicy.HARD_FAIL),
        Map.of("refreshAfter", List.of("refreshAfter"), "retryAfter", List.of("retryAfter")));
    return defaults;
  }

  int compared() {
    return compared;
  }

  /** The settings with a default that is not the one of the code. */
  Map<String, String> wrong() {
    return wrong;
  }

  private void compare(String section, Object builder, Map<String, List<String>> fields)
      throws ReflectiveOperationException {
    for (Map.Entry<String, List<String>> each : fields.entrySet()) {
      for (String field : each.getValue()) {
        expect(section, each.getKey(), words(value(builder, field)));
      }
    }
  }

  private void compareSizes(String section, Object builder, Map<String, List<String>> fields)
      throws ReflectiveOperationException {
    for (Map.Entry<String, List<String>> each : fields.entrySet()) {
      for (String field : each.getValue()) {
        expect(section, each.getKey(), size(((Number) value(builder, field)).longValue()));
      }
    }
  }

  private static Object value(Object builder, String name) throws ReflectiveOperationException {
    Field field = builder.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(builder);
  }

  private void expect(String section, Map<String, List<String>> values) {
    values.forEach((setting, words) -> words.forEach(word -> expect(section, setting, word)));
  }

  private void expect(String section, String setting, String words) {
    compared++;
    String stated = page.getOrDefault(section, Map.of()).getOrDefault(setting, "");
    if (!Pattern.compile("(?<![\\d,.])" + Pattern.quote(words) + "(?![\\d])")
        .matcher(stated)
        .find()) {
      wrong.put(section + " " + setting, words + ", not " + stated);
    }
  }

  private static String size(long bytes) {
    if (bytes % GIBI == 0) {
      return bytes / GIBI + " GiB";
    }
    return bytes % MEBI == 0 ? bytes / MEBI + " MiB" : bytes / KIBI + " KiB";
  }

  private static String words(Object value) {
    if (value instanceof Duration time) {
      return words(time);
    }
    return value instanceof Number number
        ? String.format("%,d", number.longValue())
        : String.valueOf(value);
  }

  private static String words(Duration time) {
    if (time.toMillis() % 1000 != 0) {
      return time.toMillis() / 1000.0 + " s";
    }
    if (time.toSeconds() < 60) {
      return time.toSeconds() + " s";
    }
    if (time.toMinutes() < 60) {
      return time.toMinutes() + " min";
    }
    return time.toHours() < 24 ? time.toHours() + " h" : time.toDays() + " days";
  }
}
