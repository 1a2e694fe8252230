package io.github.citydc.spring;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** The tables of the exchange, in the database of the application. */
@AutoConfiguration(
    after = CityAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
    })
@ConditionalOnBooleanProperty(name = "citydc.enabled", matchIfMissing = true)
@ConditionalOnSingleCandidate(DataSource.class)
class CityJdbcAutoConfiguration {

  /** After the migrations of the application, and only if something needs the tables. */
  @Bean
  @Lazy
  @ConditionalOnMissingBean
  @DependsOnDatabaseInitialization
  CitySchema citySchema(DataSource dataSource, CityProperties properties) {
    return CitySchema.in(dataSource, properties.jdbc().initializeSchema());
  }
}
