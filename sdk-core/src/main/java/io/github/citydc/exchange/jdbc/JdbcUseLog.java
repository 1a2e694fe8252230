package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.usage.LoggedUse;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.exchange.usage.UseLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A use log in the tables {@code cdx_use} and {@code cdx_use_kept} of the providing node's own
 * database: a record is added to the first, and moved to the second together with others. Reads
 * that are answered at the same time are recorded in one transaction, so that many readers do not
 * wait for a disk each. Thread-safe; several processes may share the tables.
 *
 * <pre>{@code
 * RecordOffer.of(catalog, records, grants, JdbcUseLog.on(database))
 * }</pre>
 */
public final class JdbcUseLog implements UseLog {

  private static final String COLUMNS = UseConditions.COLUMNS;
  private static final String INSERT = "INSERT INTO cdx_use (" + COLUMNS + ", node)";
  private static final String SELECT = "SELECT position, " + COLUMNS + " FROM ";
  private static final String ADDED = "cdx_use";
  private static final String KEPT = "cdx_use_kept";
  private static final String OLDEST =
      SELECT
          + KEPT
          + " WHERE node = ? AND used_at < ? ORDER BY node, used_at, position OFFSET ? ROWS FETCH FIRST ? ROWS ONLY";

  private final Transactions transactions;
  private final int node;
  private final Clock clock;
  private final UseCounts counts;
  private final UseMoves moves;
  private final CombinedWrites<UseCounts.Addition> writes;

  private JdbcUseLog(NodeDatabase database, Clock clock) {
    this.node = database.number();
    this.transactions = new Transactions(database.dataSource(), "The log of uses");
    this.clock = clock;
    this.counts = new UseCounts(transactions, node);
    this.moves = new UseMoves(transactions, node);
    this.writes = new CombinedWrites<>(this::insert);
  }

  /**
   * The use log of a database.
   *
   * @param database the database, and the node whose rows are meant
   * @return the log
   * @throws io.github.citydc.exchange.message.StorageException if the database does not answer
   */
  public static JdbcUseLog on(NodeDatabase database) {
    return on(database, ChinaTime.clock());
  }

  /**
   * The use log of a database, by another clock.
   *
   * @param database the database, and the node whose rows are meant
   * @param clock tells how old a record of use is
   * @return the log
   * @throws io.github.citydc.exchange.message.StorageException if the database does not answer
   */
  public static JdbcUseLog on(NodeDatabase database, Clock clock) {
    return new JdbcUseLog(database, clock);
  }

  @Override
  public void add(List<Use> uses) {
    addWithin(uses, Map.of(), Instant.EPOCH);
  }

  @Override
  public boolean addWithin(List<Use> uses, Map<String, Integer> mostPerDay, Instant since) {
    if (uses.isEmpty()) {
      return true;
    }
    UseCounts.Addition addition = new UseCounts.Addition(uses, mostPerDay, since);
    writes.write(List.of(addition));
    return !addition.isRefused();
  }

  private void insert(List<UseCounts.Addition> additions) {
    counts.prepare(additions);
    List<Use> added = uses(additions);
    if (UseCounts.isCounted(additions)) {
      added = transactions.runDurably(connection -> addCounted(connection, additions));
    } else {
      transactions.addDurably(INSERT, added.stream().map(this::row).toList());
    }
    moves.afterAdding(added.size());
  }

  private List<Use> addCounted(Connection connection, List<UseCounts.Addition> additions)
      throws SQLException {
    List<Use> admitted = uses(counts.admit(connection, additions));
    if (!admitted.isEmpty()) {
      Transactions.addAll(connection, INSERT, admitted.stream().map(this::row).toList());
    }
    return admitted;
  }

  private static List<Use> uses(List<UseCounts.Addition> additions) {
    return additions.stream().flatMap(addition -> addition.uses().stream()).toList();
  }

  private List<@Nullable Object> row(Use use) {
    return Arrays.asList(
        use.kind().wireName(),
        Transactions.time(use.usedAt().toInstant()),
        use.reader().toString(),
        use.resource(),
        use.type().toString(),
        use.grant().orElse(null),
        use.purpose().orElse(null),
        use.reference().orElse(null),
        use.records(),
        use.bytes(),
        node);
  }

