package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.MessageContext;
import io.github.citydc.model.population.Household;
import io.github.citydc.model.population.Person;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

class CityReceiverTest {

  private static final AutoConfigurations ALL =
      AutoConfigurations.of(
          DataSourceAutoConfiguration.class,
          DataSourceTransactionManagerAutoConfiguration.class,
          CityAutoConfiguration.class,
          CityJdbcAutoConfiguration.class,
          CityOutboxAutoConfiguration.class,
          CityReceiverAutoConfiguration.class);

  @TempDir static Path folder;
  private static TestCity city;

  private final WebApplicationContextRunner application =
      new WebApplicationContextRunner()
          .withConfiguration(ALL)
          .withPropertyValues(
              "citydc.outbox.enabled=false",
              "citydc.keys=" + city.keys(),
              "citydc.directory.file=" + city.directory());

  @BeforeAll
  static void found() throws IOException {
    city = TestCity.in(folder.resolve("city"), Passphrase.none());
  }

  @Test
  void answers_below_its_base_path() {
    application.run(
        context ->
            assertThat(context.getBean(ServletRegistrationBean.class).getUrlMappings().toString())
                .isEqualTo("[/cdx/v1/*]"));
    application
        .withPropertyValues("citydc.base-path=/app/city/v1", "server.servlet.context-path=/app/")
        .run(
            context ->
                assertThat(
                        context.getBean(ServletRegistrationBean.class).getUrlMappings().toString())
                    .isEqualTo("[/city/v1/*]"));
  }

  @Test
  void receives_only_in_a_web_application_that_is_to_receive() {
    application
        .withPropertyValues("citydc.receiver.enabled=false", "citydc.jdbc.initialize-schema=never")
        .run(
            context ->
                assertThat(context)
                    .hasNotFailed()
                    .doesNotHaveBean(ExchangeReceiver.class)
                    .doesNotHaveBean(Inbox.class)
                    .doesNotHaveBean(ServletRegistrationBean.class));
    new ApplicationContextRunner()
        .withConfiguration(ALL)
        .withPropertyValues(
            "citydc.keys=" + city.keys(), "citydc.directory.file=" + city.directory())
        .run(context -> assertThat(context).doesNotHaveBean(ExchangeReceiver.class));
  }

  @Test
  void limits_are_those_of_the_properties() {
    application
        .withPropertyValues(
            "citydc.limits.body-size=1MB",
            "citydc.limits.requests=7",
            "citydc.limits.waiting=8",
            "citydc.limits.buffered-bytes=32MB",
            "citydc.limits.requests-per-node=9",
            "citydc.limits.requests-per-second=10",
            "citydc.limits.unverified-per-second=11",
            "citydc.limits.unverified-per-address=12",
            "citydc.limits.body-time=13s",
            "citydc.limits.bytes-per-second=14")
        .run(
            context ->
                assertThat(context.getBean(ExchangeReceiver.class).limits())
                    .isEqualTo(
                        new Limits(
                            1 << 20, 7, 8, 32 << 20, 9, 10, 11, 12, Duration.ofSeconds(13), 14)));
    application.run(
        context ->
            assertThat(context.getBean(ExchangeReceiver.class).limits())
                .isEqualTo(Limits.standard()));
  }

  @ParameterizedTest
  @CsvSource({
    "citydc.limits.body-size=1KB, citydc.limits, 64 KiB",
    "citydc.limits.body-size=3GB, citydc.limits.body-size, larger than 2GB",
    "citydc.base-path=cdx, citydc.base-path, is no path",
    "server.servlet.context-path=/app, citydc.base-path, outside of server.servlet.context-path=/app"
  })
  void a_wrong_property_is_named(String setting, String property, String problem) {
    application
        .withPropertyValues(setting)
        .run(
            context ->
                assertThat(
                        new CityFailureAnalyzer()
                            .analyze(context.getStartupFailure())
                            .getDescription())
                    .contains("Property " + property + ":", problem));
  }

  /** Takes persons. */
  static class Persons {
    @CityHandler
    void take(Person person, MessageContext context) {}
  }

  /** Takes persons, too. */
  static class OtherPersons {
    @CityHandler
    void take(Person person) {}
  }

  /** Takes no payload. */
  static class Texts {
    @CityHandler
    void take(String text) {}
  }

  /** Takes too much. */
  static class Pairs {
    @CityHandler
    void take(Person person, Household household) {}
  }

  /** Belongs to no bean. */
  static class Hidden {
    @CityHandler
    static void take(Person person) {}
  }

  @Test
  void two_handlers_of_a_type_are_named() {
    application
        .withBean(Persons.class)
        .withBean(OtherPersons.class)
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContainingAll(
                        "population.person/1", "Persons.take", "OtherPersons"));
  }

  @ParameterizedTest
  @CsvSource({"Texts, one payload record", "Pairs, one payload record", "Hidden, neither private"})
  void a_handler_with_other_parameters_is_named(String type, String problem) throws Exception {
    application
        .withBean(Class.forName(CityReceiverTest.class.getName() + "$" + type))
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .rootCause()
                    .hasMessageContainingAll("@CityHandler", type + ".take", problem));
  }

  @Test
  void a_transaction_manager_of_another_database_is_refused_at_the_start() {
    JdbcDataSource other = new JdbcDataSource();
    other.setUrl("jdbc:h2:mem:other-of-receiver");
    application
        .withBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(other))
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("does not manage the connections of the data source"));
  }

  private static JdbcTransactionManager manager() {
    return new JdbcTransactionManager(new JdbcDataSource());
  }

  @Test
  void of_several_transaction_managers_one_must_be_chosen() {
    application
        .withBean("one", JdbcTransactionManager.class, CityReceiverTest::manager)
        .withBean("two", JdbcTransactionManager.class, CityReceiverTest::manager)
        .run(
            context -> assertThat(context.getStartupFailure()).hasStackTraceContaining("@Primary"));
  }

  @Test
  void the_receiver_can_be_customized_in_code() {
    application
        .withBean(
            ExchangeReceiverCustomizer.class,
            () -> receiver -> receiver.limits(Limits.builder().requests(3).build()))
        .run(
            context ->
                assertThat(context.getBean(ExchangeReceiver.class).limits().requests())
                    .isEqualTo(3));
  }
}
