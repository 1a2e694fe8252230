package io.github.citydc.cli.front.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What was taken, by source and key, and which message was made of it: each key becomes one
 * message, however often it is read. Thread-safe.
 */
public final class Items {

  private static final String OF_NODE =
      """
      SELECT i.source, i.item_key, i.digest, i.message_id, i.errors, o.state, o.last_failure, o.message_id
      FROM cdx_front_item i LEFT JOIN cdx_outbox o ON o.node = %d AND o.message_id = i.message_id
      """;

  /** Of a dead letter the reasons are noted a moment after its state. */
  private static final String ENDED =
      """
       WHERE i.open_for = ? AND (i.message_id IS NULL OR o.message_id IS NULL
         OR o.state = 'DELIVERED'
         OR (o.state = 'DEAD' AND (i.errors IS NOT NULL OR o.finished_at < ?)))
      ORDER BY i.open_for, i.item_key FETCH FIRST ? ROWS ONLY
      """;

  private static final String PENDING =
      """
       WHERE i.source = ? AND i.item_key >= ? AND o.state = 'PENDING'
      ORDER BY i.source, i.item_key FETCH FIRST ROW ONLY
      """;

  private static final int GRACE_SECONDS = 5;
  private static final int FETCH_SIZE = 500;

  private final OwnDatabase database;
  private final String select;

  /**
   * The items of a database.
   *
   * @param database the own database
   */
  public Items(OwnDatabase database) {
    this.database = database;
    this.select = OF_NODE.formatted(database.node());
  }

  /**
   * Finds an item, in a transaction.
   *
   * @param connection the transaction
   * @param source where it came from
   * @param key which it is there
   * @return the item, empty if it was never taken
   * @throws SQLException if the database fails
   */
  public Optional<Item> find(Connection connection, String source, String key) throws SQLException {
    return OwnDatabase.query(
            connection, Items::read, select + " WHERE i.source = ? AND i.item_key = ?", source, key)
        .stream()
        .findFirst();
  }

  /**
   * Finds an item by its key.
   *
   * @param source where it came from
   * @param key which it is there
   * @return the item, empty if it was never taken
   */
  public Optional<Item> find(String source, String key) {
    return database.transaction(connection -> find(connection, source, key));
  }

  /**
   * Finds the item a message was made of.
   *
   * @param source where it came from
   * @param messageId the message
   * @return the item, empty if there is none
   */
  public Optional<Item> byMessage(String source, String messageId) {
    return database.transaction(
        connection ->
            OwnDatabase.query(
                    connection,
                    Items::read,
                    select + " WHERE i.message_id = ? AND i.source = ?",
                    messageId,
                    source)
                .stream()
                .findFirst());
  }

  private static Item read(ResultSet row) throws SQLException {
    Optional<String> message = Optional.ofNullable(row.getString(4));
    Optional<String> errors = Optional.ofNullable(row.getString(5));
    boolean kept = row.getString(8) != null;
    return new Item(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        message,
        state(message.isPresent(), kept, row.getString(6)),
        errors,
        Optional.ofNullable(row.getString(7)));
  }

  /** What the outbox has no more, it had delivered. */
  private static ItemState state(boolean message, boolean kept, String state) {
    if (!message || "DEAD".equals(state)) {
      return ItemState.REJECTED;
    }
    return !kept || "DELIVERED".equals(state) ? ItemState.ACCEPTED : ItemState.TAKEN;
  }

  /**
   * Notes an item in place of an earlier one of its key, in the transaction that enqueues its
   * message.
   *
   * @param connection the transaction
   * @param item the item
   * @param openFor who is to be told what becomes of it, empty if nobody
   * @param now the time
   * @throws SQLException if the database fails
   */
  public void note(Connection connection, Item item, Optional<String> openFor, Instant now)
      throws SQLException {
    OwnDatabase.update(
        connection,
        "DELETE FROM cdx_front_item WHERE source = ? AND item_key = ?",
        item.source(),
        item.key());
    OwnDatabase.update(
        connection,
        "INSERT INTO cdx_front_item"
            + " (source, item_key, digest, message_id, errors, open_for, created_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        item.source(),
        item.key(),
        item.digest(),
        item.messageId().orElse(null),
        item.errors().orElse(null),
        openFor.orElse(null),
        time(now));
  }

