package io.github.citydc.exchange.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.ClassPathWithout;
import io.github.citydc.naming.node.NodeId;
import java.net.URLClassLoader;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application without Flyway, an optional dependency. */
class WithoutFlywayTest {

  private static final String NODE = "440106:11440106007482911C:grid";

  private URLClassLoader application;
  private DataSource database;

  @BeforeEach
  void start() throws Exception {
    application = ClassPathWithout.libraries("flyway");
    Class<?> type = application.loadClass("org.h2.jdbcx.JdbcDataSource");
    database = (DataSource) type.getConstructor().newInstance();
    type.getMethod("setURL", String.class)
        .invoke(database, "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  @AfterEach
  void stop() throws Exception {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
    application.close();
  }

  @Test
  void it_is_told_what_to_add_and_what_to_run_instead() {
    assertThatThrownBy(() -> call("migrate"))
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("org.flywaydb:flyway-core")
        .hasMessageContaining("org.flywaydb:flyway-database-postgresql")
        .hasMessageContaining("META-INF/citydc/schema/h2/V1__exchange.sql");
  }

  @Test
  void it_creates_the_tables_and_opens_a_store() throws Exception {
    call("create");

    assertThatCode(() -> call("require")).doesNotThrowAnyException();
    assertThatCode(() -> call("migrate")).doesNotThrowAnyException();
    Class<?> ofNode = application.loadClass(NodeDatabase.class.getName());
    Class<?> id = application.loadClass(NodeId.class.getName());
    Object node = id.getMethod("parse", String.class).invoke(null, NODE);
    Object mine = ofNode.getMethod("of", DataSource.class, id).invoke(null, database, node);
    Object inbox =
        application.loadClass(JdbcInbox.class.getName()).getMethod("on", ofNode).invoke(null, mine);
    assertThat(inbox).isNotNull();
  }

  private void call(String method) throws Exception {
    application
        .loadClass(JdbcSchema.class.getName())
        .getMethod(method, DataSource.class)
        .invoke(null, database);
  }
}
