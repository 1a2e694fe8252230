package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.usage.LoggedUse;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.exchange.usage.UseKind;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Records of use in a real database. */
@ParameterizedClass
@EachDialect
class UseLogTest {

  private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ChinaTime.ZONE);
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HAIZHU = NodeId.parse("440105:11440105007483025F:grid");

  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private JdbcUseLog log;

  @BeforeEach
  void start() {
    database = kind.start(folder);
    log = JdbcUseLog.on(NodeDatabase.of(database.dataSource(), TestDatabase.NODE), CLOCK);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private static Use use(String time, NodeId reader, String grant) {
    return Use.builder()
        .kind(UseKind.PULL)
        .usedAt(OffsetDateTime.parse(time))
        .reader(reader)
        .resource("306001/000001")
        .type(PayloadType.parse("population.person/1"))
        .grant(grant)
        .purpose("核验身份")
        .records(3)
        .bytes(900)
        .build();
  }

  private static List<Use> uses(List<LoggedUse> logged) {
    return logged.stream().map(LoggedUse::use).toList();
  }

  @Test
  void they_are_listed_from_both_ends_and_by_reader_grant_and_time() {
    Use first = use("2026-11-20T09:00:00+08:00", TIANHE, "g-1");
    Use second = use("2026-11-21T09:00:00+08:00", HAIZHU, "g-2");
    Use third = use("2026-11-22T09:00:00+08:00", TIANHE, "g-1");
    log.add(List.of(first, second));
    log.add(List.of(third));

    assertThat(uses(log.list(UseFilter.all(), 0, 10))).containsExactly(first, second, third);
    assertThat(uses(log.latest(UseFilter.all(), Long.MAX_VALUE, 2))).containsExactly(third, second);
    long newest = log.latest(UseFilter.all(), Long.MAX_VALUE, 1).get(0).position();
    assertThat(uses(log.latest(UseFilter.all(), newest, 10))).containsExactly(second, first);
    assertThat(uses(log.list(UseFilter.builder().reader(HAIZHU).build(), 0, 10)))
        .containsExactly(second);
    assertThat(uses(log.list(UseFilter.builder().grant("g-1").build(), 0, 10)))
        .containsExactly(first, third);
    assertThat(
            uses(
                log.list(
                    UseFilter.builder()
                        .from(second.usedAt().toInstant())
                        .until(third.usedAt().toInstant())
                        .build(),
                    0,
                    10)))
        .containsExactly(second);
    assertThat(log.list(UseFilter.builder().resource("306001/000002").build(), 0, 10)).isEmpty();
  }

  @Test
  void pages_and_queries_of_a_grant_are_counted_and_files_are_not() {
    log.add(
        List.of(
            use("2026-11-23T23:59:59+08:00", TIANHE, "g-1"),
            use("2026-11-24T00:00:00+08:00", TIANHE, "g-1"),
            use("2026-11-24T08:00:00+08:00", TIANHE, "g-2"),
            use("2026-11-24T08:00:00+08:00", TIANHE, "g-1").toBuilder().kind(UseKind.FILE).build(),
            use("2026-11-24T08:00:00+08:00", TIANHE, "g-1").toBuilder()
                .kind(UseKind.QUERY)
                .build()));

    assertThat(log.count("g-1", Instant.parse("2026-11-23T16:00:00Z"))).isEqualTo(2);
  }

  @Test
  void what_is_younger_than_three_years_is_not_forgotten() {
    Use old = use("2023-11-24T08:59:59+08:00", TIANHE, "g-1");
    Use young = use("2023-11-24T09:00:00+08:00", TIANHE, "g-1");
    log.add(List.of(old, young));
    List<Use> archived = new ArrayList<>();

    assertThatThrownBy(
            () -> log.forget(Instant.parse("2023-11-24T01:00:01Z"), 10, archived::addAll))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kept for 3 years at least: Decree 809, article 29")
        .hasMessageContaining("2023-11-24T01:00:00Z");
    assertThat(log.forget(Instant.parse("2023-11-24T01:00:00Z"), 10, archived::addAll))
        .isEqualTo(1);

    assertThat(archived).containsExactly(old);
    assertThat(uses(log.list(UseFilter.all(), 0, 10))).containsExactly(young);
  }

  @Test
  void what_the_archive_did_not_keep_stays() {
    Use old = use("2020-01-01T00:00:00+08:00", TIANHE, "g-1");
    log.add(List.of(old));

    assertThatThrownBy(
            () ->
                log.forget(
                    Instant.parse("2021-01-01T00:00:00Z"),
                    10,
                    items -> {
                      throw new IllegalStateException("full");
                    }))
        .hasMessage("full");

    assertThat(uses(log.list(UseFilter.all(), 0, 10))).containsExactly(old);
  }

  @Test
  void a_row_that_cannot_be_read_keeps_no_other_from_the_archive() throws SQLException {
    log.add(
        List.of(
            use("2020-01-01T00:00:00+08:00", TIANHE, "g-1"),
            use("2020-01-02T00:00:00+08:00", TIANHE, "g-2")));
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE cdx_use SET kind = 'newer' WHERE grant_id = 'g-1'");
    }
    List<Use> archived = new ArrayList<>();

    assertThat(log.forget(Instant.parse("2021-01-01T00:00:00Z"), 1, archived::addAll)).isEqualTo(1);

    assertThat(archived).extracting(use -> use.grant().orElseThrow()).containsExactly("g-2");
    assertThat(log.forget(Instant.parse("2021-01-01T00:00:00Z"), 1, archived::addAll)).isZero();
  }

  @Test
  void readers_at_the_same_time_lose_none_and_double_none() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String grant = "g-" + i;
      done.add(
          threads.submit(() -> log.add(List.of(use("2026-11-24T08:00:00+08:00", TIANHE, grant)))));
    }
    for (Future<?> one : done) {
      one.get();
    }
    threads.shutdown();

    assertThat(uses(log.list(UseFilter.all(), 0, 1000)))
        .extracting(use -> use.grant().orElseThrow())
        .doesNotHaveDuplicates()
        .hasSize(400);
  }

  private static List<Use> numbered(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            number ->
                use("2026-11-24T08:00:00+08:00", number % 3 == 0 ? HAIZHU : TIANHE, "g-" + number))
        .toList();
  }

  private long rows(String table) throws SQLException {
    return new PersonTable(database.dataSource()).number("SELECT COUNT(*) FROM " + table);
  }

  @Test
  void they_are_found_the_same_way_where_they_were_added_and_where_they_were_moved()
      throws SQLException {
    List<Use> all = numbered(0, 2_300);
    for (int i = 0; i < all.size(); i += 100) {
      log.add(all.subList(i, i + 100));
    }
    assertThat(rows("cdx_use_kept")).isEqualTo(2_000);
    assertThat(rows("cdx_use")).isEqualTo(300);

    assertThat(uses(listed(UseFilter.all(), 170))).isEqualTo(all);
    assertThat(uses(listedFromTheEnd(UseFilter.all(), 170)))
        .isEqualTo(IntStream.range(0, 2_300).mapToObj(i -> all.get(2_299 - i)).toList());
    assertThat(uses(listed(UseFilter.builder().reader(HAIZHU).build(), 170)))
        .isEqualTo(all.stream().filter(use -> use.reader().equals(HAIZHU)).toList());
    for (String grant : List.of("g-0", "g-1999", "g-2000", "g-2299")) {
      assertThat(log.count(grant, Instant.parse("2026-11-23T16:00:00Z"))).as(grant).isEqualTo(1);
      assertThat(log.list(UseFilter.builder().grant(grant).build(), 0, 10)).hasSize(1);
    }
  }

  private List<LoggedUse> listed(UseFilter filter, int page) {
    return paged(0, last -> log.list(filter, last, page));
  }

  private List<LoggedUse> listedFromTheEnd(UseFilter filter, int page) {
    return paged(Long.MAX_VALUE, last -> log.latest(filter, last, page));
  }

  private static List<LoggedUse> paged(long start, LongFunction<List<LoggedUse>> pages) {
    List<LoggedUse> all = new ArrayList<>();
    long last = start;
    for (List<LoggedUse> page = pages.apply(last); !page.isEmpty(); page = pages.apply(last)) {
      all.addAll(page);
      last = page.get(page.size() - 1).position();
    }
    return all;
  }

  /** Two logs on one database are as two processes. */
  @Test
  void none_is_missed_or_found_twice_while_they_are_moved() throws Exception {
    JdbcUseLog other =
        JdbcUseLog.on(NodeDatabase.of(database.dataSource(), TestDatabase.NODE), CLOCK);
    int writers = 4;
    int each = 800;
    long whole = (long) writers * each;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger added = new AtomicInteger();
    List<Future<?>> writing = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      JdbcUseLog into = writer % 2 == 0 ? log : other;
      int first = writer * each;
      writing.add(
          threads.submit(
              () -> {
                for (int i = first; i < first + each; i += 4) {
                  List<Use> together =
                      numbered(i, i + 4).stream()
                          .map(
                              use ->
                                  use.toBuilder().reference(use.grant().get()).grant("g").build())
                          .toList();
                  begun.addAndGet(together.size());
                  into.add(together);
                  added.addAndGet(together.size());
                }
              }));
    }
    Instant day = Instant.parse("2026-11-23T16:00:00Z");
    int looked = 0;
    while (!writing.stream().allMatch(Future::isDone)) {
      int before = added.get();
      long counted = log.count("g", day);
      assertThat(counted).isBetween((long) before, (long) begun.get());
      assertThat(listed(UseFilter.all(), 500))
          .hasSizeGreaterThanOrEqualTo(before)
          .extracting(use -> use.use().reference().orElseThrow())
          .doesNotHaveDuplicates();
      looked++;
    }
    for (Future<?> one : writing) {
      one.get();
    }
    threads.shutdown();

    assertThat(looked).isPositive();
    assertThat(listed(UseFilter.all(), 500)).hasSize(writers * each);
    assertThat(log.count("g", day)).isEqualTo(whole);
    assertThat(rows("cdx_use")).as("nearly all are moved").isLessThan(2_000);
    assertThat(rows("cdx_use") + rows("cdx_use_kept")).isEqualTo(whole);
  }

  @Test
  void those_of_earlier_processes_are_moved_too() throws SQLException {
    for (int process = 0; process < 6; process++) {
      JdbcUseLog shortLived =
          JdbcUseLog.on(NodeDatabase.of(database.dataSource(), TestDatabase.NODE), CLOCK);
      shortLived.add(numbered(process * 300, process * 300 + 300));
    }

    assertThat(rows("cdx_use_kept")).isEqualTo(1_000);
    assertThat(listed(UseFilter.all(), 500)).hasSize(1_800);
  }

  @Test
  void a_move_that_fails_halfway_leaves_them_where_they_were_and_fails_no_reader()
      throws SQLException {
    AtomicBoolean failing = new AtomicBoolean(true);
    DataSource halfway =
        FailingStatements.of(
            database.dataSource(), sql -> failing.get() && sql.startsWith("DELETE FROM cdx_use"));
    JdbcUseLog moving = JdbcUseLog.on(NodeDatabase.of(halfway, TestDatabase.NODE), CLOCK);
    try (LogLines lines = new LogLines()) {
      moving.add(numbered(0, 1_000));
      moving.add(numbered(1_000, 1_200));

      assertThat(rows("cdx_use_kept")).isZero();
      assertThat(uses(listed(UseFilter.all(), 500))).isEqualTo(numbered(0, 1_200));
      assertThat(lines.with("The moving of records of use cannot be done")).hasSize(1);

      failing.set(false);
      moving.add(numbered(1_200, 1_300));
      assertThat(rows("cdx_use_kept")).isEqualTo(1_000);
      assertThat(uses(listed(UseFilter.all(), 500))).isEqualTo(numbered(0, 1_300));
      assertThat(lines.with("The moving of records of use goes on")).hasSize(1);
    }
  }

  @Test
  void a_page_with_a_row_that_cannot_be_read_leaves_out_no_other() throws SQLException {
    log.add(numbered(0, 1_000));
    log.add(numbered(1_000, 1_010));
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE cdx_use_kept SET kind = 'newer' WHERE grant_id = 'g-5'");
    }

    assertThat(listed(UseFilter.all(), 10)).hasSize(1_009);
  }

  @Test
  void a_log_that_fails_says_so_to_each_reader() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE cdx_use");
    }

    assertThatThrownBy(() -> log.add(List.of(use("2026-11-24T08:00:00+08:00", TIANHE, "g-1"))))
        .isInstanceOf(StorageException.class);
  }
}
