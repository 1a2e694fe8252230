package io.github.citydc.exchange.jdbc;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The first words of SQL statements: they tell which would end the transaction they are run in. A
 * statement hidden in a procedure is not seen here; {@link GuardedTransaction} sees its effect.
 */
final class StatementText {

  private static final Pattern SUSPICIOUS =
      Pattern.compile(
          "\\b(?:commit|rollback|begin|start|end|abort|prepare|autocommit|shutdown"
              + "|create|alter|drop|truncate|grant|revoke|comment|analyze|runscript"
              + "|rename|lock|unlock|optimize|repair|flush|load)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern QUOTED_OR_COMMENT =
      Pattern.compile(
          "'[^']*+'|\"[^\"]*+\"|--[^\\n]*+|/\\*.*?\\*/|\\$(\\w*+)\\$.*?\\$\\1\\$", Pattern.DOTALL);

  private static final Pattern ENDS_TRANSACTION =
      Pattern.compile(
          "(?:commit|begin|start transaction|end|abort|shutdown|prepare transaction"
              + "|set (?:local |session )?autocommit"
              + "|rollback(?! (?:(?:work|transaction) )?to\\b))\\b.*",
          Pattern.DOTALL);

  private static final Pattern DEFINES =
      Pattern.compile(
          "(?:create|alter|drop|truncate|grant|revoke|comment|analyze|runscript"
              + "|rename|(?:un)?lock tables?|optimize|repair|flush|load)\\b.*",
          Pattern.DOTALL);

  private StatementText() {}

  /**
   * Whether one of some statements begins, commits or rolls back a transaction, savepoints apart.
   *
   * @param sql one statement, or several between semicolons
   * @param definitionsCommit whether the database commits before it changes a table's definition
   */
  static boolean endsTransaction(String sql, boolean definitionsCommit) {
    if (!SUSPICIOUS.matcher(sql).find()) {
      return false;
    }
    for (String statement : QUOTED_OR_COMMENT.matcher(sql).replaceAll(" ").split(";", -1)) {
      String plain = statement.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      if (ENDS_TRANSACTION.matcher(plain).matches()
          || (definitionsCommit && DEFINES.matcher(plain).matches())) {
        return true;
      }
    }
    return false;
  }
}
