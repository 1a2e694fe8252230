package io.github.citydc.exchange.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the statements of this package and their values are changed for a database. The order of the
 * parameters stays.
 */
enum StatementRules {
  /** For the databases that the statements are written for. */
  AS_WRITTEN("", "", false, List.of()),

  /**
   * Locks and reads are those of the latest state: REPEATABLE READ, the standard, would read what
   * was there before a lock was awaited, and lock gaps between rows.
   */
  MYSQL(
      "SET TRANSACTION ISOLATION LEVEL READ COMMITTED",
      " LOCK IN SHARE MODE",
      false,
      Replacement.MYSQL),

  TIDB(
      MYSQL.beginning,
      MYSQL.latest,
      false,
      Stream.concat(Replacement.MYSQL.stream(), Stream.of(Replacement.of("(?i) SKIP LOCKED", "")))
          .toList()),

  ORACLE("", "", true, Replacement.ORACLE);

  /** Comes before all other texts, and is in none of them. */
  private static final String EMPTY = "\1";

  private final String beginning;
  private final String latest;
  private final boolean emptyIsNull;
  private final List<Replacement> replacements;

  StatementRules(
      String beginning, String latest, boolean emptyIsNull, List<Replacement> replacements) {
    this.beginning = beginning;
    this.latest = latest;
    this.emptyIsNull = emptyIsNull;
    this.replacements = replacements;
  }

  /** Makes the transaction that is about to begin one that reads what is committed. */
  void begin(Connection connection) throws SQLException {
    if (!beginning.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(beginning);
      }
    }
  }

  /** A statement as the database has it. */
  String statement(String sql) {
    String changed = sql;
    for (Replacement each : replacements) {
      changed = each.in(changed);
    }
    return changed;
  }

  /**
   * A translated statement that reads what is committed when it runs, not when its transaction
   * began.
   */
  String latest(String sql) {
    return sql.startsWith("SELECT") && !sql.contains("FOR UPDATE") ? sql.strip() + latest : sql;
  }

  /** A text as the database keeps it: some take one without characters for none. */
  String toDatabase(String text) {
    return emptyIsNull && text.isEmpty() ? EMPTY : text;
  }

  /** A text that a database has kept. */
  String fromDatabase(String text) {
    return emptyIsNull && text.equals(EMPTY) ? "" : text;
  }

  /** What stands in place of something else. */
  private record Replacement(Pattern pattern, String by) {

    /** LIMIT has the numbers in the same order; a table is not deleted from while it is read. */
    private static final List<Replacement> MYSQL =
        List.of(
            of("OFFSET \\? ROWS\\s+FETCH FIRST \\? ROWS ONLY", "LIMIT ?, ?"),
            of("OFFSET \\? ROWS\\s+FETCH FIRST ROW ONLY", "LIMIT ?, 1"),
            of("FETCH FIRST \\? ROWS ONLY", "LIMIT ?"),
            of("FETCH FIRST (?:1 )?ROW ONLY", "LIMIT 1"),
            of("SELECT ([0-9?, ]+) WHERE", "SELECT $1 FROM DUAL WHERE"),
            of("CAST\\((\\?) AS VARCHAR\\([0-9]+\\)\\)", "$1"),
            of(
                "DELETE FROM (\\w+) o WHERE (.*?)AND EXISTS \\(\\s*SELECT 1 FROM \\1 n\\s+WHERE (.*)\\)\\s*",
                "DELETE o FROM $1 o JOIN $1 n ON $3 WHERE $2"));

    private static final List<Replacement> ORACLE =
        List.of(
            of("''", "CHR(1)"),
            of("\\b(?:size)\\b", "\"SIZE\""),
            of("\\bnumber\\b", "\"NUMBER\""),
            of("\\bresource\\b", "\"RESOURCE\""),
            of("SELECT ([0-9?, ]+) WHERE", "SELECT $1 FROM DUAL WHERE"),
            of("^SELECT COALESCE\\(\\(SELECT .*", "$0 FROM DUAL"));

    private static Replacement of(String regex, String by) {
      return new Replacement(Pattern.compile(regex, Pattern.DOTALL), by);
    }

    private String in(String sql) {
      return pattern.matcher(sql).replaceAll(by);
    }
  }
}
