package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which database gets which tables. */
class DialectTest {

  @Test
  void a_database_that_is_not_known_is_named_with_those_that_are(@TempDir Path folder) {
    try (TestDatabase.Running running = TestDatabase.H2_IN_MEMORY.startEmpty(folder)) {
      DataSource other = OtherDrivers.saying(running.dataSource(), "Firebird 4");

      assertThatThrownBy(() -> JdbcSchema.require(other))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("Firebird 4", "MariaDB", "KingbaseES", "docs/databases.md");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PostgreSQL, postgresql",
    "KingbaseES, postgresql",
    "HighGo Database, postgresql",
    "openGauss, opengauss",
    "GaussDB, opengauss",
    "Vastbase G100, opengauss",
    "MariaDB, mariadb",
    "MySQL, mysql",
    "OceanBase, mysql",
    "TiDB, mysql",
    "Oracle, oracle",
    "DM DBMS, dameng"
  })
  void each_product_has_its_scripts(String product, String scripts, @TempDir Path folder) {
    try (TestDatabase.Running running = TestDatabase.H2_IN_MEMORY.startEmpty(folder)) {
      DataSource other = OtherDrivers.saying(running.dataSource(), product);

      assertThatThrownBy(() -> JdbcSchema.require(other))
          .hasMessage(
              "The database lacks tables of the exchange. Run META-INF/citydc/schema/"
                  + scripts
                  + "/V1__exchange.sql, META-INF/citydc/schema/"
                  + scripts
                  + "/V2__nodes.sql (in the jar of sdk-core), or call JdbcSchema.migrate with an"
                  + " account that may create tables");
    }
  }

  @Tag("processes")
  @Test
  void a_driver_that_counts_only_rows_that_change_is_refused() {
    DataSource careless =
        driver(MariaDbServer.create("test_affected") + "&useAffectedRows=true", "cdx");
    JdbcSchema.create(careless);

    assertThatThrownBy(() -> NodeDatabase.of(careless, TestDatabase.NODE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("useAffectedRows");
  }

  /** Its driver has types of its own for parameters, so that more than this needs a KingbaseES. */
  @Tag("processes")
  @Test
  void the_driver_of_kingbase_is_recognised_and_makes_the_tables(@TempDir Path folder)
      throws SQLException {
    try (TestDatabase.Running running = TestDatabase.POSTGRESQL.startEmpty(folder)) {
      String url;
      try (Connection connection = running.dataSource().getConnection()) {
        url = connection.getMetaData().getURL();
      }
      DataSource kingbase = driver(url.replace("jdbc:postgresql:", "jdbc:kingbase8:"), "postgres");

      JdbcSchema.create(kingbase);

      try (Connection connection = kingbase.getConnection()) {
        assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("KingbaseES");
      }
      JdbcSchema.require(running.dataSource());
    }
  }

  private static DataSource driver(String url, String user) {
    return (DataSource)
        Proxy.newProxyInstance(
            DialectTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> DriverManager.getConnection(url, user, ""));
  }
}
