package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.CdxProcess;
import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.document.CopyKey;
import io.github.citydc.exchange.jdbc.JdbcDocumentLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.testkit.SandboxCity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two offices as processes exchange documents with attachments, and each is killed (SIGKILL) at
 * random moments: while it sends files, joins them, takes documents, acts on them and answers.
 */
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#chosen")
class DocumentFaultsTest extends FaultsTest {

  private static final int LONGEST_LIFE_MILLIS = 1500;
  private static final int FEWEST_KILLS = 4;
  private static final int DOCUMENTS = 3;

  @Test
  void both_offices_agree_on_every_document_though_each_is_killed_at_random() throws Exception {
    int kills = Math.max(FEWEST_KILLS, trial.scale().kills());
    int count = DOCUMENTS * kills;
    Random random = trial.random();
    Path cityFolder = folder.resolve("keys");
    SandboxCity keys = Vendor.city(cityFolder);
    keys.enrol(OfficeMain.node(OfficeMain.CITY));
    keys.enrol(OfficeMain.node(OfficeMain.DISTRICT));
    int cityPort = FreePort.find();
    int districtPort = FreePort.find();
    try (DatabaseServer database = trial.database();
        Office city =
            new Office(
                () -> start(cityFolder, OfficeMain.CITY, cityPort, districtPort, database, count));
        Office district =
            new Office(
                () ->
                    start(
                        cityFolder,
                        OfficeMain.DISTRICT,
                        districtPort,
                        cityPort,
                        database,
                        count))) {
      for (int i = 0; i < kills; i++) {
        Office struck = random.nextInt(3) == 0 ? city : district;
        Pause.of(random.nextInt(LONGEST_LIFE_MILLIS));
        trial.tally().add(city.isDone() && district.isDone() ? "killed at rest" : "killed at work");
        struck.killAndStart();
      }
      city.awaitDone();
      district.awaitDone();
      city.stop();
      district.stop();
      assertAgreement(database, count);
    }
  }

  private CdxProcess start(
      Path keys, String office, int port, int other, DatabaseServer database, int count) {
    return CdxProcess.startMain(
        OfficeMain.class,
        keys,
        office,
        port,
        other,
        store(database, office),
        content(office),
        count);
  }

  private static String store(DatabaseServer database, String office) {
    return database.place(office.equals(OfficeMain.CITY) ? "sender" : "hub");
  }

  private Path content(String office) {
    return folder.resolve(office + "-content");
  }

  /** A process that is started again when it was killed. */
  private static final class Office implements AutoCloseable {

    private final Supplier<CdxProcess> starter;
    private CdxProcess process;

    Office(Supplier<CdxProcess> starter) {
      this.starter = starter;
      this.process = starter.get();
      process.awaitLines(OfficeMain.READY, 1);
    }

    void killAndStart() {
      process.kill();
      process = starter.get();
      process.awaitLines(OfficeMain.READY, 1);
    }

    boolean isDone() {
      return process.count(OfficeMain.DONE) > 0;
    }

    void awaitDone() {
      long end = System.nanoTime() + Scale.configured().patience().toNanos();
      while (!isDone()) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new AssertionError("The office does not come to its end:\n" + process.messages());
        }
        Pause.of(100);
      }
    }

    void stop() {
      process.terminate();
    }

    @Override
    public void close() {
      process.close();
    }
  }

  private void assertAgreement(DatabaseServer database, int count) throws Exception {
    DataSource city = open(database, OfficeMain.CITY);
    DataSource district = open(database, OfficeMain.DISTRICT);
    JdbcDocumentLog ofCity = JdbcDocumentLog.on(NodeDatabase.of(city, OfficeMain.CITY_NODE));
    JdbcDocumentLog ofDistrict =
        JdbcDocumentLog.on(NodeDatabase.of(district, OfficeMain.DISTRICT_NODE));
    assertThat(ofCity.waiting()).isEmpty();
    assertThat(ofDistrict.waiting()).isEmpty();
    Map<String, List<String>> delivered = told(district, "office_document");
    List<String> actionsOfCity = new ArrayList<>();
    List<String> actionsOfDistrict = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      CopyKey copy = CopyKey.of("D-" + number, OfficeMain.RECIPIENT);
      List<DocumentAction> life = ofCity.life(copy).actions();
      assertThat(ids(ofDistrict.life(copy).actions())).as("%s", copy).isEqualTo(ids(life));
      long sent = life.stream().filter(action -> action.action().equals("sent")).count();
      String digest =
          ContentHash.of(Content.of(Files.readAllBytes(OfficeMain.file(folder, number)))).value();
      assertThat(delivered.get("D-" + number))
          .as("%s", copy)
          .hasSize((int) sent)
          .containsOnly(digest);
      life.forEach(
          action ->
              (action.step().isPresent() ? actionsOfCity : actionsOfDistrict)
                  .add(action.actionId()));
    }
    assertThat(all(told(district, "office_action")))
        .containsExactlyInAnyOrderElementsOf(actionsOfCity);
    assertThat(all(told(city, "office_action")))
        .containsExactlyInAnyOrderElementsOf(actionsOfDistrict);
    assertThat(new HashSet<>(actionsOfCity)).hasSameSizeAs(actionsOfCity);
    assertFilesAreWhole(content(OfficeMain.DISTRICT).resolve("files"));
  }

  private static List<String> ids(List<DocumentAction> life) {
    return life.stream().map(action -> action.action() + " " + action.actionId()).toList();
  }

  private static List<String> all(Map<String, List<String>> told) {
    return told.values().stream().flatMap(List::stream).toList();
  }

  private static void assertFilesAreWhole(Path files) throws Exception {
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(".tmp")) {
          assertThat(ContentHash.of(Content.of(Files.readAllBytes(file))).value())
              .isEqualTo(name.replace('_', ':'));
        }
      }
    }
  }

  private static DataSource open(DatabaseServer database, String office) {
    return Database.open(store(database, office), Optional.empty(), Optional.empty()).dataSource();
  }

  private static Map<String, List<String>> told(DataSource database, String table)
      throws SQLException {
    Map<String, List<String>> told = new HashMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT document_id, told FROM " + table)) {
      while (row.next()) {
        told.computeIfAbsent(row.getString(1), id -> new ArrayList<>()).add(row.getString(2));
      }
    }
    return told;
  }
}
