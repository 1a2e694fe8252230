package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.content.ContentArrival;
import io.github.citydc.exchange.content.ContentIndex;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A content index in a table {@code cdx_content}, in the database that stores messages and batches.
 * A row is locked while it is touched, referred to or forgotten, so that content is never removed
 * between being found and being claimed. Thread-safe; several processes may share the table.
 */
public final class JdbcContentIndex implements ContentIndex {

  private static final String KEY = " WHERE kind = ? AND sender = ? AND digest = ?";

  /** No message refers to it, and no batch that is not done consists of it. */
  private static final String FREE =
      """
      referred_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM cdx_batch_part c
        WHERE cdx_content.kind = 'batch_part'
          AND c.sender = cdx_content.sender AND c.digest = cdx_content.digest)
      """;

  private static final String UNNEEDED = "received_at <= ? AND " + FREE;

  private static final String NAMES = "SELECT kind, sender, digest FROM cdx_content WHERE ";
  private static final String SERVED =
      NAMES + "served_at IS NOT NULL AND (sender = ? OR ? = '') AND " + UNNEEDED;
  private static final String UNUSED = NAMES + "kind = ? AND " + UNNEEDED;
  private static final String BROUGHT = NAMES + "upload = ? AND kind = ? AND sender = ?";

  private final Transactions transactions;
  private final ContentRooms rooms;

  JdbcContentIndex(Transactions transactions) {
    this.transactions = transactions;
    this.rooms = new ContentRooms(transactions);
  }

  /**
   * The content of a database.
   *
   * @param dataSource gives connections to the receiver's database, best from a pool
   * @return the index
   * @throws IllegalStateException if {@link JdbcSchema#require} finds that tables are missing
   * @throws StorageException if the database does not answer
   */
  public static JdbcContentIndex on(DataSource dataSource) {
    JdbcSchema.require(dataSource);
    return new JdbcContentIndex(new Transactions(dataSource, "The table of content"));
  }

  @Override
  public boolean reserve(ContentArrival arrival, Instant now, Instant until) {
    return rooms.reserve(arrival, now, until);
  }

  @Override
  public boolean renew(ContentArrival arrival, Instant until) {
    return rooms.renew(arrival, until);
  }

  @Override
  public void release(ContentArrival arrival) {
    rooms.release(arrival);
  }

