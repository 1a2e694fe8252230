package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one bundle, on their way into an inbox: together in one transaction. Those that
 * were stored before, that stand twice in the bundle, or whose transaction was lost are stored each
 * by itself. For one thread.
 */
final class InboxBundle {

  private static final Logger LOG = LoggerFactory.getLogger(InboxBundle.class);
  private static final String NOT_STORED = "The messages of a bundle could not be stored";
  private static final String REMOVE =
      "DELETE FROM cdx_inbox WHERE node = ? AND sender = ? AND message_id = ? AND signature = ?";

  private final DataSource dataSource;
  private final int node;
  private final Durability durability;
  private final JdbcInbox inbox;
  private final List<Inbox.Item> items;
  private final long start = System.nanoTime();
  private final long longest;
  private final Predicate<Throwable> endsAt;
  private final Map<Integer, CompletableFuture<InboxEntry>> outcomes = new TreeMap<>();

  /** Who has sent it, and its id. */
  private record Key(NodeId sender, MessageId id) {

    static Key of(InboxEntry entry) {
      return new Key(entry.sender(), entry.messageId());
    }
  }

  /**
   * A bundle.
   *
   * @param inbox stores messages one by one
   * @param longest when so much time is over no further work is begun
   * @param endsAt the failures behind which none is stored
   */
  InboxBundle(
      NodeDatabase database,
      Durability durability,
      JdbcInbox inbox,
      List<Inbox.Item> items,
      Duration longest,
      Predicate<Throwable> endsAt) {
    this.dataSource = Dialect.adapt(database.dataSource());
    this.node = database.number();
    this.durability = durability;
    this.inbox = inbox;
    this.items = items;
    this.longest = BoundedTime.nanos(longest);
    this.endsAt = endsAt;
  }

