package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.citydc.cli.demo.People;
import io.github.citydc.cli.front.Front;
import io.github.citydc.cli.front.config.ConfigReader;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A front-end machine in this process, the hub it sends to, and the database of its vendor. */
final class FrontMachine implements AutoCloseable {

  static final NodeId HUB = CdxAtHub.HUB;
  static final NodeId VENDOR = CdxAtHub.VENDOR;
  static final String TOKEN = "c2VjcmV0";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final SandboxCity city;
  private final HttpClient http = HttpClient.newHttpClient();
  private final People people = new People(DivisionCode.parse("440106"), 20030910);
  private final String database;
  private final Connection vendor;
  private SandboxNode hub;
  private int hubPort;
  private URI hubUrl = URI.create("");
  private Optional<Front> front = Optional.empty();

  FrontMachine(Path folder) throws Exception {
    this.folder = folder;
    this.city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    city.enrol(VENDOR);
    startHub();
    Files.writeString(folder.resolve("token"), TOKEN + "\n");
    database = "jdbc:h2:mem:" + folder.getFileName() + System.nanoTime();
    vendor = DriverManager.getConnection(database);
    String script = run("front", "--script", "h2");
    for (String sql : script.replaceAll("--[^\n]*", "").split(";", -1)) {
      if (!sql.isBlank()) {
        execute(sql);
      }
    }
  }

  SandboxCity city() {
    return city;
  }

  SandboxNode hub() {
    return hub;
  }

  /** At the port it had before. */
  void startHub() {
    hub =
        SandboxNode.builder(city, HUB)
            .recordingEverything()
            .storingIn(folder.resolve("hub"))
            .port(hubPort)
            .start();
    hubUrl = hub.baseUrl();
    hubPort = hubUrl.getPort();
  }

  void stopHub() {
    hub.close();
  }

  /** The file of settings: those every machine has, and these. */
  Path settings(String more) throws IOException {
    String common =
        """
        data: data
        hub: {url: '%s', node: '%s'}
        keys: {folder: '%s'}
        """
            .formatted(hubUrl, HUB, NodeFolder.in(folder.resolve("city"), VENDOR).path());
    return Files.writeString(
        folder.resolve("front.yaml"), common + more.replace("VENDOR", database));
  }

  void start(String more) throws IOException {
    front =
        Optional.of(
            Front.start(
                ConfigReader.read(settings(more), TypeName::record),
                new Front.Surroundings(TypeName::record, Locale.ENGLISH, ChinaTime.clock())));
  }

  void stop() {
    front.ifPresent(Front::close);
    front = Optional.empty();
  }

  Front front() {
    return front.orElseThrow();
  }

  /** Runs a command, and gives what it prints. */
  String run(Object... words) {
    StringWriter out = new StringWriter();
    String[] texts = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      texts[i] = words[i].toString();
    }
    Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(out, true)).execute(texts);
    return out.toString();
  }

  Person person() {
    return people.next();
  }

  static String json(Person person) {
    return new String(PayloadJson.standard().write(person), StandardCharsets.UTF_8);
  }

  void execute(String sql, Object... parameters) throws SQLException {
    try (var statement = vendor.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  /** The rows of the vendor's database, the columns joined by a blank. */
  List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = vendor.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          text.append(i == 1 ? "" : " ").append(row.getString(i));
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }

  HttpResponse<String> post(String path, String key, String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + TOKEN)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String token) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  JsonNode get(String path) throws Exception {
    return JSON.readTree(get(path, TOKEN).body());
  }

  static JsonNode tree(String json) throws IOException {
    return JSON.readTree(json);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + front().httpPort().orElseThrow() + path);
  }

  /** Waits until something is so. */
  static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("still not so: " + what).isLessThan(end);
      Thread.sleep(50);
    }
  }

  @Override
  public void close() throws SQLException {
    stop();
    hub.close();
    vendor.close();
  }
}
