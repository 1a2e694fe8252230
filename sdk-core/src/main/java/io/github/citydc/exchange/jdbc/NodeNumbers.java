package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The table {@code cdx_node}: the numbers that stand for nodes in all other tables. A short number
 * in place of an id keeps the many indexes that begin with it small.
 */
final class NodeNumbers {

  private static final int ATTEMPTS = 50;
  private static final String NOBODY = "";

  private static final String FIND = "SELECT number FROM cdx_node WHERE node_id = ?";
  private static final String ADD =
      """
      INSERT INTO cdx_node (number, node_id)
      SELECT COALESCE(MAX(number), 0) + 1, ? FROM cdx_node
      """;

  private NodeNumbers() {}

  /** The number of a node, a new one if it has none. */
  static int of(DataSource dataSource, NodeId node) {
    Transactions transactions = transactions(dataSource);
    requireNamed(transactions);
    Optional<Integer> number = find(transactions, node.toString());
    for (int i = 0; number.isEmpty() && i < ATTEMPTS; i++) {
      add(transactions, node);
      number = find(transactions, node.toString());
    }
    return number.orElseThrow(() -> new IllegalStateException("No number is left for " + node));
  }

  /** All nodes, in the order of their numbers. */
  static List<NodeId> nodes(DataSource dataSource) {
    Transactions transactions = transactions(dataSource);
    requireNamed(transactions);
    return transactions.query(
        row -> NodeId.parse(row.getString(1)), "SELECT node_id FROM cdx_node ORDER BY number");
  }

  /** Says whose the rows are that were there before the tables knew several nodes. */
  static void name(DataSource dataSource, NodeId owner) {
    transactions(dataSource)
        .update("UPDATE cdx_node SET node_id = ? WHERE node_id = ?", owner.toString(), NOBODY);
  }

  private static Transactions transactions(DataSource dataSource) {
    return new Transactions(dataSource, "The table of nodes");
  }

  private static Optional<Integer> find(Transactions transactions, String id) {
    return transactions.query(row -> row.getInt(1), FIND, id).stream().findFirst();
  }

  private static void requireNamed(Transactions transactions) {
    if (find(transactions, NOBODY).isPresent()) {
      throw new IllegalStateException(
          "The database has rows from before its tables knew several nodes. Say whose they are:"
              + " JdbcSchema.migrate(dataSource, node), a command of cdx with --node, or"
              + " UPDATE cdx_node SET node_id = 'the id of the node' WHERE number = 1");
    }
  }

  /** Another process may add this node, or another one, at the same time. */
  private static void add(Transactions transactions, NodeId node) {
    try {
      transactions.runDurably(connection -> add(connection, node.toString()));
    } catch (StorageException e) {
      if (!(e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause))) {
        throw e;
      }
    }
  }

  private static int add(Connection connection, String id) throws SQLException {
    Transactions.update(connection, ADD, id);
    int number = Transactions.query(connection, row -> row.getInt(1), FIND, id).get(0);
    Retention.begin(connection, number);
    return number;
  }
}