  @Override
  public long count(String grant, Instant since) {
    return transactions
        .query(
            row -> row.getLong(1),
            UseCounts.COUNT,
            UseCounts.counted(node, grant, Transactions.time(since)))
        .get(0);
  }

  @Override
  public List<LoggedUse> latest(UseFilter filter, long before, int max) {
    return select(filter, before, new TreeMap<>(Comparator.reverseOrder()), "position < ?", max);
  }

  @Override
  public List<LoggedUse> list(UseFilter filter, long after, int max) {
    return select(filter, after, new TreeMap<>(), "position > ?", max);
  }

  /**
   * First those that were added last: what is moved between the two questions is found twice, not
   * never.
   *
   * @param rows none yet, in the order in which they are listed
   */
  private List<LoggedUse> select(
      UseFilter filter,
      long position,
      SortedMap<Long, Optional<LoggedUse>> rows,
      String beyond,
      int max) {
    String order = rows.comparator() == null ? "ASC" : "DESC";
    for (String table : List.of(ADDED, KEPT)) {
      StringBuilder sql =
          new StringBuilder(SELECT).append(table).append(" WHERE node = ? AND ").append(beyond);
      List<Object> parameters = new ArrayList<>(List.of(node, position));
      UseConditions.of(filter)
          .forEach(
              condition -> {
                sql.append(" AND ").append(condition.sql());
                parameters.add(condition.value());
              });
      sql.append(" ORDER BY node %1$s, position %1$s FETCH FIRST ? ROWS ONLY".formatted(order));
      parameters.add(max);
      Transactions.Row<Optional<LoggedUse>> use = Transactions.tolerant(UseConditions::read, table);
      transactions
          .query(
              row -> Map.entry(row.getLong(1), use.read(row)), sql.toString(), parameters.toArray())
          .forEach(row -> rows.put(row.getKey(), row.getValue()));
    }
    return Transactions.readable(rows.values().stream().limit(max).toList());
  }

  @Override
  public int forget(Instant usedBefore, int max, Archive<Use> archive) {
    requireOld(usedBefore);
    moves.moveUsedBefore(usedBefore);
    return transactions.runOnce(
        connection -> {
          List<LoggedUse> oldest = oldest(connection, usedBefore, max, archive);
          if (!oldest.isEmpty()) {
            archive.keep(oldest.stream().map(LoggedUse::use).toList());
            remove(connection, oldest);
          }
          return oldest.size();
        });
  }

  private void requireOld(Instant usedBefore) {
    Instant newest = clock.instant().atZone(ChinaTime.ZONE).minusYears(YEARS_KEPT).toInstant();
    if (usedBefore.isAfter(newest)) {
      throw new IllegalArgumentException(
          ("Records of use are kept for %d years at least: Decree 809, article 29. At present, those"
                  + " from before %s may go")
              .formatted(YEARS_KEPT, newest.truncatedTo(ChronoUnit.SECONDS)));
    }
  }

  /** Those that cannot be read stay at the beginning and are stepped over. */
  private List<LoggedUse> oldest(
      Connection connection, Instant usedBefore, int max, Archive<Use> archive)
      throws SQLException {
    List<LoggedUse> oldest = new ArrayList<>();
    int unreadable = 0;
    int rows = max;
    while (oldest.isEmpty() && rows == max) {
      rows = 0;
      try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
        Transactions.set(select, node, Transactions.time(usedBefore), unreadable, max);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            rows++;
            Optional<LoggedUse> read = read(row, archive);
            read.ifPresent(oldest::add);
            unreadable += read.isEmpty() ? 1 : 0;
          }
        }
      }
    }
    return oldest;
  }

  private static Optional<LoggedUse> read(ResultSet row, Archive<Use> archive) throws SQLException {
    try {
      return Optional.of(UseConditions.read(row));
    } catch (RuntimeException e) {
      ReadableRows.tell(archive, "Record of use " + row.getLong(1), e);
      return Optional.empty();
    }
  }

  private static void remove(Connection connection, List<LoggedUse> uses) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM cdx_use_kept WHERE position = ?")) {
      for (LoggedUse use : uses) {
        delete.setLong(1, use.position());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
