package io.github.citydc.cli.faults;

import io.github.citydc.cli.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The disk with the hub's database. Close it to make room again. */
final class HubDisk implements AutoCloseable {

  private static final String H2_SUFFIX = ".mv.db";
  private static final long MEBI = 1024 * 1024;
  private static final String BALLAST =
      "INSERT INTO cdx_sandbox_record (type, sender, message_id, operation, payload)"
          + " SELECT 'ballast', '', '', '', '' FROM generate_series(1, 50000)";

  private final String place;
  private final DiskQuota quota;
  private final boolean apart;

  private HubDisk(String place, DiskQuota quota, boolean apart) {
    this.place = place;
    this.quota = quota;
    this.apart = apart;
  }

  static HubDisk of(Stage stage) {
    Optional<ProcessHandle> server = stage.database().process();
    ProcessHandle writer =
        server.orElseGet(() -> ProcessHandle.of(stage.hub().pid()).orElseThrow());
    return new HubDisk(stage.database().place("hub"), new DiskQuota(writer), server.isPresent());
  }

  /** No file grows any more; with PostgreSQL, none beyond the size of its write-ahead log. */
  void fill() throws Exception {
    if (apart) {
      quota.limit(MEBI);
      fillTable();
    } else {
      quota.limit(Files.size(Path.of(place + H2_SUFFIX)));
    }
  }

  /** What is left of small rows that do not fit takes up the room up to the end. */
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

  @Override
  public void close() throws IOException {
    quota.lift();
  }
}
