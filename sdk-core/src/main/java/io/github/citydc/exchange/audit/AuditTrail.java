package io.github.citydc.exchange.audit;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.event.AnswerEvent;
import io.github.citydc.exchange.event.BatchEvent;
import io.github.citydc.exchange.event.BatchStep;
import io.github.citydc.exchange.event.MessageEvent;
import io.github.citydc.exchange.event.MessageOutcome;
import io.github.citydc.exchange.event.ReadEvent;
import io.github.citydc.exchange.event.ReceiverListener;
import io.github.citydc.exchange.event.RequestEvent;
import io.github.citydc.exchange.event.TraceParent;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * The audit trail of a receiver 安全审计 (GB/T 22239): a listener that writes down who has read or sent
 * what, when, from where, and what came of it; refusals, too; no value of a payload. Thread-safe.
 *
 * <pre>{@code
 * AuditTrail trail = AuditTrail.of(hub, JdbcAuditLog.on(dataSource));
 * ExchangeReceiver receiver = ExchangeReceiver.builder()….listener(trail).build();
 * }</pre>
 *
 * <p><b>Guarantees.</b> No request waits for the log: entries go into a queue of bounded size, and
 * one thread writes them, some hundred in a transaction. What the log does not take for a while is
 * tried again; what finds the queue full is counted, and an entry {@code lost} says how many.
 * Requests that are not verified, which anybody can make, or are beyond the limits of their sender,
 * get a few entries in a minute; beyond that they are counted by code and minute, so that nobody
 * fills the disk. Open answers to unsigned requests ({@code GET /node}, {@code GET /directory}) are
 * not written down. Entries of the last second are lost when the process is killed; {@link #close}
 * writes them.
 */
public final class AuditTrail implements ReceiverListener, AutoCloseable {

  /** How many requests that are not verified are written down one by one in a minute. */
  private static final int UNVERIFIED = 10;

  private static final int QUEUE = 10_000;

  /** Senders choose the method; the trail has no room for all they may think of. */
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

  private static final String OTHER = "other method";

  private final NodeId self;
  private final Clock clock;
  private final AuditWriter writer;
  private final UnverifiedBudget budget;

  /** Whether the request that a thread works on has its entries already. */
  @SuppressWarnings("ThreadLocalUsage") // Of this trail: there may be several receivers.
  private final ThreadLocal<Boolean> told = new ThreadLocal<>();

  private AuditTrail(NodeId self, AuditLog log, Clock clock) {
    this.self = self;
    this.clock = clock;
    this.budget = new UnverifiedBudget(UNVERIFIED, self);
    this.writer = new AuditWriter(log, QUEUE, () -> budget.ended(clock.instant()), this::lost);
  }

  /**
   * The trail of a node.
   *
   * @param self the node that receives
   * @param log where it is kept
   * @return the trail; close it before the database
   */
  public static AuditTrail of(NodeId self, AuditLog log) {
    return of(self, log, ChinaTime.clock());
  }

  /**
   * The trail of a node, by another clock.
   *
   * @param self the node that receives
   * @param log where it is kept
   * @param clock tells when something was done
   * @return the trail; close it before the database
   */
  public static AuditTrail of(NodeId self, AuditLog log, Clock clock) {
    return new AuditTrail(self, log, clock);
  }

  /**
   * How many entries were lost since the start, since the log did not take them for too long.
   *
   * @return the number
   */
  public long lost() {
    return writer.lost();
  }

  @Override
  public void received(RequestEvent request) {
    told.remove();
  }

  @Override
  public void message(MessageEvent message) {
    told.set(true);
    writer.add(
        of(message.request())
            .subject(message.id().map(MessageId::toString))
            .type(message.type())
            .verdict(verdict(message.outcome()))
            .code(message.code())
            .bytes(message.bytes())
            .build());
  }

  private static AuditVerdict verdict(MessageOutcome outcome) {
    return switch (outcome) {
      case HANDLED -> AuditVerdict.ACCEPTED;
      case DUPLICATE -> AuditVerdict.DUPLICATE;
      case REFUSED -> AuditVerdict.REFUSED;
    };
  }

  @Override
  public void read(ReadEvent read) {
    told.set(true);
    writer.add(
        of(read.request())
            .subject(read.resource())
            .verdict(AuditVerdict.ACCEPTED)
            .bytes(read.bytes())
            .build());
  }

  @Override
  public void batch(BatchEvent batch) {
    if (batch.step() == BatchStep.ACCEPTED || batch.step() == BatchStep.DONE) {
      writer.add(
          AuditEntry.builder()
              .at(Timestamps.now(clock))
              .self(self)
              .node(Optional.of(batch.sender()))
              .action(batch.step() == BatchStep.DONE ? "batch done" : "batch accepted")
              .subject(Optional.of(batch.batch().toString()))
              .type(Optional.of(batch.type()))
              .verdict(AuditVerdict.ACCEPTED)
              .build());
    }
  }

  @Override
  public void answered(AnswerEvent answer) {
    if (!hasEntries() && answer.request().sender().isPresent()) {
      writer.add(
          of(answer.request())
              .verdict(AuditVerdict.ACCEPTED)
              .bytes(answer.request().bytes())
              .build());
    }
  }

  @Override
  public void refused(AnswerEvent answer) {
    if (hasEntries()) {
      return;
    }
    AuditEntry entry =
        of(answer.request())
            .verdict(AuditVerdict.REFUSED)
            .code(answer.code())
            .bytes(answer.request().bytes())
            .build();
    ProblemCode code = answer.code().orElse(ProblemCode.INTERNAL);
    if (answer.request().sender().isPresent() && !code.equals(ProblemCode.RATE_LIMITED)) {
      writer.add(entry);
    } else {
      budget.add(entry, code, clock.instant()).forEach(writer::add);
    }
  }

  private boolean hasEntries() {
    boolean has = told.get() != null;
    told.remove();
    return has;
  }

  private AuditEntryBuilder of(RequestEvent request) {
    return AuditEntry.builder()
        .at(Timestamps.now(clock))
        .self(self)
        .node(request.sender())
        .address(request.address())
        .action(
            METHODS.contains(request.method())
                ? request.method() + " " + request.resource()
                : OTHER)
        .trace(request.trace().map(TraceParent::traceId));
  }

  private AuditEntry lost(long times) {
    return AuditEntry.builder()
        .at(Timestamps.now(clock))
        .self(self)
        .action("audit")
        .verdict(AuditVerdict.LOST)
        .times(times)
        .build();
  }

  /** Writes what waits, for up to ten seconds, and ends the thread. */
  @Override
  public void close() {
    writer.close(budget.rest());
  }
}
