package io.github.citydc.exchange.records;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.file.FetchedFiles;
import io.github.citydc.exchange.file.FileFetcher;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background reader that follows the records another node offers. The changes of a page and the
 * cursor behind them are stored in one transaction of this node's own database, so that a crash
 * neither loses nor repeats a change. Thread-safe; of several pullers of the same records, also in
 * several processes, one at a time gets ahead.
 *
 * <pre>{@code
 * RecordPuller<Person> puller = RecordPuller.of(
 *     client, hub, Person.class, JdbcCursors.on(database),
 *     (change, person, connection) -> register.take(connection, change.id(), person));
 * puller.pull();     // now and then
 * }</pre>
 *
 * @param <P> the payload record
 */
public final class RecordPuller<P extends Payload> {

  private static final Logger LOG = LoggerFactory.getLogger(RecordPuller.class);

  private final ExchangeClient client;
  private final NodeId source;
  private final Class<P> record;
  private final RecordQuery query;
  private final CursorStore cursors;
  private final RecordHandler<P> handler;
  private final Optional<FetchedFiles> files;

  private RecordPuller(Builder<P> builder) {
    this.client = builder.client;
    this.source = builder.source;
    this.record = builder.record;
    this.query = builder.query.build();
    this.cursors = builder.cursors;
    this.handler = builder.handler;
    this.files = builder.files;
  }

  /**
   * Pulls all records of a type that this node may read.
   *
   * @param client sends the queries
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
    return builder(client, source, record, cursors, handler).build();
  }

  /**
   * A builder whose puller, unless told otherwise, pulls all records of a type that this node may
   * read.
   *
   * @param client sends the queries
   * @param source who offers them
   * @param record the record's class
   * @param cursors keeps how far it is, in the database the handler writes to
   * @param handler what to do with a change; must be thread-safe
   * @param <P> the record's class
   * @return the builder
   */
  public static <P extends Payload> Builder<P> builder(
      ExchangeClient client,
      NodeId source,
      Class<P> record,
      CursorStore cursors,
      RecordHandler<P> handler) {
    return new Builder<>(client, source, record, cursors, handler);
  }

  /**
   * Pulls until there is nothing more at present.
   *
   * @return how many changes were taken in
   * @throws io.github.citydc.exchange.message.ProblemException if the node refuses; with {@code
   *     not-found} for a cursor of a log that no longer exists; call {@link CursorStore#forget} and
   *     pull again
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   * @throws io.github.citydc.exchange.message.VerificationException with {@code digest-mismatch} if
   *     a file that is fetched along is another one
   * @throws Exception what the handler throws
   */
  public long pull() throws Exception {
    CursorKey key = new CursorKey(source, query.type(), query.resource());
    long pulled = 0;
    boolean more = true;
    while (more) {
      Optional<String> cursor = cursors.find(key);
      RecordPage page =
          OfferedRecords.through(client).page(source, query.toBuilder().cursor(cursor).build());
      files.ifPresent(folder -> fetch(page, folder));
      if (cursor.filter(page.next()::equals).isEmpty()
          && cursors.advance(key, cursor, page.next(), connection -> handle(page, connection))) {
        pulled += page.changes().size();
      }
      more = page.more();
    }
    return pulled;
  }

  /** Before the records are handled; what was fetched is not fetched again. */
  private void fetch(RecordPage page, FetchedFiles folder) {
    FileFetcher fetcher = FileFetcher.through(client);
    for (RecordChange change : page.changes()) {
      for (PartReference file : change.files()) {
        try {
          folder.fetch(fetcher, source, file);
        } catch (ProblemException e) {
          if (!e.problem().code().equals(ProblemCode.NOT_FOUND)) {
            throw e;
          }
          LOG.warn("{} does not have the file {} that a record names", source, file.digest());
        }
      }
    }
  }

  private void handle(RecordPage page, Connection connection) throws Exception {
    for (RecordChange change : page.changes()) {
      handler.handle(change, change.read(record), connection);
    }
  }

  /**
   * The builder of a puller. Not thread-safe.
   *
   * @param <P> the payload record
   */
  public static final class Builder<P extends Payload> {

    private final ExchangeClient client;
    private final NodeId source;
    private final Class<P> record;
    private final RecordQueryBuilder query;
    private final CursorStore cursors;
    private final RecordHandler<P> handler;
    private Optional<FetchedFiles> files = Optional.empty();

    private Builder(
        ExchangeClient client,
        NodeId source,
        Class<P> record,
        CursorStore cursors,
        RecordHandler<P> handler) {
      this.client = client;
      this.source = source;
      this.record = record;
      this.query = RecordQuery.builder(record);
      this.cursors = cursors;
      this.handler = handler;
    }

    /**
     * Pulls the records of one information resource only; it has a cursor of its own.
     *
     * @param code its code
     * @return this builder
     */
    public Builder<P> resource(String code) {
      query.resource(code);
      return this;
    }

    /**
     * Says under which grant and for which purpose the records are read.
     *
     * @param intent grant and purpose
     * @return this builder
     */
    public Builder<P> intent(ReadIntent intent) {
      query.intent(intent);
      return this;
    }

    /**
     * Sets how large the pages are.
     *
     * @param records the largest number, 1 to 10,000
     * @return this builder
     */
    public Builder<P> pageSize(int records) {
      query.limit(records);
      return this;
    }

    /**
     * Fetches the files that records name, too, before the records are handled, so that the handler
     * finds them. A file that the node does not have, or no longer, is left out and logged. By
     * default no files are fetched.
     *
     * @param folder where they shall lie
     * @return this builder
     */
    public Builder<P> files(FetchedFiles folder) {
      this.files = Optional.of(folder);
      return this;
    }

    /**
     * Makes the puller.
     *
     * @return the puller
     * @throws IllegalArgumentException if the size of the pages is out of bounds
     */
    public RecordPuller<P> build() {
      return new RecordPuller<>(this);
    }
  }
}