  /**
   * Stores the messages.
   *
   * @return of each, in order, how that has ended
   * @throws StorageException if the database is not reached, and nothing was stored
   */
  List<CompletableFuture<InboxEntry>> store() {
    List<Integer> fresh = eachOnce();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      storeTogether(connection, fresh);
    } catch (SQLException e) {
      throw new StorageException(NOT_STORED, e);
    }
    storeTheRest();
    return List.copyOf(outcomes.values());
  }

  private InboxEntry entry(int item) {
    return items.get(item).entry();
  }

  /** A message that stands twice is stored once; the other one meets it afterwards. */
  private List<Integer> eachOnce() {
    Set<Key> seen = new HashSet<>();
    List<Integer> once = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (seen.add(Key.of(entry(i)))) {
        once.add(i);
      }
    }
    return once;
  }

  /** Where this fails, what was not committed is left to be stored one by one. */
  private void storeTogether(Connection connection, List<Integer> fresh) {
    Map<Integer, CompletableFuture<InboxEntry>> ended = new TreeMap<>();
    List<Integer> inserted = List.of();
    try {
      inserted = insert(connection, fresh);
      if (!inserted.isEmpty()) {
        SharedTransaction transaction = SharedTransaction.on(connection);
        work(connection, transaction, inserted, ended);
        remove(connection, failed(inserted, ended));
        transaction.commit();
        durability.await(connection);
        outcomes.putAll(ended);
      }
    } catch (SQLException | SharedTransaction.LostException e) {
      LOG.warn("The messages of a bundle are stored one by one: {}", e.getMessage());
      Transactions.rollback(connection, e);
      durability.afterFailure(connection);
      removeLeftovers(connection, failed(inserted, ended));
    }
  }

  /** In one order for all bundles, so that two with the same messages wait for each other. */
  private List<Integer> insert(Connection connection, List<Integer> fresh) throws SQLException {
    List<Integer> inserted = new ArrayList<>(fresh);
    Savepoint before = connection.setSavepoint();
    try {
      insertAll(connection, inserted);
    } catch (SQLException e) {
      if (!Transactions.isDuplicate(e)) {
        throw e;
      }
      connection.rollback(before);
      Set<Key> there = there(connection, fresh);
      inserted.removeIf(item -> there.contains(Key.of(entry(item))));
      insertAll(connection, inserted);
    }
    return inserted;
  }

  private void insertAll(Connection connection, List<Integer> chosen) throws SQLException {
    InboxRows.insert(
        connection,
        node,
        chosen.stream()
            .map(this::entry)
            .sorted(
                (one, other) -> one.messageId().toString().compareTo(other.messageId().toString()))
            .toList());
  }

  private Set<Key> there(Connection connection, List<Integer> chosen) throws SQLException {
    NodeId sender = entry(chosen.get(0)).sender();
    List<Object> parameters = new ArrayList<>();
    parameters.add(node);
    parameters.add(sender.toString());
    chosen.forEach(item -> parameters.add(entry(item).messageId().toString()));
    return new HashSet<>(
        Transactions.query(
            connection,
            row -> new Key(sender, MessageId.parse(row.getString(1))),
            "SELECT message_id FROM cdx_inbox WHERE node = ? AND sender = ? AND message_id IN ("
                + String.join(", ", Collections.nCopies(chosen.size(), "?"))
                + ")",
            parameters.toArray()));
  }

  private void work(
      Connection connection,
      SharedTransaction transaction,
      List<Integer> inserted,
      Map<Integer, CompletableFuture<InboxEntry>> ended)
      throws SharedTransaction.LostException {
    boolean end = false;
    for (int item : inserted) {
      CompletableFuture<InboxEntry> outcome;
      if (end) {
        outcome = Inbox.Item.notReached();
      } else if (isLate() && !ended.isEmpty()) {
        outcome = Inbox.Item.notBegun();
      } else {
        outcome = worked(connection, transaction, items.get(item));
        end = isEnd(outcome);
      }
      ended.put(item, outcome);
    }
  }

  private CompletableFuture<InboxEntry> worked(
      Connection connection, SharedTransaction transaction, Inbox.Item item)
      throws SharedTransaction.LostException {
    try {
      JdbcInbox.requireKnown(connection, node, item.entry());
      transaction.run(item.work());
      return CompletableFuture.completedFuture(item.entry());
    } catch (SharedTransaction.LostException e) {
      throw e;
    } catch (Exception | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private boolean isLate() {
    return System.nanoTime() - start > longest;
  }

  private boolean isEnd(CompletableFuture<InboxEntry> outcome) {
    return Futures.failure(outcome).filter(endsAt).isPresent();
  }

  private static List<Integer> failed(
      List<Integer> inserted, Map<Integer, CompletableFuture<InboxEntry>> ended) {
    return inserted.stream()
        .filter(item -> !ended.containsKey(item) || ended.get(item).isCompletedExceptionally())
        .toList();
  }

  private void remove(Connection connection, List<Integer> chosen) throws SQLException {
    if (chosen.isEmpty()) {
      return;
    }
    try (PreparedStatement delete = connection.prepareStatement(REMOVE)) {
      for (int item : chosen) {
        Transactions.set(
            delete,
            node,
            entry(item).sender().toString(),
            entry(item).messageId().toString(),
            entry(item).evidence().signature());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  /**
   * A handler that went round its guard may have committed the rows of messages whose work is not
   * done. No other request has this signature, so it is these rows or none.
   */
  private void removeLeftovers(Connection connection, List<Integer> chosen) {
    try {
      remove(connection, chosen);
      connection.commit();
    } catch (SQLException e) {
      LOG.warn("Rows of a bundle that was not stored could not be looked for: {}", e.getMessage());
    }
  }

  private void storeTheRest() {
    CompletableFuture<InboxEntry> last = CompletableFuture.completedFuture(entry(0));
    boolean end = false;
    for (int i = 0; i < items.size(); i++) {
      if (!outcomes.containsKey(i)) {
        boolean goOn = !hasFailedOfStorage(last) || answers();
        if (end) {
          last = Inbox.Item.notReached();
        } else if (isLate() && !outcomes.isEmpty()) {
          last = Inbox.Item.notBegun();
        } else if (goOn) {
          last = items.get(i).storeIn(inbox);
        }
        outcomes.put(i, last);
      }
      end = end || isEnd(Objects.requireNonNull(outcomes.get(i)));
    }
  }

  private static boolean hasFailedOfStorage(CompletableFuture<InboxEntry> outcome) {
    return Futures.failure(outcome).filter(StorageException.class::isInstance).isPresent();
  }

  /** A database that is away would keep each message waiting for as long as its pool does. */
  private boolean answers() {
    try (Connection connection = dataSource.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }
}
