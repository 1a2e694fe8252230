package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.batch.BatchArchiveItem;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.outbox.DeliveredMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Archivers of one database at work at once: each old item is given to one of them. */
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#chosen")
class ArchiversTest extends FaultsTest {

  private static final Instant HORIZON = Instant.parse(OldItems.BEFORE + "T00:00:00Z");
  private static final int ARCHIVERS = 3;
  private static final int ITEMS = 200;
  private static final int AT_A_TIME = 7;

  @Test
  void each_old_message_of_an_inbox_goes_to_one_archiver() throws Exception {
    each(
        OldItems::accept,
        (Taking<InboxEntry>)
            (database, archive) ->
                JdbcInbox.on(NodeDatabase.of(database, Vendor.HUB))
                    .forget(HORIZON, AT_A_TIME, archive),
        entry -> Optional.of(entry.messageId().toString()));
  }

  @Test
  void each_delivered_message_of_an_outbox_goes_to_one_archiver() throws Exception {
    each(
        OldItems::deliver,
        (Taking<DeliveredMessage>)
            (database, archive) ->
                JdbcOutbox.on(NodeDatabase.of(database, Vendor.SELF))
                    .forget(HORIZON, AT_A_TIME, archive),
        message -> Optional.of(message.message().messageId().toString()));
  }

  @Test
  void each_old_batch_goes_to_one_archiver() throws Exception {
    each(
        OldItems::finish,
        (Taking<BatchArchiveItem>)
            (database, archive) ->
                JdbcBatchStore.on(NodeDatabase.of(database, Vendor.HUB))
                    .forget(HORIZON, AT_A_TIME, archive),
        item ->
            item instanceof BatchArchiveItem.Finished finished
                ? Optional.of(finished.entry().manifest().batchId().toString())
                : Optional.empty());
  }

  private <T> void each(OldItems.Making making, Taking<T> taking, Function<T, Optional<String>> id)
      throws Exception {
    try (DatabaseServer server = trial.database();
        Database database =
            Database.open(server.place("hub"), Optional.empty(), Optional.empty())) {
      Set<String> made = making.make(database.dataSource(), 0, ITEMS);
      ExecutorService threads = Executors.newFixedThreadPool(ARCHIVERS);
      List<Future<List<T>>> archivers = new ArrayList<>();
      for (int i = 0; i < ARCHIVERS; i++) {
        archivers.add(threads.submit(() -> taking.all(database.dataSource())));
      }
      threads.shutdown();

      List<String> taken = new ArrayList<>();
      for (Future<List<T>> archiver : archivers) {
        archiver.get().stream().flatMap(item -> id.apply(item).stream()).forEach(taken::add);
      }

      assertThat(taken).hasSameSizeAs(made);
      assertThat(Set.copyOf(taken)).isEqualTo(made);
    }
  }

  /** Takes some old items from a database. */
  @FunctionalInterface
  private interface Taking<T> {

    int some(DataSource database, Archive<T> archive);

    default List<T> all(DataSource database) {
      List<T> taken = new ArrayList<>();
      int count = 1;
      while (count > 0) {
        count = some(database, taken::addAll);
      }
      return taken;
    }
  }
}
