package io.github.citydc.testkit;

import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.outbox.SentItem;
import io.github.citydc.exchange.reconciliation.Reconciler;
import io.github.citydc.exchange.reconciliation.ReconciliationReport;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Measures a day with many messages, the lists of an inbox and the reconciliation of that day:
 * {@code h2|postgresql FOLDER ROWS}, as docs/operations.md says. Beside each time stands that of a
 * bare {@code SELECT} of the same rows.
 */
final class DaySpeed {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final LocalDate DATE = LocalDate.of(2026, 10, 26);
  private static final String EVENING = "TIMESTAMP '2026-10-25 20:00:00'";
  private static final int RUNS = 5;
  private static final int PAGE = 5_000;

  private final TestDatabase kind;
  private final long rows;
  private final DataSource database;
  private final SandboxCity city = SandboxCity.found("Test Root");

  private DaySpeed(TestDatabase kind, long rows, DataSource database) {
    this.kind = kind;
    this.rows = rows;
    this.database = database;
  }

  public static void main(String[] arguments) throws Exception {
    TestDatabase kind = TestDatabase.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    try (TestDatabase.Running running = kind.start(Path.of(arguments[1]))) {
      new DaySpeed(kind, Long.parseLong(arguments[2]), running.dataSource()).run();
    }
    System.exit(0);
  }

  private void run() throws Exception {
    NodeDatabase receiving = NodeDatabase.of(database, HUB);
    NodeDatabase sending = NodeDatabase.of(database, TIANHE);
    JdbcInbox inbox = JdbcInbox.on(receiving);
    JdbcOutbox outbox = JdbcOutbox.on(sending);
    accepted().fill(database, kind, rows, 1);
    vacuum("cdx_inbox");
    sent().fill(database, kind, rows, 2);
    vacuum("cdx_outbox");
    System.out.printf("%d rows in inbox and outbox%n", rows);
    for (int run = 0; run < RUNS; run++) {
      lists(inbox);
    }
    for (int run = 0; run < RUNS; run++) {
      beside("SELECT message_id, body_digest FROM cdx_inbox", () -> accepted(inbox));
      beside("SELECT message_id, state, body_digest FROM cdx_outbox", () -> sent(outbox));
    }
    compare(outbox);
  }

  private Crowd accepted() {
    return new Crowd("cdx_inbox")
        .column("message_id", id())
        .text("sender", TIANHE.toString())
        .text("type", "population.person/1")
        .text("operation", "upsert")
        .column("body_digest", digest())
        .column("accepted_at", EVENING + " + CAST(x AS INTEGER) * INTERVAL '1' SECOND")
        .bytes("body", kind, new byte[800], rows)
        .text("signature_base", "s".repeat(600))
        .text("signature", "c2ln")
        .text("certificates", "c".repeat(1500))
        .bytes("receipt", kind, new byte[400], rows);
  }

  private Crowd sent() {
    return new Crowd("cdx_outbox")
        .column("message_id", id())
        .text("receiver", HUB.toString())
        .text("type", "population.person/1")
        .text("state", "DELIVERED")
        .column("attempts", "0")
        .column("next_attempt", EVENING)
        .column("finished_at", EVENING)
        .column("body_digest", digest())
        .bytes("body", kind, new byte[800], rows)
        .bytes("receipt", kind, new byte[3000], rows);
  }

  /** Twelve a second, from the beginning of the day on. */
  private String id() {
    String millis = "(%d + x * 80)".formatted(ItemRange.start(DATE, 0).toEpochMilli());
    String time =
        "LOWER(%s || %s)"
            .formatted(hex(millis + " / 16777216"), hex("MOD(" + millis + ", 16777216)"));
    return "SUBSTRING(%s, 1, 8) || '-' || SUBSTRING(%s, 9, 4) || '-7000-8000-000000000000'"
        .formatted(time, time);
  }

  /** Six digits; H2 knows no more than eight. */
  private String hex(String number) {
    return kind == TestDatabase.H2
        ? "LPAD(TRIM(TO_CHAR(%s, 'XXXXXX')), 6, '0')".formatted(number)
        : "LPAD(TO_HEX(%s), 6, '0')".formatted(number);
  }

