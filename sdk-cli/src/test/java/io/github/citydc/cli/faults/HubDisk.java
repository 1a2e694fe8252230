package io.github.citydc.cli.faults;

import io.github.citydc.cli.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The disk with the hub's database, and the one with its parts and files. */
final class HubDisk {

  private static final String H2_SUFFIX = ".mv.db";
  private static final long KIBI = 1024;
  private static final long MEBI = 1024 * KIBI;
  private static final String BALLAST =
      "INSERT INTO fault_stored (message_id, payload)"
          + " SELECT 'ballast', '' FROM generate_series(1, 50000)";

  private final Stage stage;
  private final String place;

  private HubDisk(Stage stage) {
    this.stage = stage;
    this.place = stage.database().place("hub");
  }

  static HubDisk of(Stage stage) {
    return new HubDisk(stage);
  }

  /** The database has no room until that is closed. */
  AutoCloseable fullForDatabase() throws Exception {
    Optional<ProcessHandle> server = stage.database().process();
    DiskQuota quota = new DiskQuota(server.orElseGet(this::hub));
    if (server.isPresent()) {
      quota.limit(MEBI);
      fillTable();
    } else {
      quota.limit(Files.size(Path.of(place + H2_SUFFIX)));
    }
    return over(quota);
  }

  /** The parts and files have no room, nor the database if it is in the same process. */
  AutoCloseable fullForContent() throws IOException {
    DiskQuota quota = new DiskQuota(hub());
    quota.limit(KIBI);
    return over(quota);
  }

  private AutoCloseable over(DiskQuota quota) {
    stage.tally().add("disk full");
    return quota::lift;
  }

  private ProcessHandle hub() {
    return ProcessHandle.of(stage.hub().pid()).orElseThrow();
  }

  /**
   * With PostgreSQL no file may grow beyond the size of its write-ahead log; what is left of small
   * rows that do not fit takes up the room up to there.
   */
  private void fillTable() {
    try (Database database = Database.open(place, Optional.empty(), Optional.empty());
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(BALLAST);
      throw new IllegalStateException("The disk is not full");
    } catch (SQLException e) {
      System.out.println("The disk is full: " + e.getMessage());
    }
  }
}
