package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.outbox.OutboxQueue;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The outbox in the transactions of Spring: a message is put in by the transaction that is running,
 * so that it is sent if and only if that one commits. Thread-safe.
 *
 * <pre>{@code
 * @Transactional
 * public void save(Person person) {
 *   residents.save(person);              // JdbcTemplate, JPA or MyBatis
 *   outbox.enqueue(hub, person);
 * }
 * }</pre>
 *
 * <p>Messages are delivered in the background, each once, through restarts and outages; one that
 * the receiver refuses becomes a dead letter with its reason.
 */
public final class CityOutbox {

  private final ExchangeClient client;
  private final OutboxQueue outbox;
  private final DataSource dataSource;

  CityOutbox(ExchangeClient client, OutboxQueue outbox, DataSource dataSource) {
    this.client = client;
    this.outbox = outbox;
    this.dataSource = dataSource;
  }

  /**
   * Puts a record in, to be stored by the receiver.
   *
   * @param receiver the receiving node
   * @param payload the record
   * @return the id of the message
   * @throws IllegalStateException if no transaction is running that writes to the database of the
   *     outbox
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if the record breaks rules of
   *     its type
   */
  public MessageId enqueue(NodeId receiver, Payload payload) {
    return enqueue(receiver, Operation.UPSERT, payload);
  }

  /**
   * Puts a message in.
   *
   * @param receiver the receiving node
   * @param operation what the receiver does with the record
   * @param payload the record
   * @return the id of the message
   * @throws IllegalStateException as {@link #enqueue(NodeId, Payload)}
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if the record breaks rules of
   *     its type
   */
  public MessageId enqueue(NodeId receiver, Operation operation, Payload payload) {
    return enqueue(receiver, operation, payload, Optional.empty());
  }

  /**
   * Puts a message in that arrives after those of the same key which were put in before it.
   *
   * @param receiver the receiving node
   * @param operation what the receiver does with the record
   * @param payload the record
   * @param orderingKey of what needs an order, such as a person; empty for none
   * @return the id of the message
   * @throws IllegalStateException as {@link #enqueue(NodeId, Payload)}
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if the record breaks rules of
   *     its type
   */
  public MessageId enqueue(
      NodeId receiver, Operation operation, Payload payload, Optional<String> orderingKey) {
    requireTransaction();
    PreparedMessage message = client.prepare(receiver, operation, payload);
    enqueue(message, orderingKey);
    return message.messageId();
  }

  /**
   * Puts a message in that was prepared before.
   *
   * @param message the message
   * @param orderingKey as in {@link #enqueue(NodeId, Operation, Payload, Optional)}
   * @throws IllegalStateException as {@link #enqueue(NodeId, Payload)}
   */
  public void enqueue(PreparedMessage message, Optional<String> orderingKey) {
    requireTransaction();
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      requireTransaction(connection);
      outbox.enqueue(connection, message, orderingKey);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  private void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "CityOutbox.enqueue needs a transaction, or the message could be sent without the record"
              + " it is about: annotate the method that calls it with @Transactional (it must be"
              + " public and called from another bean), or use a TransactionTemplate; to send"
              + " without a transaction call ExchangeClient.send");
    }
    if (TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
      throw new IllegalStateException(
          "CityOutbox.enqueue: the transaction that is running is read-only; remove readOnly = true"
              + " from @Transactional");
    }
  }

  /** A transaction of another database has no connection of this one. */
  private static void requireTransaction(Connection connection) {
    boolean each;
    try {
      each = connection.getAutoCommit();
    } catch (SQLException e) {
      throw new StorageException("The message could not be put into the outbox", e);
    }
    if (each) {
      throw new IllegalStateException(
          "CityOutbox.enqueue: the transaction that is running is not one of the database of the"
              + " outbox; name the transaction manager of that data source:"
              + " @Transactional(\"its bean name\")");
    }
  }
}
