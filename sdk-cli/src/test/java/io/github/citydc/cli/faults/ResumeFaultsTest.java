package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.citydc.cli.Cdx;
import io.github.citydc.cli.CdxProcess;
import io.github.citydc.cli.database.Database;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.signing.node.NodeFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands that go on where they were, killed at random moments: nothing is lost, nothing is there
 * twice, and each of their files can be read by the next life.
 */
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#chosen")
class ResumeFaultsTest extends FaultsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 100;
  private static final int MESSAGES = Scale.configured().changes();
  private static final int BATCHES = MESSAGES / 5;

  @Test
  void each_record_of_a_file_is_stored_once_however_often_its_upload_is_killed() throws Exception {
    int records = Scale.SHORT.records();
    Path file = folder.resolve("persons.ndjson");
    PayloadJson json = PayloadJson.standard();
    Files.write(
        file,
        Records.first(records)
            .map(person -> new String(json.write(person), StandardCharsets.UTF_8))
            .toList());
    try (Stage stage = trial.stage().open()) {
      Uploads uploads = new Uploads(stage, file, records);
      new Killing(trial, uploads).run();
      stage.stopHubs();
      uploads.assertThatEachIsStoredOnce();
    }
  }

  /** Uploads of one file, each with a journal of its own. */
  private final class Uploads implements Killing.Work {

    private final Stage stage;
    private final Path file;
    private final long records;
    private final List<String> batches = new ArrayList<>();

    Uploads(Stage stage, Path file, long records) {
      this.stage = stage;
      this.file = file;
      this.records = records;
    }

    @Override
    public CdxProcess start() {
      return CdxProcess.startMain(
          Cdx.class,
          "upload",
          "population.person",
          "--no-check",
          "--encoding",
          "identity",
          "--list",
          "1",
          "--to",
          "http://127.0.0.1:" + stage.hub().port() + "/cdx/v1",
          "--key",
          key(),
          "--journal",
          journal(),
          file);
    }

    /** Some of the records are rejected. */
    @Override
    public int exitCode() {
      return 1;
    }

    private Path journal() {
      return folder.resolve("journal-" + batches.size());
    }

    @Override
    public void killed(CdxProcess life) throws IOException {
      if (Files.exists(journal())) {
        assertThat(Files.readAllLines(journal()))
            .hasSizeGreaterThan(1)
            .first()
            .isEqualTo("{\"file\":\"cdx-upload/1\"}");
        trial.tally().add("killed with a journal");
      }
    }

    @Override
    public void ended(CdxProcess life) throws IOException {
      JsonNode totals = JSON.readTree(life.last("\"batchId\"").orElseThrow());
      assertThat(totals.path("records").asLong()).isEqualTo(records);
      assertThat(totals.path("accepted").asLong()).isEqualTo(records - Records.outside(records));
      batches.add(totals.path("batchId").asText());
      trial.tally().add("uploads");
    }

    void assertThatEachIsStoredOnce() throws Exception {
      long accepted = records - Records.outside(records);
      try (Database hub =
          Database.open(stage.database().place("hub"), Optional.empty(), Optional.empty())) {
        assertThat(
                Agreement.records(
                    hub.dataSource(),
                    "SELECT CONCAT(message_id, ' ', COUNT(*), ' ', COUNT(DISTINCT payload))"
                        + " FROM fault_stored GROUP BY message_id"))
            .containsExactlyInAnyOrderElementsOf(
                batches.stream().map(batch -> batch + " " + accepted + " " + accepted).toList());
      }
    }
  }

  @Test
  void a_job_that_another_process_sends_is_refused_with_who_it_is() throws Exception {
    String line =
        new String(
            PayloadJson.standard().write(Records.first(1).findFirst().orElseThrow()),
            StandardCharsets.UTF_8);
    try (Stage stage = trial.stage().open();
        CdxProcess first = job(stage)) {
      first.feed(List.of(line));
      first.awaitLines("accepted", 1);
      try (CdxProcess second = job(stage)) {
        second.endInput();
        assertThat(second.exitCode()).isPositive();
        assertThat(second.messages()).contains("process " + first.pid() + " (", " send) since ");
      }
      first.kill();
      try (CdxProcess third = job(stage)) {
        third.feed(List.of(line));
        third.endInput();
        assertThat(third.exitCode()).describedAs(third::messages).isZero();
      }
    }
  }

  private CdxProcess job(Stage stage) {
    return CdxProcess.startMain(
        Cdx.class,
        "send",
        "--type",
        "population.person",
        "--to",
        "http://127.0.0.1:" + stage.hub().port() + "/cdx/v1",
        "--key",
        key(),
        "--durable",
        stage.database().place("sender"),
        "--job",
        "one");
  }

  private Path key() {
    return NodeFolder.in(folder.resolve("city"), Vendor.SELF).path();
  }

  @Test
  void each_old_message_of_an_inbox_is_in_the_archive_once_however_often_it_is_killed()
      throws Exception {
    archive("inbox", OldItems::accept, MESSAGES);
  }

  @Test
  void each_delivered_message_of_an_outbox_is_in_the_archive_once_however_often_it_is_killed()
      throws Exception {
    archive("outbox", OldItems::deliver, MESSAGES);
  }

  @Test
  void each_old_batch_is_in_the_archive_once_however_often_it_is_killed() throws Exception {
    archive("batch", OldItems::finish, BATCHES);
  }

  private void archive(String command, OldItems.Making making, int items) throws Exception {
    try (DatabaseServer server = trial.database()) {
      Archives archives = new Archives(command, server.place("hub"), making, items);
      archives.fill();
      new Killing(trial, archives).run();
    }
  }

  /** Archives of a database that has old items again whenever they were archived. */
  private final class Archives implements Killing.Work {

    private final String command;
    private final String place;
    private final OldItems.Making making;
    private final int items;
    private final Path file = folder.resolve("archive.ndjson");
    private final Set<String> expected = new HashSet<>();

    Archives(String command, String place, OldItems.Making making, int items) {
      this.command = command;
      this.place = place;
      this.making = making;
      this.items = items;
    }

    void fill() throws Exception {
      try (Database database = Database.open(place, Optional.empty(), Optional.empty())) {
        expected.addAll(making.make(database.dataSource(), expected.size(), items));
      }
    }

    @Override
    public CdxProcess start() {
      return CdxProcess.startMain(
          Cdx.class, command, "archive", "--db", place, "--before", OldItems.BEFORE, "--to", file);
    }

    @Override
    public void ended(CdxProcess life) throws Exception {
      List<String> kept = new ArrayList<>();
      try (Stream<String> lines = Files.lines(file)) {
        for (String line : lines.skip(1).toList()) {
          kept.add(OldItems.id(JSON.readTree(line)));
        }
      }
      assertThat(kept).doesNotHaveDuplicates().hasSize(expected.size());
      assertThat(new HashSet<>(kept)).isEqualTo(expected);
      trial.tally().add("archives");
      fill();
    }
  }

  @Test
  void each_change_is_pulled_however_often_it_is_killed_and_again_only_with_its_page()
      throws Exception {
    try (DatabaseServer server = trial.database();
        OfferingHub hub = new OfferingHub(folder.resolve("city"), server.place("hub"))) {
      Pulls pulls = new Pulls(hub);
      pulls.more();
      new Killing(trial, pulls).run();
    }
  }

  /** Pulls of a hub that offers more whenever everything was pulled. */
  private final class Pulls implements Killing.Work {

    private final OfferingHub hub;
    private final Path cursor = folder.resolve("persons.cursor");
    private final List<String> pulled = new ArrayList<>();
    private int kills;

    Pulls(OfferingHub hub) {
      this.hub = hub;
    }

    void more() throws Exception {
      hub.append(trial.scale().changes());
    }

    @Override
    public CdxProcess start() {
      return CdxProcess.startMain(
          Cdx.class,
          "pull",
          "--type",
          "population.person",
          "--to",
          hub.url(),
          "--key",
          key(),
          "--cursor",
          cursor,
          "--limit",
          PAGE);
    }

    /** A line that was cut off has not arrived. */
    @Override
    public void killed(CdxProcess life) {
      kills++;
      List<String> lines = life.lines();
      lines.stream().filter(line -> line.endsWith("}")).map(Pulls::id).forEach(pulled::add);
    }

    private static String id(String line) {
      int begin = line.indexOf("\"id\":\"") + 6;
      return line.substring(begin, line.indexOf('"', begin));
    }

    @Override
    public void ended(CdxProcess life) throws Exception {
      life.lines().stream().map(Pulls::id).forEach(pulled::add);
      Set<String> each = new HashSet<>(pulled);
      assertThat(each).isEqualTo(hub.offered());
      assertThat(pulled.size() - each.size()).isLessThanOrEqualTo(kills * PAGE);
      trial.tally().add("pulls");
      trial.tally().add("repeated", pulled.size() - each.size());
      pulled.clear();
      pulled.addAll(each);
      kills = 0;
      more();
    }
  }
}
