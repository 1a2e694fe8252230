package io.github.citydc.cli.front.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The files that were taken and whose results were not yet given back. Thread-safe. */
public final class TakenFiles {

  private final OwnDatabase database;

  /**
   * The files of a database.
   *
   * @param database the own database
   */
  public TakenFiles(OwnDatabase database) {
    this.database = database;
  }

  /**
   * Finds a file.
   *
   * @param source which folder
   * @param name of the file
   * @return the file, empty if it was not begun
   */
  public Optional<TakenFile> find(String source, String name) {
    return database.transaction(
        connection ->
            OwnDatabase.query(
                    connection,
                    row ->
                        new TakenFile(
                            source,
                            name,
                            row.getString(1),
                            row.getLong(2),
                            row.getBoolean(3),
                            Optional.ofNullable(row.getString(4))),
                    "SELECT content, lines_read, whole, target FROM cdx_front_file"
                        + " WHERE source = ? AND name = ?",
                    source,
                    name)
                .stream()
                .findFirst());
  }

  /**
   * The names of all files of a folder.
   *
   * @param source which folder
   * @return in their order
   */
  public List<String> names(String source) {
    return database.transaction(
        connection ->
            OwnDatabase.query(
                connection,
                row -> row.getString(1),
                "SELECT name FROM cdx_front_file WHERE source = ? ORDER BY source, name",
                source));
  }

  /**
   * Begins a file.
   *
   * @param source which folder
   * @param name of the file
   * @param content the digest of its content
   * @return the file, of which nothing was read
   */
  public TakenFile begin(String source, String name, String content) {
    database.transaction(
        connection ->
            OwnDatabase.update(
                connection,
                "INSERT INTO cdx_front_file (source, name, content, lines_read, whole)"
                    + " VALUES (?, ?, ?, 0, FALSE)",
                source,
                name,
                content));
    return new TakenFile(source, name, content, 0, false, Optional.empty());
  }

  /**
   * Notes how far a file was read, in the transaction that takes its lines.
   *
   * @param connection the transaction
   * @param file the file
   * @param linesRead how many of its records were taken
   * @param whole whether all were
   * @throws SQLException if the database fails
   */
  public void advance(Connection connection, TakenFile file, long linesRead, boolean whole)
      throws SQLException {
    OwnDatabase.update(
        connection,
        "UPDATE cdx_front_file SET lines_read = ?, whole = ? WHERE source = ? AND name = ?",
        linesRead,
        whole,
        file.source(),
        file.name());
  }

  /**
   * Decides where a file goes with its results.
   *
   * @param file the file
   * @param target its name below the folder
   */
  public void direct(TakenFile file, String target) {
    database.transaction(
        connection ->
            OwnDatabase.update(
                connection,
                "UPDATE cdx_front_file SET target = ? WHERE source = ? AND name = ?",
                target,
                file.source(),
                file.name()));
  }

  /**
   * Ends a file: its results were given back.
   *
   * @param file the file
   */
  public void end(TakenFile file) {
    database.transaction(
        connection -> {
          OwnDatabase.update(
              connection,
              "UPDATE cdx_front_item SET open_for = NULL WHERE source = ?",
              file.lines());
          return OwnDatabase.update(
              connection,
              "DELETE FROM cdx_front_file WHERE source = ? AND name = ?",
              file.source(),
              file.name());
        });
  }
}
