package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.InboxWork;
import io.github.citydc.exchange.jdbc.JdbcCursors;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.records.CursorKey;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a handler does with its connection: what returns normally is stored together with the
 * work, and what throws has left nothing.
 */
@ParameterizedClass
@EachStore
class HandlerPromiseTest {

  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final PayloadType PERSON = PayloadType.parse("population.person/1");

  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;

  /** What handlers do that they should not, or may. */
  private enum Deed {
    INSERTS_AND_IGNORES_A_DUPLICATE(
        connection -> {
          try {
            run(connection, "INSERT INTO taken (id) VALUES ('taken')");
          } catch (SQLException e) {
            assertThat(e.getSQLState()).startsWith("23");
          }
        }),
    IGNORES_A_DUPLICATE_BEHIND_A_SAVEPOINT(
        connection -> {
          Savepoint before = connection.setSavepoint();
          try {
            run(connection, "INSERT INTO taken (id) VALUES ('taken')");
          } catch (SQLException e) {
            connection.rollback(before);
          }
        }),
    COMMITS(Connection::commit),
    COMMITS_BY_HAND(connection -> run(connection, "/* all good */ CoMmIt")),
    COMMITS_BEHIND_ANOTHER(
        connection -> run(connection, "UPDATE taken SET id = 'it''s; taken'; COMMIT")),
    COMMITS_BY_THE_STATEMENT(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.getConnection().commit();
          }
        }),
    COMMITS_BY_THE_RESULT(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery("SELECT id FROM taken")) {
            rows.getStatement().getConnection().commit();
          }
        }),
    COMMITS_BY_THE_META_DATA(connection -> connection.getMetaData().getConnection().commit()),
    COMMITS_BY_THE_DRIVER(
        connection -> {
          assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
          connection.unwrap(org.h2.jdbc.JdbcConnection.class).commit();
        }),
    ROLLS_BACK(Connection::rollback),
    ROLLS_BACK_BY_HAND(connection -> run(connection, "ROLLBACK")),
    ROLLS_BACK_AND_WORKS_ON(
        connection -> {
          quietly(Connection::rollback, connection);
          quietly(again -> run(again, "INSERT INTO work (id) VALUES ('more')"), connection);
        }),
    TURNS_AUTO_COMMIT_ON(connection -> connection.setAutoCommit(true)),
    CLOSES(Connection::close),
    ABORTS(connection -> connection.abort(Runnable::run)),
    DEFINES_A_TABLE(connection -> run(connection, "CREATE TABLE fresh (id INTEGER)")),
    SETS_WHAT_COMMITS_UNSEEN(
        connection ->
            run(
                connection,
                connection.getMetaData().getDatabaseProductName().equals("H2")
                    ? "SET DEFAULT_LOCK_TIMEOUT 5000"
                    : "SET LOCAL lock_timeout = 5000"));

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    private final InboxWork work;

    Deed(InboxWork work) {
      this.work = work;
    }
  }

  @BeforeEach
  void open() throws SQLException {
    running = kind.start(folder);
    try (Connection connection = running.dataSource().getConnection()) {
      run(connection, "CREATE TABLE work (id VARCHAR(36))");
      run(connection, "CREATE TABLE taken (id VARCHAR(36) PRIMARY KEY)");
      run(connection, "INSERT INTO taken (id) VALUES ('taken')");
    }
  }

  @AfterEach
  void close() {
    running.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_message_is_stored_with_the_work_of_its_handler_or_not_at_all(Deed deed) throws Exception {
    JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(running.dataSource(), TestDatabase.NODE));
    InboxEntry entry = entry();

    boolean returned =
        returns(
            () ->
                inbox.store(
                    entry,
                    connection -> {
                      run(connection, "INSERT INTO work (id) VALUES ('done')");
                      quietly(deed.work, connection);
                    }));

    assertThat(inbox.find(TIANHE, entry.messageId()).isPresent()).isEqualTo(returned);
    if (deed != Deed.SETS_WHAT_COMMITS_UNSEEN) {
      assertThat(rows("work")).isEqualTo(returned ? 1 : 0);
    }
    if (deed == Deed.IGNORES_A_DUPLICATE_BEHIND_A_SAVEPOINT) {
      assertThat(returned).isTrue();
    }
    if (deed.name().startsWith("COMMITS") && deed != Deed.COMMITS_BY_THE_DRIVER) {
      assertThat(returned).as("a refused commit cannot be hidden").isFalse();
    }
  }

  /** Who asks only after the commit learns that nothing is stored, not whose fault it is. */
  @Test
  void a_handler_that_hides_what_keeps_the_database_from_a_commit_is_named_as_the_reason() {
    assumeTrue(kind == TestDatabase.POSTGRESQL, "others go on after a statement that failed");
    JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(running.dataSource(), TestDatabase.NODE));
    InboxEntry entry = entry();

    assertThatThrownBy(
            () ->
                inbox.store(
                    entry,
                    connection -> quietly(Deed.INSERTS_AND_IGNORES_A_DUPLICATE.work, connection)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The handler caught an SQLException");
    assertThat(inbox.find(TIANHE, entry.messageId())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_message_whose_handler_fails_in_the_end_is_not_there(Deed deed) {
    JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(running.dataSource(), TestDatabase.NODE));
    InboxEntry entry = entry();

    assertThatThrownBy(
            () ->
                inbox.store(
                    entry,
                    connection -> {
                      quietly(deed.work, connection);
                      throw new IllegalStateException("the register is full");
                    }))
        .hasMessage("the register is full");

    assertThat(inbox.find(TIANHE, entry.messageId())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void in_a_bundle_too_and_the_others_are_stored(Deed deed) throws Exception {
    for (boolean failing : List.of(false, true)) {
      JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(running.dataSource(), TestDatabase.NODE));
      List<InboxEntry> entries = Stream.generate(HandlerPromiseTest::entry).limit(5).toList();
      InboxEntry odd = entries.get(2);

      List<CompletableFuture<InboxEntry>> stored =
          inbox.storeAll(
              entries.stream()
                  .map(
                      entry ->
                          new Inbox.Item(
                              entry,
                              connection -> {
                                done(connection, entry);
                                if (entry.equals(odd)) {
                                  quietly(deed.work, connection);
                                  if (failing) {
                                    throw new IllegalStateException("the register is full");
                                  }
                                }
                              }))
                  .toList(),
              Duration.ofMinutes(1),
              failure -> false);

      for (int i = 0; i < entries.size(); i++) {
        InboxEntry entry = entries.get(i);
        boolean returned = !stored.get(i).isCompletedExceptionally();
        assertThat(returned || entry.equals(odd)).isTrue();
        assertThat(inbox.find(TIANHE, entry.messageId()).isPresent()).isEqualTo(returned);
        if (deed != Deed.SETS_WHAT_COMMITS_UNSEEN || !entry.equals(odd)) {
          assertThat(timesDone(entry)).isEqualTo(returned ? 1 : 0);
        }
        if (entry.equals(odd) && failing) {
          assertThat(returned).isFalse();
        }
      }
    }
  }

  @Test
  void a_bundle_whose_time_is_over_leaves_the_rest_for_the_next_one() throws Exception {
    JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(running.dataSource(), TestDatabase.NODE));
    List<Inbox.Item> items =
        Stream.generate(HandlerPromiseTest::entry)
            .limit(3)
            .map(entry -> new Inbox.Item(entry, connection -> done(connection, entry)))
            .toList();

    List<CompletableFuture<InboxEntry>> stored =
        inbox.storeAll(items, Duration.ZERO, failure -> false);

    assertThat(stored.get(0)).isCompleted();
    for (int i = 1; i < 3; i++) {
      assertThat(stored.get(i))
          .isCompletedExceptionally()
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withMessageContaining("rate-limited");
      assertThat(inbox.find(TIANHE, items.get(i).entry().messageId())).isEmpty();
      assertThat(timesDone(items.get(i).entry())).isZero();
    }
    assertThat(inbox.storeAll(items, Duration.ofMinutes(1), failure -> false))
        .allMatch(each -> !each.isCompletedExceptionally());
    assertThat(rows("work")).isEqualTo(3);
  }

  private static void done(Connection connection, InboxEntry entry) throws SQLException {
    run(connection, "INSERT INTO work (id) VALUES ('" + entry.messageId() + "')");
  }

  private long timesDone(InboxEntry entry) throws SQLException {
    return new PersonTable(running.dataSource())
        .number("SELECT COUNT(*) FROM work WHERE id = '" + entry.messageId() + "'");
  }

  @ParameterizedTest
  @EnumSource
  void a_cursor_moves_with_the_work_of_its_handler_or_not_at_all(Deed deed) throws Exception {
    JdbcCursors cursors = JdbcCursors.on(NodeDatabase.of(running.dataSource(), TestDatabase.NODE));
    CursorKey key = new CursorKey(TIANHE, PERSON, Optional.empty());
    for (Optional<String> from : List.of(Optional.<String>empty(), Optional.of("first"))) {
      from.ifPresent(place -> begin(cursors, key, place));
      long before = rows("work");

      boolean returned =
          returns(
              () ->
                  cursors.advance(
                      key,
                      from,
                      "next",
                      connection -> {
                        run(connection, "INSERT INTO work (id) VALUES ('done')");
                        quietly(deed.work, connection);
                      }));

      assertThat(cursors.find(key)).isEqualTo(returned ? Optional.of("next") : from);
      if (deed != Deed.SETS_WHAT_COMMITS_UNSEEN) {
        assertThat(rows("work") - before).isEqualTo(returned ? 1 : 0);
      }
      cursors.forget(key);
    }
  }

  @Test
  void a_connection_that_was_kept_is_of_no_use_after_its_transaction() throws Exception {
    AtomicReference<Connection> kept = new AtomicReference<>();

    JdbcInbox.on(NodeDatabase.of(running.dataSource(), TestDatabase.NODE))
        .store(entry(), kept::set);

    assertThatThrownBy(() -> run(kept.get(), "INSERT INTO work (id) VALUES ('late')"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("has ended");
    assertThat(rows("work")).isZero();
  }

  @Test
  void an_inbox_in_memory_goes_on_after_its_first_message() throws Exception {
    JdbcConnectionPool memory =
        JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    try (Connection keepsItOpen = memory.getConnection()) {
      JdbcSchema.create(memory);
      JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(memory, TestDatabase.NODE));
      for (int i = 0; i < 3; i++) {
        InboxEntry entry = entry();
        inbox.store(entry, connection -> {});
        assertThat(inbox.find(TIANHE, entry.messageId())).isPresent();
      }
      assertThat(keepsItOpen.isValid(1)).isTrue();
    } finally {
      memory.dispose();
    }
  }

  private static void begin(JdbcCursors cursors, CursorKey key, String place) {
    try {
      cursors.advance(key, Optional.empty(), place, connection -> {});
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean returns(java.util.concurrent.Callable<?> call) {
    try {
      call.call();
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private static void quietly(InboxWork work, Connection connection) {
    try {
      work.run(connection);
    } catch (Exception e) {
      assertThat(e).isInstanceOf(SQLException.class);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long rows(String table) throws SQLException {
    return new PersonTable(running.dataSource()).number("SELECT COUNT(*) FROM " + table);
  }

  private static InboxEntry entry() {
    MessageId id =
        MessageId.parse(
            UUID.randomUUID()
                .toString()
                .replaceFirst("-[0-9a-f]{4}-", "-7000-")
                .replaceFirst("^([0-9a-f-]{14})[0-9a-f]", "$17"));
    return new InboxEntry(
        TIANHE,
        id,
        PERSON,
        Operation.UPSERT,
        ContentHash.ofHex("0".repeat(64)),
        OffsetDateTime.parse("2026-10-24T09:00:00+08:00"),
        Content.ofText("{}"),
        new SignatureEvidence("base", "c2ln" + id, List.of("Y2VydA=="), RevocationEvidence.none()),
        Content.ofText("{}"));
  }
}
