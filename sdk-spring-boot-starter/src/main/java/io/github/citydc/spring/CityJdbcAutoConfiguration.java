package io.github.citydc.spring;

import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.security.MessageSigner;
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
  CitySchema citySchema(DataSource dataSource, CityProperties properties, MessageSigner signer) {
    return CitySchema.in(dataSource, properties.jdbc().initializeSchema(), signer.node());
  }

  /** What the stores of the node are made on: its rows, in tables that nodes may share. */
  @Bean
  @Lazy
  @ConditionalOnMissingBean
  NodeDatabase cityDatabase(DataSource dataSource, CitySchema schema, MessageSigner signer) {
    return NodeDatabase.of(dataSource, signer.node());
  }
}
