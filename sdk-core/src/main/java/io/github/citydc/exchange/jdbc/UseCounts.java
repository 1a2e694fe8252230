package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many reads the grants that allow only so many a day have had, in a table {@code
 * cdx_use_count}. The row of a grant is locked until the reads are recorded: of all processes one
 * at a time counts and records.
 */
final class UseCounts {

  private static final String KEY = " WHERE node = ? AND grant_id = ?";
  private static final String READ =
      "SELECT counted_from, used FROM cdx_use_count" + KEY + " FOR UPDATE";
  private static final String WRITE = "UPDATE cdx_use_count SET counted_from = ?, used = ?" + KEY;
  private static final String INSERT =
      "INSERT INTO cdx_use_count (node, grant_id, counted_from, used) VALUES (?, ?, ?, 0)";
  private static final String USES =
      "SELECT position FROM %s WHERE node = ? AND grant_id = ? AND used_at >= ? AND kind <> 'file'";

  /** In one statement, so that none that is moved meanwhile counts twice, or not at all. */
  static final String COUNT =
      "SELECT COUNT(*) FROM (%s UNION ALL %s) counted"
          .formatted(USES.formatted("cdx_use"), USES.formatted("cdx_use_kept"));

  private final Transactions transactions;
  private final int node;

  /**
   * What one answer has given away, and what the grants of it allow. Of one transaction at a time.
   */
  static final class Addition {

    private final List<Use> uses;
    private final Map<String, Integer> most;
    private final Instant since;
    private boolean refused;

    Addition(List<Use> uses, Map<String, Integer> most, Instant since) {
      this.uses = uses;
      this.most = new TreeMap<>(most);
      this.since = since;
    }

    List<Use> uses() {
      return uses;
    }

    boolean isRefused() {
      return refused;
    }

    private Map<String, Long> reads() {
      Map<String, Long> reads = new TreeMap<>();
      uses.stream()
          .filter(use -> use.kind() != UseKind.FILE)
          .flatMap(use -> use.grant().stream())
          .filter(most::containsKey)
          .forEach(grant -> reads.merge(grant, 1L, Long::sum));
      return reads;
    }
  }

  private record Count(OffsetDateTime from, long used) {

    private static Count read(ResultSet row) throws SQLException {
      return new Count(row.getObject(1, OffsetDateTime.class), row.getLong(2));
    }
  }

  UseCounts(Transactions transactions, int node) {
    this.transactions = transactions;
    this.node = node;
  }

  /** Returns whether a grant among them allows only so many reads. */
  static boolean isCounted(List<Addition> additions) {
    return additions.stream().anyMatch(addition -> !addition.most.isEmpty());
  }

  /** Adds the rows that will be locked, before the transaction that counts. */
  void prepare(List<Addition> additions) {
    for (String grant : days(additions).keySet()) {
      boolean missing =
          transactions
              .lookUp(row -> row.getLong(1), "SELECT used FROM cdx_use_count" + KEY, node, grant)
              .isEmpty();
      if (missing) {
        add(grant);
      }
    }
  }

  private void add(String grant) {
    try {
      transactions.update(INSERT, node, grant, Transactions.BEGINNING);
    } catch (StorageException e) {
      if (!(e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause))) {
        throw e;
      }
    }
  }

  /**
   * Counts the additions, and refuses those for which a grant has not enough left.
   *
   * @return those that are not refused
   */
  List<Addition> admit(Connection connection, List<Addition> additions) throws SQLException {
    Map<String, Instant> days = days(additions);
    Map<String, Long> used = new TreeMap<>();
    for (Map.Entry<String, Instant> day : days.entrySet()) {
      used.put(day.getKey(), used(connection, day.getKey(), day.getValue()));
    }
    List<Addition> admitted = new ArrayList<>();
    for (Addition each : additions) {
      each.refused = !fits(each, used);
      if (!each.refused) {
        each.reads().forEach((grant, reads) -> used.merge(grant, reads, Long::sum));
        admitted.add(each);
      }
    }
    for (Map.Entry<String, Instant> day : days.entrySet()) {
      Transactions.update(
          connection,
          WRITE,
          Transactions.time(day.getValue()),
          used.getOrDefault(day.getKey(), 0L),
          node,
          day.getKey());
    }
    return admitted;
  }

  private static boolean fits(Addition addition, Map<String, Long> used) {
    return addition.reads().entrySet().stream()
        .allMatch(
            asked ->
                used.getOrDefault(asked.getKey(), 0L) + asked.getValue()
                    <= addition.most.getOrDefault(asked.getKey(), 0));
  }

  /** On a new day, and where clocks differ at midnight, the log is counted anew. */
  private long used(Connection connection, String grant, Instant since) throws SQLException {
    Optional<Count> count =
        Transactions.query(connection, Count::read, READ, node, grant).stream().findFirst();
    OffsetDateTime from = Transactions.time(since);
    if (count.filter(known -> known.from().isEqual(from)).isPresent()) {
      return count.get().used();
    }
    return Transactions.query(connection, row -> row.getLong(1), COUNT, counted(node, grant, from))
        .get(0);
  }

  /** The parameters of {@link #COUNT}. */
  static Object[] counted(int node, String grant, OffsetDateTime since) {
    return new Object[] {node, grant, since, node, grant, since};
  }

  /** The grants of which something is counted, and the latest day among the additions. */
  private static Map<String, Instant> days(List<Addition> additions) {
    Map<String, Instant> days = new TreeMap<>();
    for (Addition each : additions) {
      each.most.keySet().forEach(grant -> days.merge(grant, each.since, UseCounts::later));
    }
    return days;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
