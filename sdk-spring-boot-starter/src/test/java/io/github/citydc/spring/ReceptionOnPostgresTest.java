package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same on PostgreSQL, whose tables the application makes with the script in the jar. */
@Tag("processes")
@DirtiesContext
class ReceptionOnPostgresTest extends ReceptionTest {

  private static EmbeddedPostgres server;

  @Autowired private DataSource database;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @DynamicPropertySource
  static void ofServer(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> server.getJdbcUrl("postgres", "postgres"));
    properties.add("spring.datasource.username", () -> "postgres");
    properties.add("spring.sql.init.mode", () -> "always");
    properties.add(
        "spring.sql.init.schema-locations",
        () ->
            "classpath:META-INF/citydc/schema/postgresql/V1__exchange.sql,"
                + "classpath:META-INF/citydc/schema/postgresql/V2__nodes.sql");
    properties.add("citydc.jdbc.initialize-schema", () -> "never");
  }

  @Test
  void it_is_postgresql() throws Exception {
    try (Connection connection = database.getConnection()) {
      assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
    }
  }
}
