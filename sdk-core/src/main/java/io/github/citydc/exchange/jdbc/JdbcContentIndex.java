package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.content.ContentArrival;
import io.github.citydc.exchange.content.ContentIndex;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
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

/**
 * A content index in a table {@code cdx_content}, in the database that stores messages and batches.
 * A row is locked while it is touched, referred to or forgotten, so that content is never removed
 * between being found and being claimed. Thread-safe; several processes may share the table.
 */
public final class JdbcContentIndex implements ContentIndex {

  private static final String KEY = " WHERE node = ? AND kind = ? AND sender = ? AND digest = ?";

  /** No message refers to it, and no batch that is not done consists of it. */
  private static final String FREE =
      """
      referred_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM cdx_batch_part c
        WHERE cdx_content.kind = 'batch_part'
          AND c.node = cdx_content.node AND c.sender = cdx_content.sender AND c.digest = cdx_content.digest)
      """;

  private static final String UNNEEDED = "received_at <= ? AND " + FREE;

  private static final String NAMES =
      "SELECT kind, sender, digest FROM cdx_content WHERE node = ? AND ";
  private static final String SERVED =
      NAMES + "served_at IS NOT NULL AND (sender = ? OR ? = '') AND " + UNNEEDED;
  private static final String UNUSED = NAMES + "kind = ? AND " + UNNEEDED;
  private static final String BROUGHT = NAMES + "upload = ? AND kind = ? AND sender = ?";

  private final Transactions transactions;
  private final int node;
  private final ContentRooms rooms;

  JdbcContentIndex(Transactions transactions, NodeDatabase database) {
    this.transactions = transactions;
    this.node = database.number();
    this.rooms = new ContentRooms(transactions, database.number());
  }

  /**
   * The content of a database.
   *
   * @param database the database, and the node whose rows are meant
   * @return the index
   * @throws StorageException if the database does not answer
   */
  public static JdbcContentIndex on(NodeDatabase database) {
    return new JdbcContentIndex(
        new Transactions(database.dataSource(), "The table of content"), database);
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
            rooms.release(connection, arrival);
            return insert(connection, content, arrival.upload(), now);
          });
    } catch (StorageException e) {
      if (!(e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause))) {
        throw e;
      }
      rooms.release(arrival);
    }
  }

  private int insert(
      Connection connection, StoredContent content, Optional<String> upload, Instant now)
      throws SQLException {
    ContentKey key = content.key();
    return Transactions.update(
        connection,
        """
        INSERT INTO cdx_content
          (node, kind, sender, digest, size, encoding, decoded_size, records, received_at, upload)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''))
        """,
        node,
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

  private Optional<StoredContent> mark(
      Connection connection, ContentKey key, String change, Object... parameters)
      throws SQLException {
    List<Object> all = new ArrayList<>(List.of(parameters));
    all.addAll(List.of(node, kind(key.kind()), key.sender().toString(), key.digest().value()));
    int marked =
        Transactions.update(connection, "UPDATE cdx_content SET " + change + KEY, all.toArray());
    return marked == 0 ? Optional.empty() : read(connection, key);
  }

  @Override
  public boolean knows(ContentKey key) {
    return transactions.run(connection -> read(connection, key)).isPresent();
  }

  private Optional<StoredContent> read(Connection connection, ContentKey key) throws SQLException {
    return Transactions.query(
            connection,
            row ->
                new StoredContent(
                    key, row.getLong(1), row.getString(2), row.getLong(3), row.getInt(4)),
            "SELECT size, encoding, decoded_size, records FROM cdx_content" + KEY,
            node,
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
        WHERE node = ? AND digest = ? AND kind = 'file' AND referred_at IS NOT NULL
        ORDER BY sender
        """,
        node,
        digest.value());
  }

  @Override
  public long waiting(NodeId sender, Set<ContentKey.Kind> kinds) {
    return transactions.run(connection -> rooms.waiting(connection, sender, kinds));
  }

  @Override
  public void takeBack(
      NodeId sender, ContentKey.Kind kind, String upload, Consumer<ContentKey> removal) {
    List<ContentKey> brought = keys(BROUGHT, node, upload, kind(kind), sender.toString());
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
                  node,
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
    forgetAll(keys(SERVED, node, only, only, Transactions.time(until)), until, removal);
  }

  @Override
  public void forgetUnused(
      Set<ContentKey.Kind> kinds, Instant until, Consumer<ContentKey> removal) {
    List<ContentKey> unused =
        kinds.stream()
            .flatMap(kind -> keys(UNUSED, node, kind(kind), Transactions.time(until)).stream())
            .toList();
    forgetAll(unused, until, removal);
  }

  @Override
  public Optional<String> mark(ContentKey.Kind kind) {
    return transactions
        .query(
            row -> row.getString(1),
            "SELECT mark FROM cdx_content_place WHERE node = ? AND kind = ?",
            node,
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
          connection -> {
            requireOwnFolder(connection, mark);
            return Transactions.update(
                connection,
                "INSERT INTO cdx_content_place (node, kind, mark) VALUES (?, ?, ?)",
                node,
                kind(kind),
                mark);
          });
    } catch (StorageException e) {
      if (!(e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause))) {
        throw e;
      }
    }
    return mark(kind).orElse(mark);
  }

  /**
   * In a folder of two nodes each would remove what the other has, since both name content alike.
   * One node at a time looks.
   */
  private void requireOwnFolder(Connection connection, String mark) throws SQLException {
    Transactions.query(
        connection, row -> row.getInt(1), "SELECT number FROM cdx_node ORDER BY number FOR UPDATE");
    List<String> others =
        Transactions.query(
            connection,
            row -> row.getString(1),
            "SELECT n.node_id FROM cdx_content_place p JOIN cdx_node n ON n.number = p.node"
                + " WHERE p.mark = ? AND p.node <> ?",
            mark,
            node);
    if (!others.isEmpty()) {
      throw new StorageException(
          "The store of content is that of another node",
          new IOException(
              "it is that of " + others.get(0) + "; each node has a folder of its own"));
    }
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
