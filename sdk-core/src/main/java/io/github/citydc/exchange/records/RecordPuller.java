package io.github.citydc.exchange.records;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.util.Optional;

/**
 * A background reader that follows the records another node offers. The changes of a page and the
 * cursor behind them are stored in one transaction of this node's own database, so that a crash
 * neither loses nor repeats a change. Thread-safe; of several pullers of the same records, also in
 * several processes, one at a time gets ahead.
 *
 * <pre>{@code
 * RecordPuller<Person> puller = RecordPuller.of(
 *     client, hub, Person.class, JdbcCursors.on(dataSource),
 *     (change, person, connection) -> register.take(connection, change.id(), person));
 * puller.pull();     // now and then
 * }</pre>
 *
 * @param <P> the payload record
 */
public final class RecordPuller<P extends Payload> {

  private final ExchangeClient client;
  private final NodeId source;
  private final Class<P> record;
  private final RecordQuery query;
  private final CursorStore cursors;
  private final RecordHandler<P> handler;

  private RecordPuller(
      ExchangeClient client,
      NodeId source,
      Class<P> record,
      RecordQuery query,
      CursorStore cursors,
      RecordHandler<P> handler) {
    this.client = client;
    this.source = source;
    this.record = record;
    this.query = query;
    this.cursors = cursors;
    this.handler = handler;
  }

  /**
   * Pulls all records of a type that this node may read.
   *
   * @param client asks
   * @param source who offers them
   * @param record the record's class
   * @param cursors keeps how far it is, in the database the handler writes to
   * @param handler what to do with a change; must be thread-safe
   * @param <P> the record's class
   * @return the puller
   */
  public static <P extends Payload> RecordPuller<P> of(
      ExchangeClient client,
      NodeId source,
      Class<P> record,
      CursorStore cursors,
      RecordHandler<P> handler) {
    return new RecordPuller<>(client, source, record, RecordQuery.of(record), cursors, handler);
  }

  /**
   * The same for one information resource; it has a cursor of its own.
   *
   * @param code its code
   * @return another puller
   */
  public RecordPuller<P> ofResource(String code) {
    return new RecordPuller<>(client, source, record, query.ofResource(code), cursors, handler);
  }

  /**
   * The same with pages of another size.
   *
   * @param records the largest number, 1 to 10,000
   * @return another puller
   */
  public RecordPuller<P> pagesOf(int records) {
    return new RecordPuller<>(client, source, record, query.limit(records), cursors, handler);
  }

  /**
   * Pulls until there is nothing more at present.
   *
   * @return how many changes were taken in
   * @throws io.github.citydc.exchange.message.ProblemException if the node refuses; with {@code
   *     not-found} for a cursor of a log that no longer exists; call {@link CursorStore#forget} and
   *     pull again
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.VerificationException if an answer is not genuine
   * @throws Exception what the handler throws
   */
  public long pull() throws Exception {
    CursorKey key = new CursorKey(source, query.type(), query.resource());
    long pulled = 0;
    boolean more = true;
    while (more) {
      Optional<String> cursor = cursors.find(key);
      RecordPage page = OfferedRecords.through(client).page(source, query.from(cursor));
      if (cursor.filter(page.next()::equals).isEmpty()
          && cursors.advance(key, cursor, page.next(), connection -> handle(page, connection))) {
        pulled += page.changes().size();
      }
      more = page.more();
    }
    return pulled;
  }

  private void handle(RecordPage page, Connection connection) throws Exception {
    for (RecordChange change : page.changes()) {
      handler.handle(change, change.read(record), connection);
    }
  }
}
