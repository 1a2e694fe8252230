package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.file.FileIndex;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A file index in a table {@code cdx_file}, in the database that stores the messages. A row changes
 * in the transaction that stores the message which refers to it, so that no file is removed between
 * the check that it exists and the reference to it. Thread-safe; several processes may share the
 * table.
 */
public final class JdbcFileIndex implements FileIndex {

  private static final String KEY = " WHERE kind = ? AND sender = ? AND digest = ?";
  private static final String OLD = "received_at <= ? AND referred_at IS NULL";

  private final Transactions transactions;

  private JdbcFileIndex(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The files of a database.
   *
   * @param dataSource gives connections to the receiver's database, best from a pool
   * @return the index
   * @throws IllegalStateException if {@link JdbcSchema#require} finds that tables are missing
   * @throws StorageException if the database does not answer
   */
  public static JdbcFileIndex on(DataSource dataSource) {
    JdbcSchema.require(dataSource);
    return new JdbcFileIndex(new Transactions(dataSource, "The table of files"));
  }

  @Override
  public void add(ContentKey key, long size, Instant now) {
    try {
      transactions.update(
          "INSERT INTO cdx_file (kind, sender, digest, size, received_at) VALUES (?, ?, ?, ?, ?)",
          kind(key),
          key.sender().toString(),
          key.digest().value(),
          size,
          Transactions.time(now));
    } catch (StorageException e) {
      if (!(e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause))) {
        throw e;
      }
    }
  }

  @Override
  public OptionalLong touch(ContentKey key, Instant now) {
    return transactions.run(connection -> mark(connection, "received_at", key, now));
  }

  @Override
  public OptionalLong refer(Connection connection, ContentKey file, Instant now) {
    try {
      return mark(connection, "referred_at", file, now);
    } catch (SQLException e) {
      throw new StorageException("The table of files could not be changed", e);
    }
  }

  private static OptionalLong mark(
      Connection connection, String column, ContentKey key, Instant now) throws SQLException {
    int marked =
        Transactions.update(
            connection,
            "UPDATE cdx_file SET " + column + " = ?" + KEY,
            Transactions.time(now),
            kind(key),
            key.sender().toString(),
            key.digest().value());
    return marked == 0 ? OptionalLong.empty() : size(connection, key);
  }

  @Override
  public boolean knows(ContentKey key) {
    return transactions.run(connection -> size(connection, key)).isPresent();
  }

  private static OptionalLong size(Connection connection, ContentKey key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT size FROM cdx_file" + KEY)) {
      Transactions.set(select, kind(key), key.sender().toString(), key.digest().value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  @Override
  public long waiting(NodeId sender) {
    return transactions.run(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT SUM(size) FROM cdx_file WHERE sender = ? AND referred_at IS NULL")) {
            Transactions.set(select, sender.toString());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  @Override
  public void forget(ContentKey key, Instant until, Consumer<ContentKey> removal) {
    transactions.run(
        connection -> {
          int forgotten =
              Transactions.update(
                  connection,
                  "DELETE FROM cdx_file" + KEY + " AND " + OLD,
                  kind(key),
                  key.sender().toString(),
                  key.digest().value(),
                  Transactions.time(until));
          if (forgotten == 1) {
            removal.accept(key);
          }
          return forgotten;
        });
  }

  @Override
  public void forgetUnused(Instant until, Consumer<ContentKey> removal) {
    Transactions.each(
        transactions.run(connection -> old(connection, until)), key -> forget(key, until, removal));
  }

  private static List<ContentKey> old(Connection connection, Instant until) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT kind, sender, digest FROM cdx_file WHERE " + OLD)) {
      Transactions.set(select, Transactions.time(until));
      List<ContentKey> keys = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          keys.add(
              new ContentKey(
                  ContentKey.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                  NodeId.parse(row.getString(2)),
                  ContentHash.parse(row.getString(3))));
        }
      }
      return keys;
    }
  }

  private static String kind(ContentKey key) {
    return key.kind().name().toLowerCase(Locale.ROOT);
  }
}
