package io.github.citydc.cli.front.outbound;

import io.github.citydc.cli.front.outbound.MessageDrafts.UnusableDraftException;
import io.github.citydc.cli.front.store.Item;
import io.github.citydc.cli.front.store.ItemState;
import io.github.citydc.cli.front.store.Items;
import io.github.citydc.cli.front.store.OwnDatabase;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way into the outbox. What is taken is noted by its key in the transaction that enqueues
 * its message, so that the same key becomes the same message however often it is read. Thread-safe.
 */
public final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final long COUNTED_FOR_NANOS = 200_000_000;

  private final OwnDatabase database;
  private final Items items;
  private final Outbox outbox;
  private final MessageDrafts drafts;
  private final Errors errors;
  private final Clock clock;
  private final int most;
  private volatile long countedAt = System.nanoTime() - COUNTED_FOR_NANOS;
  private final AtomicLong free = new AtomicLong();

  /**
   * An intake.
   *
   * @param database the own database
   * @param outbox in the same database
   * @param client makes the messages
   * @param target how they are made, and how many may wait
   */
  public Intake(OwnDatabase database, Outbox outbox, ExchangeClient client, Target target) {
    this.database = database;
    this.items = new Items(database);
    this.outbox = outbox;
    this.errors = new Errors(target.language());
    this.drafts = new MessageDrafts(client, target.hub(), target.types(), errors);
    this.clock = target.clock();
    this.most = target.waiting();
  }

  /**
   * How messages are made, and how many may wait.
   *
   * @param hub whom they are for
   * @param types the record of a payload type by its name
   * @param language of the reasons that are given back
   * @param clock tells the time
   * @param waiting how many may wait before nothing more is taken
   */
  public record Target(
      NodeId hub,
      Function<String, Class<? extends Payload>> types,
      Locale language,
      Clock clock,
      int waiting) {}

  /** Also done in the transaction that takes drafts. */
  @FunctionalInterface
  interface Also {

    void in(Connection connection) throws SQLException;
  }

  /** Whether fewer messages wait than may. */
  boolean hasRoom() {
    long now = System.nanoTime();
    if (now - countedAt >= COUNTED_FOR_NANOS) {
      free.set(most - outbox.backlog(most).waiting());
      countedAt = now;
    }
    return free.get() > 0;
  }

  Items items() {
    return items;
  }

  Clock clock() {
    return clock;
  }

  /** Takes drafts of a source that is told what becomes of them. */
  List<Taken> take(String source, List<Draft> found, Also also) {
    return take(source, found, Optional.of(source), also);
  }

  /** Takes a draft of a source that will ask what became of it. */
  Taken takeQuietly(String source, Draft found) {
    return take(source, List.of(found), Optional.empty(), connection -> {}).get(0);
  }

  private List<Taken> take(String source, List<Draft> found, Optional<String> openFor, Also also) {
    free.addAndGet(-found.size());
    return database.transaction(
        connection -> {
          List<Taken> taken = new ArrayList<>();
          for (Draft draft : found) {
            taken.add(take(connection, source, draft, openFor));
          }
          also.in(connection);
          return taken;
        });
  }

  private Taken take(Connection connection, String source, Draft draft, Optional<String> openFor)
      throws SQLException {
    String digest = digest(draft);
    Optional<Item> before = items.find(connection, source, draft.key());
    if (before.isPresent()) {
      boolean same = before.get().digest().equals(digest);
      if (same && openFor.isPresent()) {
        items.reopen(connection, source, draft.key());
      }
      if (same || before.get().state() != ItemState.REJECTED) {
        return new Taken(before.get(), same);
      }
    }
    Item item = make(connection, source, draft, digest);
    items.note(connection, item, openFor, clock.instant());
    return new Taken(item, true);
  }

  private Item make(Connection connection, String source, Draft draft, String digest) {
    Optional<String> none = Optional.empty();
    PreparedMessage message;
    try {
      message = drafts.prepare(draft);
    } catch (UnusableDraftException e) {
      return new Item(
          source, draft.key(), digest, none, ItemState.REJECTED, Optional.of(e.errors()), none);
    }
    outbox.enqueue(connection, message, draft.orderingKey());
    return new Item(
        source,
        draft.key(),
        digest,
        Optional.of(message.messageId().toString()),
        ItemState.TAKEN,
        none,
        none);
  }

  private static String digest(Draft draft) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    String head =
        String.join(
            "\n",
            draft.type(),
            draft.operation(),
            draft.receiver().orElse(""),
            draft.orderingKey().orElse(""),
            draft.errors().orElse(""),
            "");
    all.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    all.writeBytes(draft.payload().toByteArray());
    return ContentHash.of(Content.of(all.toByteArray())).shortText();
  }

  /**
   * Notes the pointers of a refusal, which the outbox does not keep.
   *
   * @return to listen to the dispatcher
   */
  public OutboxListener listener() {
    return new OutboxListener() {
      @Override
      public void delivered(OutboxEntry entry, SignedReceipt receipt) {
        LOG.debug("Accepted: {}", entry.message().messageId());
      }

      @Override
      public void dead(OutboxEntry entry, ExchangeException failure) {
        if (failure instanceof ProblemException refused) {
          items.refused(entry.message().messageId().toString(), errors.of(refused.problem()));
        }
      }
    };
  }
}
