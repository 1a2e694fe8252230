package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxHistory;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.exchange.outbox.SentItem;
import io.github.citydc.naming.node.NodeId;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares the items of an hour one by one: both sides are sorted by id, so each is walked through
 * once and neither is held in memory. Used once, by one thread.
 */
final class HourComparison {

  private final int hour;
  private final ExchangeClient client;
  private final OutboxHistory outbox;
  private final NodeId receiver;
  private final Repair repair;
  private final Consumer<ReconciliationFinding> found;
  private final Map<ReconciliationVerdict, Long> counts =
      new EnumMap<>(ReconciliationVerdict.class);

  HourComparison(
      int hour,
      ExchangeClient client,
      OutboxHistory outbox,
      NodeId receiver,
      Repair repair,
      Consumer<ReconciliationFinding> found) {
    this.hour = hour;
    this.client = client;
    this.outbox = outbox;
    this.receiver = receiver;
    this.repair = repair;
    this.found = found;
  }

  HourReport run(Iterator<SentItem> sent, Iterator<AcceptedItem> accepted) {
    SentItem here = next(sent);
    AcceptedItem there = next(accepted);
    while (here != null || there != null) {
      int order = order(here, there);
      if (here != null && order < 0) {
        SentItem item = here;
        count(decided(item, Optional.empty(), () -> onlyHere(item)));
        here = next(sent);
      } else if (there != null && order > 0) {
        count(onlyThere(there));
        there = next(accepted);
      } else if (here != null && there != null) {
        SentItem item = here;
        AcceptedItem other = there;
        count(decided(item, Optional.of(other.digest()), () -> onBothSides(item, other)));
        here = next(sent);
        there = next(accepted);
      }
    }
    return new HourReport(hour, counts);
  }

  /** A receiver that fails on one message keeps the others from nothing. */
  private ReconciliationVerdict decided(
      SentItem here, Optional<ContentHash> digestThere, Supplier<ReconciliationVerdict> verdict) {
    try {
      return verdict.get();
    } catch (ProblemException e) {
      if (!e.problem().code().equals(ProblemCode.INTERNAL)) {
        throw e;
      }
      tell(
          ReconciliationVerdict.UNCLEAR,
          here.id(),
          of(here),
          digestThere,
          outbox.receipt(here.id()),
          false);
      return ReconciliationVerdict.UNCLEAR;
    }
  }

  private static <T> @Nullable T next(Iterator<T> items) {
    return items.hasNext() ? items.next() : null;
  }

  private static int order(@Nullable SentItem here, @Nullable AcceptedItem there) {
    if (here == null) {
      return 1;
    }
    return there == null ? -1 : here.id().compareTo(there.id());
  }

  private void count(ReconciliationVerdict verdict) {
    counts.merge(verdict, 1L, Long::sum);
  }

  private ReconciliationVerdict onlyHere(SentItem here) {
    return switch (here.state()) {
      case PENDING -> ReconciliationVerdict.PENDING;
      case DEAD -> ReconciliationVerdict.DEAD;
      case DELIVERED -> acknowledgedOnly(here);
    };
  }

  /** It may have been accepted after the list was made: only a receiver that denies it lacks it. */
  private ReconciliationVerdict acknowledgedOnly(SentItem here) {
    Optional<SignedReceipt> again = receiptOf(here.id());
    if (again.isPresent()) {
      ContentHash digestThere = again.get().receipt().bodyDigest();
      return isSame(here, digestThere)
          ? ReconciliationVerdict.AGREED
          : different(here, digestThere, again);
    }
    Optional<SignedReceipt> proof = outbox.receipt(here.id());
    boolean repaired = repair.sendAgain(here.id());
    tell(ReconciliationVerdict.MISSING, here.id(), of(here), Optional.empty(), proof, repaired);
    return ReconciliationVerdict.MISSING;
  }

  private ReconciliationVerdict onBothSides(SentItem here, AcceptedItem there) {
    if (!isSame(here, there.digest())) {
      return different(here, there.digest(), receiptOf(here.id()));
    }
    return here.state() == OutboxState.DELIVERED
        ? ReconciliationVerdict.AGREED
        : unacknowledged(here, there);
  }

  /** Its receipt may have arrived while this side was listed. */
  private ReconciliationVerdict unacknowledged(SentItem here, AcceptedItem there) {
    boolean arrived =
        outbox.find(here.id()).map(OutboxEntry::state).equals(Optional.of(OutboxState.DELIVERED));
    if (arrived) {
      return ReconciliationVerdict.AGREED;
    }
    Optional<SignedReceipt> receipt = receiptOf(here.id());
    boolean repaired =
        receipt
            .filter(signed -> isSame(here, signed.receipt().bodyDigest()))
            .map(signed -> repair.acknowledge(here.id(), signed))
            .orElse(false);
    tell(
        ReconciliationVerdict.UNACKNOWLEDGED,
        here.id(),
        of(here),
        Optional.of(there.digest()),
        receipt,
        repaired);
    return ReconciliationVerdict.UNACKNOWLEDGED;
  }

  private ReconciliationVerdict different(
      SentItem here, ContentHash digestThere, Optional<SignedReceipt> receipt) {
    tell(
        ReconciliationVerdict.DIFFERENT,
        here.id(),
        of(here),
        Optional.of(digestThere),
        receipt,
        false);
    return ReconciliationVerdict.DIFFERENT;
  }

  private ReconciliationVerdict onlyThere(AcceptedItem there) {
    Optional<OutboxEntry> enqueuedSince = outbox.find(there.id());
    if (enqueuedSince.isPresent()) {
      return ReconciliationVerdict.AGREED;
    }
    tell(
        ReconciliationVerdict.UNKNOWN_HERE,
        there.id(),
        Optional.empty(),
        Optional.of(there.digest()),
        Optional.empty(),
        false);
    return ReconciliationVerdict.UNKNOWN_HERE;
  }

  /** A receiver may digest by another algorithm than this side did when it sent. */
  private boolean isSame(SentItem here, ContentHash there) {
    return here.digest().algorithm() == there.algorithm()
        ? here.digest().equals(there)
        : outbox.find(here.id()).filter(entry -> there.matches(entry.message().body())).isPresent();
  }

  private static Optional<ContentHash> of(SentItem here) {
    return Optional.of(here.digest());
  }

  private void tell(
      ReconciliationVerdict verdict,
      MessageId id,
      Optional<ContentHash> digestHere,
      Optional<ContentHash> digestThere,
      Optional<SignedReceipt> receipt,
      boolean repaired) {
    found.accept(
        ReconciliationFinding.builder()
            .hour(hour)
            .verdict(verdict)
            .id(id)
            .digestHere(digestHere)
            .digestThere(digestThere)
            .receipt(receipt)
            .repaired(repaired)
            .build());
  }

  private Optional<SignedReceipt> receiptOf(MessageId id) {
    try {
      return Optional.of(client.receipt(receiver, id));
    } catch (ProblemException e) {
      if (e.problem().code().equals(ProblemCode.NOT_FOUND)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
