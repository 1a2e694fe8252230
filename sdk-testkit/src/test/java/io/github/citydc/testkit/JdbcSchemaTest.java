package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** The tables of the exchange in databases of applications. */
@ParameterizedClass
@EachStore
@Timeout(120)
class JdbcSchemaTest {

  private static final List<String> SCRIPTS = List.of("V1__exchange.sql", "V2__nodes.sql");

  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private DataSource database;

  @BeforeEach
  void start(@TempDir Path folder) {
    running = kind.startEmpty(folder);
    database = running.dataSource();
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void a_store_makes_no_table_and_says_which_script_is_missing() throws Exception {
    assertThatThrownBy(() -> JdbcInbox.on(NodeDatabase.of(database, TestDatabase.NODE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(path())
        .hasMessageContaining("JdbcSchema.migrate");
    assertThat(tables()).isEmpty();
  }

  @Test
  void a_connection_in_a_transaction_is_good_for_the_question_too() throws Exception {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      DataSource same = one(connection);
      assertThatThrownBy(() -> JdbcSchema.require(same)).hasMessageContaining(path());
      assertThatThrownBy(() -> JdbcSchema.require(same)).hasMessageContaining(path());
    }
  }

  @Test
  void the_script_run_by_hand_is_enough() throws Exception {
    execute(script(0));
    execute(script(1));

    assertThatCode(() -> JdbcOutbox.on(NodeDatabase.of(database, TestDatabase.NODE)))
        .doesNotThrowAnyException();
    JdbcSchema.create(database);
    JdbcSchema.migrate(database);
    assertThat(tables()).doesNotContain("cdx_schema_history");
  }

  @Test
  void a_script_that_ended_half_way_is_missing() throws Exception {
    execute(script(0));
    execute(script(1).replaceFirst("INSERT INTO cdx_schema [^;]*;", ""));

    assertThatThrownBy(() -> JdbcSchema.require(database))
        .hasMessageContaining(path(1))
        .hasMessageNotContaining(path(0));
  }

  @Test
  void all_three_ways_make_the_same_tables(@TempDir Path folder) throws Exception {
    JdbcSchema.create(database);
    List<String> created = columns(database);
    try (TestDatabase.Running other = kind.startEmpty(folder)) {
      JdbcSchema.migrate(other.dataSource());

      assertThat(columns(other.dataSource())).isEqualTo(created).hasSizeGreaterThan(50);
    }
  }

  @Test
  void what_create_has_made_flyway_goes_on_from() throws Exception {
    JdbcSchema.create(database);

    JdbcSchema.migrate(database);
    JdbcSchema.require(database);
  }

  @Test
  void the_flyway_of_the_application_and_its_history_are_untouched() throws Exception {
    flyway().migrate();
    String all =
        "SELECT %s, %s FROM %s"
            .formatted(
                kind.quoted("version"),
                kind.quoted("checksum"),
                kind.quoted("flyway_schema_history"));
    List<String> history = rows(all);

    JdbcSchema.migrate(database);
    JdbcSchema.require(database);

    assertThat(rows(all)).isEqualTo(history).isNotEmpty();
    assertThat(flyway().migrate().migrationsExecuted).isZero();
    flyway().validate();
  }

  @Test
  void several_may_create_them_at_once() throws Exception {
    atOnce(JdbcSchema::create);
  }

  @Test
  void several_may_migrate_at_once() throws Exception {
    atOnce(JdbcSchema::migrate);
  }

  private void atOnce(Consumer<DataSource> work) throws Exception {
    int many = 6;
    CyclicBarrier start = new CyclicBarrier(many);
    ExecutorService executor = Executors.newFixedThreadPool(many);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        tasks.add(
            () -> {
              start.await();
              work.accept(database);
              JdbcSchema.require(database);
              return true;
            });
      }
      for (Future<Boolean> done : executor.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      executor.shutdownNow();
    }
    assertThat(rows("SELECT version FROM cdx_schema")).containsExactlyInAnyOrder("1", "2");
  }

  /** Gives the same connection again and again, and leaves it open. */
  private static DataSource one(Connection connection) {
    Connection left =
        proxy(
            Connection.class,
            (proxy, method, arguments) ->
                method.getName().equals("close") ? null : method.invoke(connection, arguments));
    return proxy(DataSource.class, (proxy, method, arguments) -> left);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            JdbcSchemaTest.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Flyway flyway() {
    return Flyway.configure().dataSource(database).locations("classpath:application").load();
  }

  private String path() {
    return path(0);
  }

  private String path(int number) {
    return "META-INF/citydc/schema/" + kind.folder() + "/" + SCRIPTS.get(number);
  }

  private String script(int number) throws IOException {
    try (InputStream script = JdbcSchema.class.getResourceAsStream("/" + path(number))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> tables() throws SQLException {
    return rows(
        "SELECT LOWER(table_name) FROM information_schema.tables WHERE LOWER(table_name) LIKE 'cdx%'"
            + here());
  }

  /** A server has the tables of all its databases there, if they are schemas to it. */
  private String here() {
    return kind == TestDatabase.MARIADB ? " AND table_schema = DATABASE()" : "";
  }

  private List<String> columns(DataSource database) throws SQLException {
    return rows(
        database,
        "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
            + " WHERE LOWER(table_name) LIKE 'cdx%' AND LOWER(table_name) <> 'cdx_schema_history'"
            + here()
            + " ORDER BY table_name, ordinal_position");
  }

  private List<String> rows(String sql) throws SQLException {
    return rows(database, sql);
  }

  private static List<String> rows(DataSource database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getString(i));
        }
        rows.add(String.join(" ", values));
      }
    }
    return rows;
  }
}
