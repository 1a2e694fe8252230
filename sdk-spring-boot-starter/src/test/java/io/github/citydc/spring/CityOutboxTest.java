package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.sql.init.SqlInitializationAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CityOutboxTest {

  private static final String SCRIPT =
      "classpath:META-INF/citydc/schema/h2/V1__exchange.sql,"
          + "classpath:META-INF/citydc/schema/h2/V2__nodes.sql";

  @TempDir static Path folder;
  private static TestCity city;

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  DataSourceAutoConfiguration.class,
                  DataSourceTransactionManagerAutoConfiguration.class,
                  TransactionAutoConfiguration.class,
                  JdbcTemplateAutoConfiguration.class,
                  SqlInitializationAutoConfiguration.class,
                  CityAutoConfiguration.class,
                  CityJdbcAutoConfiguration.class,
                  CityOutboxAutoConfiguration.class))
          .withPropertyValues(
              "spring.datasource.generate-unique-name=true",
              "citydc.keys=" + city.keys(),
              "citydc.directory.file=" + city.directory());

  @BeforeAll
  static void found() throws IOException {
    city = TestCity.in(folder.resolve("city"), Passphrase.none());
  }

  private static String file(String name) {
    return "spring.datasource.url=jdbc:h2:file:" + folder.resolve(name);
  }

  @Test
  void makes_the_tables_of_an_embedded_database() {
    application.run(context -> assertThat(tables(context)).isEqualTo(2));
    application
        .withClassLoader(new FilteredClassLoader("org.flywaydb"))
        .run(context -> assertThat(tables(context)).isEqualTo(2));
  }

  @Test
  void makes_no_tables_in_a_database_of_its_own_and_names_the_scripts() {
    application
        .withPropertyValues(file("own"))
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("META-INF/citydc/schema/h2/V1__exchange.sql"));
    application
        .withPropertyValues(file("own"))
        .run(
            context ->
                assertThat(
                        new CityFailureAnalyzer()
                            .analyze(context.getStartupFailure())
                            .getDescription())
                    .contains("citydc.jdbc.initialize-schema: is embedded"));
  }

  @Test
  void makes_them_where_it_is_told_to_and_finds_them_again() {
    ApplicationContextRunner always =
        application.withPropertyValues(file("always"), "citydc.jdbc.initialize-schema=always");
    always.run(context -> assertThat(tables(context)).isEqualTo(2));
    always.run(context -> assertThat(tables(context)).isEqualTo(2));
    application
        .withPropertyValues(file("always"), "citydc.jdbc.initialize-schema=never")
        .run(context -> assertThat(tables(context)).isEqualTo(2));
  }

  @Test
  void never_makes_them_if_it_is_told_so() {
    application
        .withPropertyValues("citydc.jdbc.initialize-schema=never")
        .run(context -> assertThat(context).hasFailed());
  }

  /** As with a migration of its own, which comes first. */
  @Test
  void finds_what_the_application_has_made_with_the_script() {
    application
        .withPropertyValues(
            file("script"),
            "citydc.jdbc.initialize-schema=never",
            "spring.sql.init.mode=always",
            "spring.sql.init.schema-locations=" + SCRIPT)
        .run(context -> assertThat(tables(context)).isEqualTo(2));
  }

  @Test
  void leaves_the_flyway_of_the_application_alone() {
    application
        .withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
        .withPropertyValues(
            file("flyway"),
            "spring.flyway.locations=classpath:own-migrations",
            "citydc.jdbc.initialize-schema=always")
        .run(
            context -> {
              assertThat(tables(context)).isEqualTo(2);
              assertThat(
                      context
                          .getBean(JdbcTemplate.class)
                          .queryForList(
                              "SELECT \"script\" FROM \"flyway_schema_history\""
                                  + " WHERE \"version\" IS NOT NULL",
                              String.class))
                  .containsExactly("V1__invoices.sql");
            });
  }

  @Test
  void an_application_without_outbox_needs_no_tables() {
    application
        .withPropertyValues("citydc.outbox.enabled=false", "citydc.jdbc.initialize-schema=never")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(Outbox.class)
                    .doesNotHaveBean(CityOutbox.class)
                    .doesNotHaveBean(OutboxSending.class));
  }

  @Test
  void sends_only_where_it_is_told_to() {
    application
        .withPropertyValues("citydc.outbox.dispatch=false")
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(CityOutbox.class)
                    .doesNotHaveBean(OutboxSending.class));
    application.run(
        context -> {
          OutboxSending sending = context.getBean(OutboxSending.class);
          assertThat(sending.isRunning()).isTrue();
          sending.stop();
          assertThat(sending.isRunning()).isFalse();
          assertThat(sending.health()).isEmpty();
          sending.start();
          assertThat(sending.health()).isPresent();
          context.close();
          assertThat(sending.isRunning()).isFalse();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workers=0",
        "bundle=0",
        "max-attempts=0",
        "idle=0s",
        "lease=0s",
        "first-pause=0s",
        "longest-pause=0s",
        "patience=-1s"
      })
  void a_setting_that_cannot_work_is_named(String setting) {
    application
        .withPropertyValues("citydc.outbox." + setting)
        .run(
            context ->
                assertThat(
                        new CityFailureAnalyzer()
                            .analyze(context.getStartupFailure())
                            .getDescription())
                    .contains("citydc.outbox." + setting.replaceFirst("=.*", ":")));
  }

  @Test
  void a_message_is_there_if_and_only_if_its_transaction_commits() {
    application
        .withPropertyValues("citydc.outbox.dispatch=false")
        .run(
            context -> {
              CityOutbox outbox = context.getBean(CityOutbox.class);
              TransactionTemplate template = context.getBean(TransactionTemplate.class);
              template.executeWithoutResult(
                  status -> outbox.enqueue(TestCity.HUB, TestCity.person("张三")));
              template.executeWithoutResult(
                  status -> {
                    outbox.enqueue(TestCity.HUB, TestCity.person("李四"));
                    status.setRollbackOnly();
                  });

              assertThat(context.getBean(Outbox.class).list(OutboxState.PENDING, 9)).hasSize(1);
            });
  }

  @Test
  void outside_of_a_transaction_it_says_what_to_do() {
    application
        .withPropertyValues("citydc.outbox.dispatch=false")
        .run(
            context -> {
              CityOutbox outbox = context.getBean(CityOutbox.class);
              assertThatThrownBy(() -> outbox.enqueue(TestCity.HUB, TestCity.person("张三")))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessageContaining("@Transactional")
                  .hasMessageContaining("TransactionTemplate")
                  .hasMessageContaining("ExchangeClient.send");
              TransactionTemplate readOnly =
                  new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
              readOnly.setReadOnly(true);
              assertThatThrownBy(
                      () ->
                          readOnly.executeWithoutResult(
                              status -> outbox.enqueue(TestCity.HUB, TestCity.person("张三"))))
                  .hasMessageContaining("read-only");
              assertThat(context.getBean(Outbox.class).list(OutboxState.PENDING, 9)).isEmpty();
            });
  }

  @Test
  void a_transaction_of_another_database_does_not_count() {
    application
        .withPropertyValues("citydc.outbox.dispatch=false")
        .run(
            context -> {
              CityOutbox outbox = context.getBean(CityOutbox.class);
              JdbcDataSource other = new JdbcDataSource();
              other.setUrl("jdbc:h2:mem:other");
              TransactionTemplate template =
                  new TransactionTemplate(new JdbcTransactionManager(other));
              assertThatThrownBy(
                      () ->
                          template.executeWithoutResult(
                              status -> outbox.enqueue(TestCity.HUB, TestCity.person("张三"))))
                  .hasMessageContaining("not one of the database of the outbox");
              assertThat(context.getBean(Outbox.class).list(OutboxState.PENDING, 9)).isEmpty();
            });
  }

  private static long tables(ApplicationContext context) {
    assertThat(context.getBean(Outbox.class)).isNotNull();
    JdbcSchema.require(context.getBean(DataSource.class));
    Map<String, Object> schema =
        context.getBean(JdbcTemplate.class).queryForMap("SELECT COUNT(*) AS n FROM cdx_schema");
    return ((Number) schema.get("n")).longValue();
  }
}
