package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.util.List;
import javax.sql.DataSource;

/**
 * A database with the tables of the exchange, as one node uses it: all stores of this package are
 * made on it, and read and write the rows of this node only. Several nodes may share a schema, such
 * as the streets that one vendor serves; none sees anything of another. Thread-safe.
 *
 * <pre>{@code
 * NodeDatabase database = NodeDatabase.of(dataSource, self);
 * Inbox inbox = JdbcInbox.on(database);
 * Outbox outbox = JdbcOutbox.on(database);
 * }</pre>
 *
 * <p>In the tables a node is a number, in the column {@code node}; the table {@code cdx_node} says
 * which. A node that is new to the database gets the next number.
 */
public final class NodeDatabase {

  private final DataSource dataSource;
  private final NodeId node;
  private final int number;

  private NodeDatabase(DataSource dataSource, NodeId node, int number) {
    this.dataSource = dataSource;
    this.node = node;
    this.number = number;
  }

  /**
   * The part of a database that belongs to a node.
   *
   * @param dataSource gives connections to the database, best from a pool
   * @param node the node itself: the one whose receiver and client use the stores
   * @return the database of the node
   * @throws IllegalStateException if {@link JdbcSchema#require} finds that tables are missing, or
   *     if there are rows from before the tables knew several nodes and {@link
   *     JdbcSchema#migrate(DataSource, NodeId)} has not said whose they are
   * @throws StorageException if the database does not answer
   */
  public static NodeDatabase of(DataSource dataSource, NodeId node) {
    JdbcSchema.require(dataSource);
    return new NodeDatabase(dataSource, node, NodeNumbers.of(dataSource, node));
  }

  /**
   * The nodes that use a database.
   *
   * @param dataSource gives connections to the database
   * @return their ids, in the order in which they came
   * @throws IllegalStateException as {@link #of} does
   * @throws StorageException if the database does not answer
   */
  public static List<NodeId> nodes(DataSource dataSource) {
    JdbcSchema.require(dataSource);
    return NodeNumbers.nodes(dataSource);
  }

  /**
   * The same node and tables, by other connections: those that take part in the transactions of a
   * framework, for example.
   *
   * @param connections gives connections to the same database
   * @return the database of the same node
   */
  public NodeDatabase through(DataSource connections) {
    return new NodeDatabase(connections, node, number);
  }

  /**
   * The connections.
   *
   * @return what it was made with
   */
  public DataSource dataSource() {
    return dataSource;
  }

  /**
   * The connections, for statements written as those of this library are: on other databases than
   * H2 and PostgreSQL, statements, times and texts are translated as far as this library's own
   * statements need it. For your own statements, take {@link #dataSource}.
   *
   * @return {@link #dataSource} itself on H2 and PostgreSQL
   * @throws StorageException if the database does not answer
   */
  public DataSource translated() {
    return Dialect.adapt(dataSource);
  }

  /**
   * The node whose rows are read and written.
   *
   * @return its id
   */
  public NodeId node() {
    return node;
  }

  /**
   * The number of the node, for queries of your own.
   *
   * @return what the column {@code node} of its rows says
   */
  public int number() {
    return number;
  }

  @Override
  public String toString() {
    return "database of " + node;
  }
}