  /** Of each row another one, as in life: equal digits are read faster. */
  private String digest() {
    return kind == TestDatabase.H2
        ? "LOWER(RAWTOHEX(HASH('SHA-256', CAST(x AS VARCHAR))))"
        : "ENCODE(SHA256(CAST(CAST(x AS VARCHAR) AS BYTEA)), 'hex')";
  }

  /** As the autovacuum of PostgreSQL does soon after so many rows. */
  private void vacuum(String table) throws SQLException {
    if (kind == TestDatabase.POSTGRESQL) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("VACUUM (ANALYZE) " + table);
      }
    }
  }

  private static void lists(JdbcInbox inbox) {
    long start = System.nanoTime();
    int shown = inbox.latest(Optional.empty(), 1000).size();
    long own = System.nanoTime();
    int one = inbox.latest(Optional.of(TIANHE), 1000).size();
    System.out.printf(
        "inbox list of %d: %.0f ms; of %d from one sender: %.0f ms%n",
        shown, millis(start, own), one, millis(own, System.nanoTime()));
  }

  /** Reads something, and returns how many rows it has read. */
  @FunctionalInterface
  private interface Reading {

    long read();
  }

  private void beside(String select, Reading reading) throws SQLException {
    long start = System.nanoTime();
    long bare = bare(select);
    long middle = System.nanoTime();
    long read = reading.read();
    long end = System.nanoTime();
    System.out.printf(
        "%s: %d rows bare in %.0f ms; by the store %d in %.0f ms%n",
        select, bare, millis(start, middle), read, millis(middle, end));
  }

  private long bare(String select) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(select)) {
        statement.setFetchSize(PAGE);
        long count = 0;
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            count += row.getString(1).length() + row.getString(2).length() > 0 ? 1 : 0;
          }
        }
        connection.commit();
        return count;
      }
    }
  }

  private static long accepted(JdbcInbox inbox) {
    ItemRange range = ItemRange.ofDay(DATE);
    long items = 0;
    List<AcceptedItem> page = inbox.accepted(TIANHE, range, PAGE);
    while (!page.isEmpty()) {
      items += page.size();
      page = inbox.accepted(TIANHE, range.after(page.get(page.size() - 1).id()), PAGE);
    }
    return items;
  }

  private static long sent(JdbcOutbox outbox) {
    ItemRange range = ItemRange.ofDay(DATE);
    long items = 0;
    List<SentItem> page = outbox.sent(HUB, range, PAGE);
    while (!page.isEmpty()) {
      items += page.size();
      page = outbox.sent(HUB, range.after(page.get(page.size() - 1).id()), PAGE);
    }
    return items;
  }

  /** The whole of it, both sides one after the other, by a request over the loopback address. */
  private void compare(JdbcOutbox outbox) throws Exception {
    long[] answered = new long[1];
    OkHttpTransport network = OkHttpTransport.create();
    try (SandboxNode hub = SandboxNode.builder(city, HUB).storingIn(database).start()) {
      System.out.println(hub.baseUrl());
      ExchangeClient client =
          ExchangeClient.builder()
              .self(TIANHE)
              .signer(HttpSignatures.signer(city.enrol(TIANHE)))
              .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
              .directory(city.directory())
              .transport(
                  request -> {
                    long start = System.nanoTime();
                    try {
                      return network.exchange(request);
                    } finally {
                      answered[0] = System.nanoTime() - start;
                    }
                  })
              .build();
      Reconciler reconciler = Reconciler.of(client, outbox);
      for (int run = 0; run < RUNS; run++) {
        long start = System.nanoTime();
        ReconciliationReport report = reconciler.compare(HUB, DATE);
        double whole = millis(start, System.nanoTime());
        double there = answered[0] / 1e6;
        System.out.printf(
            "compared, agreed %s: %.0f ms here, %.0f ms there%n",
            report.isAgreed(), whole - there, there);
      }
    }
  }

  private static double millis(long start, long end) {
    return (end - start) / 1e6;
  }
}
