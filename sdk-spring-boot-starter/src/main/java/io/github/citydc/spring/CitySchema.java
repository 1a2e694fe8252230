package io.github.citydc.spring;

import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.naming.node.NodeId;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.util.ClassUtils;

/**
 * The tables of the exchange in the database of the application. When this exists, they do: the
 * stores are made after it.
 */
final class CitySchema {

  private static final String PROPERTY = "citydc.jdbc.initialize-schema";
  private static final String FLYWAY = "org.flywaydb.core.Flyway";

  private CitySchema() {}

  /**
   * Makes the tables if it is to, and checks that they are there.
   *
   * @param node the node itself: rows of an older version belong to it
   * @throws CityPropertyException if they are missing, with the scripts to run
   */
  static CitySchema in(DataSource dataSource, SchemaInitialization mode, NodeId node) {
    if (isToBeMade(dataSource, mode)) {
      make(dataSource, node);
    }
    try {
      JdbcSchema.require(dataSource);
      return new CitySchema();
    } catch (IllegalStateException e) {
      throw CityPropertyException.of(
          PROPERTY,
          "is " + name(mode) + ", and the tables of the exchange are missing: " + e.getMessage(),
          "Run these scripts with the Flyway or Liquibase of the application (docs/spring.md says"
              + " how), or set "
              + PROPERTY
              + "=always with an account that may create tables. Without outbox and receiver none"
              + " are needed: citydc.outbox.enabled=false and citydc.receiver.enabled=false",
          e);
    }
  }

  private static boolean isToBeMade(DataSource dataSource, SchemaInitialization mode) {
    return switch (mode) {
      case ALWAYS -> true;
      case NEVER -> false;
      case EMBEDDED -> EmbeddedDatabaseConnection.isEmbedded(dataSource);
    };
  }

  /** With Flyway tables of an older version are brought up to date, too. */
  private static void make(DataSource dataSource, NodeId node) {
    try {
      if (ClassUtils.isPresent(FLYWAY, CitySchema.class.getClassLoader())) {
        JdbcSchema.migrate(dataSource, node);
      } else {
        JdbcSchema.create(dataSource);
      }
    } catch (IllegalStateException e) {
      throw CityPropertyException.of(
          PROPERTY,
          "the tables of the exchange cannot be made: " + e.getMessage(),
          "Run the scripts by hand and set " + PROPERTY + "=never",
          e);
    }
  }

  private static String name(SchemaInitialization mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