  /**
   * Has the outcome of an item told again.
   *
   * @param connection the transaction
   * @param source where it came from
   * @param key which it is there
   * @throws SQLException if the database fails
   */
  public void reopen(Connection connection, String source, String key) throws SQLException {
    OwnDatabase.update(
        connection,
        "UPDATE cdx_front_item SET open_for = source WHERE source = ? AND item_key = ?"
            + " AND open_for IS NULL",
        source,
        key);
  }

  /**
   * The items whose outcome is known and not yet told.
   *
   * @param source whose
   * @param max the largest number
   * @param now the time
   * @return the items, accepted or rejected
   */
  public List<Item> ended(String source, int max, Instant now) {
    return database.transaction(
        connection ->
            OwnDatabase.query(
                connection,
                Items::read,
                select + ENDED,
                source,
                time(now.minusSeconds(GRACE_SECONDS)),
                max));
  }

  /**
   * Notes that outcomes were told.
   *
   * @param items whose
   */
  public void told(List<Item> items) {
    database.transaction(
        connection -> {
          for (Item item : items) {
            OwnDatabase.update(
                connection,
                "UPDATE cdx_front_item SET open_for = NULL WHERE source = ? AND item_key = ?"
                    + " AND digest = ?",
                item.source(),
                item.key(),
                item.digest());
          }
          return items;
        });
  }

  /**
   * Notes why the receiver has refused a message.
   *
   * @param messageId the message
   * @param errors a JSON array
   */
  public void refused(String messageId, String errors) {
    database.transaction(
        connection ->
            OwnDatabase.update(
                connection,
                "UPDATE cdx_front_item SET errors = ? WHERE message_id = ?",
                errors,
                messageId));
  }

  /**
   * The first item whose message is still to be sent.
   *
   * @param source whose
   * @param from the first key to look at
   * @return its key, empty if there is none
   */
  public Optional<String> pending(String source, String from) {
    return database.transaction(
        connection ->
            OwnDatabase.query(connection, Items::read, select + PENDING, source, from).stream()
                .map(Item::key)
                .findFirst());
  }

  /**
   * Whether something of a source was rejected.
   *
   * @param source whose
   * @return true if at least one item was
   */
  public boolean hasRejected(String source) {
    return database.transaction(
        connection ->
            !OwnDatabase.query(
                    connection,
                    Items::read,
                    select
                        + " WHERE i.source = ? AND (i.message_id IS NULL OR o.state = 'DEAD')"
                        + " FETCH FIRST ROW ONLY",
                    source)
                .isEmpty());
  }

  /** Takes an item. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Takes it.
     *
     * @param item the item
     * @throws IOException if it cannot be written
     */
    void visit(Item item) throws IOException;
  }

  /**
   * Visits all items of a source in the order of their keys, some at a time.
   *
   * @param source whose
   * @param visitor takes each
   * @throws IOException if the visitor fails
   */
  public void visit(String source, Visitor visitor) throws IOException {
    String after = "";
    boolean more = true;
    while (more) {
      String from = after;
      List<Item> page =
          database.transaction(
              connection ->
                  OwnDatabase.query(
                      connection,
                      Items::read,
                      select
                          + " WHERE i.source = ? AND i.item_key > ?"
                          + " ORDER BY i.source, i.item_key FETCH FIRST ? ROWS ONLY",
                      source,
                      from,
                      FETCH_SIZE));
      for (Item item : page) {
        visitor.visit(item);
        after = item.key();
      }
      more = page.size() == FETCH_SIZE;
    }
  }

  /**
   * Forgets keys whose outcome was told long ago.
   *
   * @param before those taken before
   * @return how many
   */
  public int forget(Instant before) {
    return database.transaction(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "DELETE FROM cdx_front_item WHERE open_for IS NULL AND created_at < ?"
                      + " AND NOT EXISTS (SELECT 1 FROM cdx_outbox o"
                      + " WHERE o.node = ? AND o.message_id = cdx_front_item.message_id"
                      + " AND o.state = 'PENDING')")) {
            delete.setObject(1, time(before));
            delete.setInt(2, database.node());
            return delete.executeUpdate();
          }
        });
  }

  /**
   * Makes ready what a process that was killed had leased or postponed. Only while no other process
   * sends.
   */
  public void endLeases() {
    database.transaction(
        connection ->
            OwnDatabase.update(
                connection,
                "UPDATE cdx_outbox SET ready_for = receiver, ready_again = NULL, timed_at = NULL"
                    + " WHERE node = ? AND ready_again >= TIMESTAMP '1970-01-01 00:00:00'",
                database.node()));
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
