package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.ClassUtils;

/** The application starts in a schema where there are tables and rows already. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ApplicationTest {

  private static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");
  private static final boolean FLYWAY = ClassUtils.isPresent("org.flywaydb.core.Flyway", null);

  @TempDir static Path folder;

  @LocalServerPort private int port;
  @Autowired private SandboxCity city;
  @Autowired private JdbcTemplate database;

  @TestConfiguration
  static class City {

    @Bean
    SandboxCity city() {
      return SandboxCity.found("Test Root");
    }

    @Bean
    SigningKey key(SandboxCity city) {
      return city.enrol(Application.HUB);
    }

    @Bean
    TrustStore trust(SandboxCity city) {
      return city.trust();
    }

    @Bean
    NodeDirectory directory(SandboxCity city) {
      return city.directory();
    }
  }

  @DynamicPropertySource
  static void databaseOfLastYear(DynamicPropertyRegistry properties) throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("application");
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      if (FLYWAY) {
        History.firstMigration(url);
      } else {
        statement.execute("CREATE TABLE invoice (id BIGINT PRIMARY KEY)");
      }
      statement.execute("INSERT INTO invoice (id) VALUES (1)");
    }
    properties.add("spring.datasource.url", () -> url);
    properties.add("spring.datasource.username", () -> "sa");
    properties.add("spring.datasource.password", () -> "");
  }

  @Test
  void does_its_own_work_and_takes_a_message() throws Exception {
    String invoices =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/invoices"))
                    .build(),
                BodyHandlers.ofString())
            .body();
    assertThat(invoices).isEqualTo("1");

    city.announce(Application.HUB, URI.create("http://127.0.0.1:" + port + "/cdx/v1"));
    byte[] receipt = client().send(Application.HUB, person()).toJson();
    assertThat(database.queryForObject("SELECT COUNT(*) FROM cdx_inbox", Long.class)).isEqualTo(1);
    System.out.println(
        "Invoices " + invoices + ", receipt " + new String(receipt, StandardCharsets.UTF_8));
  }

  @Test
  void has_the_history_of_its_own_migrations_and_nothing_else_in_it() {
    List<String> tables =
        database.queryForList(
            "SELECT LOWER(table_name) FROM information_schema.tables"
                + " WHERE LOWER(table_name) LIKE '%schema_history'",
            String.class);
    if (FLYWAY) {
      assertThat(tables).containsExactlyInAnyOrder("flyway_schema_history", "cdx_schema_history");
      assertThat(
              database.queryForList(
                  "SELECT \"script\" FROM \"flyway_schema_history\""
                      + " WHERE \"version\" IS NOT NULL ORDER BY \"installed_rank\"",
                  String.class))
          .containsExactly("V1__invoices.sql", "V2__paid.sql");
    } else {
      assertThat(tables).isEmpty();
    }
  }

  @Test
  void tests_against_a_sandbox_node() {
    NodeId other = NodeId.parse("440100:114401000074821105:other");
    try (SandboxNode node =
        SandboxNode.builder(city, other)
            .storingIn(folder.resolve("sandbox"))
            .on(Person.class, (person, context) -> {})
            .start()) {
      assertThat(client().send(node.node(), person()).receipt()).isNotNull();
    }
  }

  @Test
  void has_one_copy_of_each_library() throws Exception {
    for (String type :
        List.of(
            "okhttp3/OkHttpClient",
            "com/fasterxml/jackson/databind/ObjectMapper",
            "org/bouncycastle/crypto/Digest",
            "jakarta/validation/Validator",
            "org/hibernate/validator/HibernateValidator",
            "org/slf4j/Logger")) {
      assertThat(Collections.list(getClass().getClassLoader().getResources(type + ".class")))
          .as(type)
          .hasSize(1);
    }
    assertThat(ClassUtils.isPresent("org.flywaydb.core.Flyway", null))
        .as("Flyway, only if the application wants it")
        .isEqualTo(getClass().getResource("/db/migration/V1__invoices.sql") != null);
  }

  private ExchangeClient client() {
    return ExchangeClient.builder()
        .self(VENDOR)
        .signer(HttpSignatures.signer(city.enrol(VENDOR)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .build();
  }

  private static Person person() {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106199001010013")
        .name("张三")
        .sex("1")
        .ethnicity("01")
        .birthDate(LocalDate.of(1990, 1, 1))
        .birthplaceDivision("440106")
        .residenceAddress(Address.of("440106001", "五山路381号"))
        .registrationAddress(Address.of("440106001", "五山路381号"))
        .build();
  }
}
