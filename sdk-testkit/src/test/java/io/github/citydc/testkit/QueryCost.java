package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.naming.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/**
 * What statements of the stores read, by the plans of the databases: at no place more than four
 * times what is taken, whatever waits or is done beside it.
 */
abstract class QueryCost {

  static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  static final Instant NOW = Instant.parse("2026-10-26T02:00:00Z");
  static final String LONG_AGO = "TIMESTAMP '2026-10-20 10:00:00'";
  static final String TOMORROW = "TIMESTAMP '2026-10-27 10:00:00'";
  static final String THEN = LONG_AGO + " + CAST(x AS INTEGER) * INTERVAL '1' SECOND";
  static final int FEW = 8;

  @TempDir Path folder;
  @Parameter TestDatabase kind;
  TestDatabase.Running running;
  ExplainedDatabase explained;

  /** What is measured. */
  @FunctionalInterface
  interface Work {

    void run() throws Exception;
  }

  @BeforeEach
  void start() {
    running = kind.start(folder);
    explained = new ExplainedDatabase(running.dataSource(), kind);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  /** How many rows the largest crowds have. */
  long rows() {
    return Long.getLong("cdx.rows", 2_000);
  }

  DataSource database() {
    return running.dataSource();
  }

  Crowd crowd(String table) {
    return new Crowd(table);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** As a database does by itself now and then; a plan must be good before and after. */
  void analyze() throws SQLException {
    try (Connection connection = database().getConnection()) {
      connection.createStatement().execute("ANALYZE");
    }
  }

  /** As a database does by itself now and then: so an index tells which rows are there for all. */
  void vacuum() throws SQLException {
    if (kind == TestDatabase.POSTGRESQL) {
      try (Connection connection = database().getConnection()) {
        connection.createStatement().execute("VACUUM (ANALYZE)");
      }
    }
  }

  /** Requires that no statement reads more than four times what is taken. */
  void costs(int taken, Work work) throws Exception {
    explained.plans();
    work.run();
    List<ExplainedDatabase.Plan> plans = explained.plans();
    assertThat(plans).isNotEmpty();
    assertThat(plans).filteredOn(plan -> plan.read() > 4.0 * taken).isEmpty();
  }

  /** Requires that what is read lies in an index, so that no row of the table is touched. */
  void readsOnly(String index, Work work) throws Exception {
    explained.plans();
    work.run();
    String how = kind == TestDatabase.POSTGRESQL ? "\"Index Only Scan\"" : "CDX_";
    assertThat(explained.plans())
        .isNotEmpty()
        .allSatisfy(plan -> assertThat(plan.text()).containsIgnoringCase(index).contains(how));
  }
}