  @Override
  public void add(ContentArrival arrival, StoredContent content, Instant now) {
    try {
      transactions.run(
          connection -> {
            ContentRooms.release(connection, arrival);
            return insert(connection, content, arrival.upload(), now);
          });
    } catch (StorageException e) {
      if (!(e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause))) {
        throw e;
      }
      rooms.release(arrival);
    }
  }

  private static int insert(
      Connection connection, StoredContent content, Optional<String> upload, Instant now)
      throws SQLException {
    ContentKey key = content.key();
    return Transactions.update(
        connection,
        """
        INSERT INTO cdx_content
          (kind, sender, digest, size, encoding, decoded_size, records, received_at, upload)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''))
        """,
        kind(key.kind()),
        key.sender().toString(),
        key.digest().value(),
        content.size(),
        content.encoding(),
        content.decodedSize(),
        content.records(),
        Transactions.time(now),
        upload.orElse(""));
  }

  @Override
  public Optional<StoredContent> touch(ContentKey key, Optional<String> upload, Instant now) {
    return transactions.run(
        connection ->
            mark(
                connection,
                key,
                "upload = CASE WHEN upload = ? THEN upload END, received_at = ?, served_at = NULL",
                upload.orElse(""),
                Transactions.time(now)));
  }

  @Override
  public Optional<StoredContent> refer(Connection connection, ContentKey key, Instant now) {
    try {
      return mark(Dialect.adapt(connection), key, "referred_at = ?", Transactions.time(now));
    } catch (SQLException e) {
      throw new StorageException("The table of content could not be changed", e);
    }
  }

  private static Optional<StoredContent> mark(
      Connection connection, ContentKey key, String change, Object... parameters)
      throws SQLException {
    List<Object> all = new ArrayList<>(List.of(parameters));
    all.addAll(List.of(kind(key.kind()), key.sender().toString(), key.digest().value()));
    int marked =
        Transactions.update(connection, "UPDATE cdx_content SET " + change + KEY, all.toArray());
    return marked == 0 ? Optional.empty() : read(connection, key);
  }

  @Override
  public boolean knows(ContentKey key) {
    return transactions.run(connection -> read(connection, key)).isPresent();
  }

  private static Optional<StoredContent> read(Connection connection, ContentKey key)
      throws SQLException {
    return Transactions.query(
            connection,
            row ->
                new StoredContent(
                    key, row.getLong(1), row.getString(2), row.getLong(3), row.getInt(4)),
            "SELECT size, encoding, decoded_size, records FROM cdx_content" + KEY,
            kind(key.kind()),
            key.sender().toString(),
            key.digest().value())
        .stream()
        .findFirst();
  }

  @Override
  public List<ContentKey> referredFiles(ContentHash digest) {
    return transactions.query(
        row -> ContentKey.file(NodeId.parse(row.getString(1)), digest),
        """
        SELECT sender FROM cdx_content
        WHERE digest = ? AND kind = 'file' AND referred_at IS NOT NULL
        ORDER BY sender
        """,
        digest.value());
  }

  @Override
  public long waiting(NodeId sender, Set<ContentKey.Kind> kinds) {
    return transactions.run(connection -> ContentRooms.waiting(connection, sender, kinds));
  }

  @Override
  public void takeBack(
      NodeId sender, ContentKey.Kind kind, String upload, Consumer<ContentKey> removal) {
    List<ContentKey> brought = keys(BROUGHT, upload, kind(kind), sender.toString());
    Transactions.each(brought, key -> delete(key, "upload = ? AND " + FREE, upload, removal));
  }

  @Override
  public void forget(ContentKey key, Instant until, Consumer<ContentKey> removal) {
    delete(key, UNNEEDED, Transactions.time(until), removal);
  }

  /** The content is removed while its row is locked, so that nobody finds it and loses it. */
  private void delete(
      ContentKey key, String condition, Object parameter, Consumer<ContentKey> removal) {
    transactions.runOnce(
        connection -> {
          int deleted =
              Transactions.update(
                  connection,
                  "DELETE FROM cdx_content" + KEY + " AND " + condition,
                  kind(key.kind()),
                  key.sender().toString(),
                  key.digest().value(),
                  parameter);
          if (deleted == 1) {
            removal.accept(key);
          }
          return deleted;
        });
  }

  @Override
  public void forgetServed(Optional<NodeId> sender, Instant until, Consumer<ContentKey> removal) {
    String only = sender.map(NodeId::toString).orElse("");
    forgetAll(keys(SERVED, only, only, Transactions.time(until)), until, removal);
  }

  @Override
  public void forgetUnused(
      Set<ContentKey.Kind> kinds, Instant until, Consumer<ContentKey> removal) {
    List<ContentKey> unused =
        kinds.stream()
            .flatMap(kind -> keys(UNUSED, kind(kind), Transactions.time(until)).stream())
            .toList();
    forgetAll(unused, until, removal);
  }

  @Override
  public Optional<String> mark(ContentKey.Kind kind) {
    return transactions
        .query(
            row -> row.getString(1),
            "SELECT mark FROM cdx_content_place WHERE kind = ?",
            kind(kind))
        .stream()
        .findFirst();
  }

  @Override
  public String remember(ContentKey.Kind kind, String mark) {
    Optional<String> before = mark(kind);
    if (before.isPresent()) {
      return before.get();
    }
    try {
      // The folder is marked permanently; a database that forgot it would take it for another's.
      transactions.runDurably(
          connection ->
              Transactions.update(
                  connection,
                  "INSERT INTO cdx_content_place (kind, mark) VALUES (?, ?)",
                  kind(kind),
                  mark));
    } catch (StorageException e) {
      if (!(e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause))) {
        throw e;
      }
    }
    return mark(kind).orElse(mark);
  }

  /** A row that cannot be read keeps the others from nothing. */
  private List<ContentKey> keys(String sql, Object... parameters) {
    return Transactions.readable(
        transactions.query(
            Transactions.tolerant(JdbcContentIndex::key, "cdx_content"), sql, parameters));
  }

  private void forgetAll(List<ContentKey> keys, Instant until, Consumer<ContentKey> removal) {
    Transactions.each(keys, key -> forget(key, until, removal));
  }

  private static ContentKey key(ResultSet row) throws SQLException {
    return new ContentKey(
        ContentKey.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
        NodeId.parse(row.getString(2)),
        ContentHash.parse(row.getString(3)));
  }

  static String kind(ContentKey.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
