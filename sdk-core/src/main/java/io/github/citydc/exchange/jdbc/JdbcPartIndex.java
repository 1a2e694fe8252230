package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.PartIndex;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The table {@code cdx_part}. A row is locked while it is touched or forgotten, so that a part is
 * never removed in between being found and being claimed.
 */
final class JdbcPartIndex implements PartIndex {

  private static final String UNUSED =
      """
      NOT EXISTS (SELECT 1 FROM cdx_batch_part c
        WHERE c.sender = cdx_part.sender AND c.digest = cdx_part.digest)
      """;

  private static final String UNWANTED = "received_at <= ? AND " + UNUSED;
  private static final String SERVED =
      "served_at IS NOT NULL AND received_at <= ? AND (sender = ? OR ? = '') AND " + UNUSED;

  private final Transactions transactions;

  JdbcPartIndex(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<BatchPart> touch(NodeId sender, ContentHash digest, Instant now) {
    return transactions.run(
        connection -> {
          int touched =
              Transactions.update(
                  connection,
                  "UPDATE cdx_part SET received_at = ?, served_at = NULL"
                      + " WHERE sender = ? AND digest = ?",
                  Transactions.time(now),
                  sender.toString(),
                  digest.value());
          return touched == 0 ? Optional.empty() : read(connection, sender, digest);
        });
  }

  private static Optional<BatchPart> read(Connection connection, NodeId sender, ContentHash digest)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT encoding, size, records FROM cdx_part WHERE sender = ? AND digest = ?")) {
      Transactions.set(select, sender.toString(), digest.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new BatchPart(
                    digest,
                    PartEncoding.ofWireName(row.getString(1)),
                    row.getLong(2),
                    row.getInt(3)))
            : Optional.empty();
      }
    }
  }

  @Override
  public void add(NodeId sender, BatchPart part, long decodedSize, Instant now) {
    try {
      transactions.run(
          connection ->
              Transactions.update(
                  connection,
                  """
                  INSERT INTO cdx_part
                    (sender, digest, encoding, size, decoded_size, records, received_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?)
                  """,
                  sender.toString(),
                  part.digest().value(),
                  part.encoding().wireName(),
                  part.size(),
                  decodedSize,
                  part.records(),
                  Transactions.time(now)));
    } catch (io.github.citydc.exchange.message.StorageException e) {
      if (!(e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause))) {
        throw e;
      }
    }
  }

  @Override
  public Map<ContentHash, Long> decodedSizes(NodeId sender) {
    Map<ContentHash, Long> sizes = new HashMap<>();
    transactions.query(
        row -> sizes.put(ContentHash.parse(row.getString(1)), row.getLong(2)),
        "SELECT digest, decoded_size FROM cdx_part WHERE sender = ?",
        sender.toString());
    return sizes;
  }

  @Override
  public boolean knows(NodeId sender, ContentHash digest) {
    return transactions.run(connection -> read(connection, sender, digest)).isPresent();
  }

  @Override
  public long sizeOf(NodeId sender) {
    return transactions.run(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT SUM(size) FROM cdx_part WHERE sender = ?")) {
            Transactions.set(select, sender.toString());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }

  @Override
  public void forget(
      NodeId sender,
      Collection<ContentHash> digests,
      Instant until,
      BiConsumer<NodeId, ContentHash> content) {
    digests.forEach(digest -> forget(sender, digest, until, content));
  }

  @Override
  public void forgetServed(
      Optional<NodeId> sender, Instant until, BiConsumer<NodeId, ContentHash> content) {
    String only = sender.map(NodeId::toString).orElse("");
    Transactions.each(
        transactions.run(
            connection -> names(connection, SERVED, Transactions.time(until), only, only)),
        part -> forget(part.sender(), part.digest(), until, content));
  }

  @Override
  public void forgetUnused(Instant until, BiConsumer<NodeId, ContentHash> content) {
    Transactions.each(
        transactions.run(connection -> names(connection, UNWANTED, Transactions.time(until))),
        part -> forget(part.sender(), part.digest(), until, content));
  }

  private void forget(
      NodeId sender, ContentHash digest, Instant until, BiConsumer<NodeId, ContentHash> content) {
    transactions.run(
        connection -> {
          int forgotten =
              Transactions.update(
                  connection,
                  "DELETE FROM cdx_part WHERE sender = ? AND digest = ? AND received_at <= ? AND "
                      + UNUSED,
                  sender.toString(),
                  digest.value(),
                  Transactions.time(until));
          if (forgotten == 1) {
            content.accept(sender, digest);
          }
          return forgotten;
        });
  }

  private static List<Name> names(Connection connection, String condition, Object... parameters)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT sender, digest FROM cdx_part WHERE " + condition)) {
      Transactions.set(select, parameters);
      List<Name> parts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          parts.add(new Name(NodeId.parse(row.getString(1)), ContentHash.parse(row.getString(2))));
        }
      }
      return parts;
    }
  }

  private record Name(NodeId sender, ContentHash digest) {}
}
