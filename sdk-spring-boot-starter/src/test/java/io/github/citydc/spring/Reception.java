package io.github.citydc.spring;

import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.population.Person;
import jakarta.validation.constraints.NotBlank;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * An application that takes notes and persons in; the text of a note says what its handler does.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Reception {

  /** A note. */
  @PayloadName("test.note/1")
  record Note(@NotBlank String id, @NotBlank String does, Extensions extensions)
      implements Payload {

    static Note that(String id, String does) {
      return new Note(id, does, Extensions.none());
    }
  }

  @Bean
  Notes notes(JdbcTemplate jdbc, Inner inner) {
    jdbc.execute("CREATE TABLE note (id VARCHAR(40) PRIMARY KEY)");
    return new Notes(jdbc, inner);
  }

  @Bean
  Inner inner(JdbcTemplate jdbc) {
    return new Inner(jdbc);
  }

  @Bean
  Persons persons(JdbcTemplate jdbc) {
    return new Persons(jdbc);
  }

  /** Takes notes in. */
  static class Notes {

    private final JdbcTemplate jdbc;
    private final Inner inner;
    final List<String> committed = new CopyOnWriteArrayList<>();
    final List<Map<String, String>> logged = new CopyOnWriteArrayList<>();

    Notes(JdbcTemplate jdbc, Inner inner) {
      this.jdbc = jdbc;
      this.inner = inner;
    }

    @CityHandler
    void take(Note note, MessageContext context) throws SQLException {
      jdbc.update("INSERT INTO note (id) VALUES (?)", note.id());
      switch (note.does()) {
        case "throws" -> throw new IllegalStateException("As it was told");
        case "errs" -> throw new AssertionError("As it was told");
        case "refuses" ->
            throw new RefusedException(ProblemCode.OUTSIDE_JURISDICTION, "As it was told");
        case "hides" -> hide(note);
        case "goes apart" -> inner.apart(note.id() + " apart");
        case "commits" -> context.connection().commit();
        case "uses the connection" -> write(context.connection(), note.id() + " beside");
        case "tells" -> tellAfterCommit(note.id());
        case "logs" -> logged.add(Map.copyOf(MDC.getCopyOfContextMap()));
        default -> {}
      }
    }

    private void hide(Note note) {
      try {
        inner.fail(note.id() + " inner");
      } catch (IllegalStateException e) {
        jdbc.update("INSERT INTO note (id) VALUES (?)", note.id() + " after");
      }
    }

    private static void write(Connection connection, String id) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("INSERT INTO note (id) VALUES ('" + id + "')");
      }
    }

    private void tellAfterCommit(String id) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              committed.add(id);
            }
          });
    }
  }

  /** What a handler may call. */
  static class Inner {

    private final JdbcTemplate jdbc;

    Inner(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    @Transactional
    public void fail(String id) {
      jdbc.update("INSERT INTO note (id) VALUES (?)", id);
      throw new IllegalStateException("As it was told");
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void apart(String id) {
      jdbc.update("INSERT INTO note (id) VALUES (?)", id);
    }
  }

  /** Takes persons in, behind a proxy. */
  @Transactional
  static class Persons {

    private final JdbcTemplate jdbc;

    Persons(JdbcTemplate jdbc) {
      this.jdbc = jdbc;
    }

    @CityHandler
    void take(Person person) {
      jdbc.update("INSERT INTO note (id) VALUES (?)", person.idNumber());
    }
  }
}
