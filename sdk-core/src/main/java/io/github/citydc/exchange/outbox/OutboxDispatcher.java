package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.CircuitListener;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.internal.Backoff;
import io.github.citydc.exchange.internal.Outage;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A background sender for an outbox, which sends each message until it is delivered or becomes a
 * dead letter. Several dispatchers, also in several processes, may work on one outbox. Thread-safe.
 *
 * <pre>{@code
 * try (OutboxDispatcher dispatcher = OutboxDispatcher.builder(client, outbox).start()) {
 *   …
 *   save(connection, person);
 *   outbox.enqueue(connection, client.prepare(hub, Operation.UPSERT, person), Optional.empty());
 *   connection.commit();      // from here on it will arrive
 * }
 * }</pre>
 *
 * <p>A message is a dead letter at once only if the receiver has verified it and refused its
 * content ({@link io.github.citydc.exchange.message.Delivery#REFUSED}), or has said before that it
 * takes none as large. Any other failure says nothing about the message: it is tried again after a
 * pause that doubles from a second to ten minutes, with jitter; a receiver may ask for a longer
 * one. Whatever a message fails of counts as a try, and keeps no other message back. After the last
 * of many tries, and a pause in which none of them can be accepted any more, the receiver is asked
 * for the receipt: with it, the message is delivered; if the receiver answers without, it is a dead
 * letter with its reason; as long as nothing answers, it stays.
 *
 * <p>The messages of a receiver that fails several times in a row ({@link
 * io.github.citydc.exchange.ExchangeClientBuilder#circuit}) stay in the outbox for a while,
 * untried, and do not hold up those of others. A message keeps its id and its body on each attempt
 * and gets a new signature. A database that does not answer for a while is asked again; what became
 * of a message is noted when it is back. {@link #close} waits for the tries under way.
 */
public final class OutboxDispatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
  private static final Duration FAREWELL = Duration.ofSeconds(60);

  /** How many messages are leased for each worker, so that one transaction leases several. */
  private static final int AHEAD = 8;

  /** How long a lease waits for half of the places to be free: less than sending them takes. */
  private static final Duration GATHERING = Duration.ofMillis(20);

  private final ExchangeClient client;
  private final OutboxQueue outbox;
  private final OutboxListener listener;
  private final EntrySender sender;
  private final ReceiverMemory memory;
  private final Clock clock;
  private final Duration idle;
  private final Duration lease;
  private final Backoff backoff;
  private final CircuitListener circuits;
  private final Runnable enqueued;
  private final FeederPace pace;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Semaphore free;
  private final ExecutorService workers;
  private final Outage outage = new Outage(LOG, "The work on the outbox");
  private final Thread feeder;

  OutboxDispatcher(OutboxDispatcherBuilder builder) {
    client = builder.client;
    outbox = builder.outbox;
    listener = builder.listener;
    circuits = new CircuitEvents(this::tell);
    clock = builder.clock;
    idle = builder.idle;
    pace = new FeederPace(builder.idle);
    enqueued = pace::lookSoon;
    lease = builder.lease;
    backoff = new Backoff(builder.firstPause, builder.longestPause, RandomGenerator.getDefault());
    memory = new ReceiverMemory(builder);
    sender = new EntrySender(builder, backoff, memory, closing, this::tell);
    free = new Semaphore(builder.workers * AHEAD);
    workers = Executors.newFixedThreadPool(builder.workers, task -> new Thread(task, "cdx-outbox"));
    feeder = new Thread(() -> feed(builder.workers * AHEAD), "cdx-outbox-feeder");
  }

  /**
   * Returns a new builder.
   *
   * @param client sends; its own quick retries come on top
   * @param outbox what to send
   * @return a builder
   */
  public static OutboxDispatcherBuilder builder(ExchangeClient client, OutboxQueue outbox) {
    return new OutboxDispatcherBuilder(client, outbox);
  }

  void start() {
    client.addCircuitListener(circuits);
    outbox.addEnqueueListener(enqueued);
    feeder.start();
  }

  /**
   * This thread is never interrupted and interrupts no other, because an embedded database may
   * close its file when a thread that uses it is interrupted.
   */
  private void feed(int most) {
    try {
      while (!isClosed()) {
        if (isFree(most / 2, GATHERING) || isFree(1, idle)) {
          takeSome(most);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isFree(int places, Duration patience) throws InterruptedException {
    boolean acquired = free.tryAcquire(places, BoundedTime.millis(patience), TimeUnit.MILLISECONDS);
    if (acquired) {
      free.release(places);
    }
    return acquired;
  }

  private void takeSome(int most) throws InterruptedException {
    try {
      boolean sent = leaseAndSend(most) > 0;
      outage.over();
      pace.rest(sent);
    } catch (RuntimeException | Error e) {
      outage.failed(() -> Causes.of(e));
      rest(backoff.pause(1));
    }
  }

  /**
   * Looks at what this dispatcher needs: the outbox, how much waits in it (counted up to 10,000)
   * and for how long, the receivers whose circuits are open, and how long receivers remember, if a
   * message has waited for long.
   *
   * @return what was found
   */
  public Health health() {
    Set<NodeId> open = client.leftAlone();
    return new Health(
        List.of(
            OutboxHealth.of(outbox, outage.cause(), clock.instant()),
            new Health.Check(
                "circuits", open.isEmpty(), "open: " + open, Map.of("open", (long) open.size())),
            memory()));
  }

  private Health.Check memory() {
    List<String> findings = memory.findings();
    return new Health.Check(
        "memory",
        findings.isEmpty(),
        findings.isEmpty() ? "receivers remember for long enough" : String.join("; ", findings));
  }

  private void rest(Duration pause) throws InterruptedException {
    boolean woken = closing.await(BoundedTime.millis(pause), TimeUnit.MILLISECONDS);
    LOG.trace("Looking again, closing: {}", woken);
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }

  private int leaseAndSend(int most) {
    Instant now = clock.instant();
    Instant leaseEnd = BoundedTime.after(now, lease);
    int capacity = Math.min(most, free.availablePermits());
    List<OutboxEntry> entries = outbox.lease(capacity, now, leaseEnd, client.leftAlone());
    for (OutboxEntry entry : entries) {
      free.acquireUninterruptibly();
      workers.execute(() -> sendAndRelease(entry, leaseEnd));
    }
    return entries.size();
  }

  private void sendAndRelease(OutboxEntry entry, Instant leaseEnd) {
    try {
      send(entry, leaseEnd);
    } catch (StorageException e) {
      OutboxLog.notNoted(entry, e);
    } catch (RuntimeException | Error e) {
      Problems.log(LOG, "The outcome of a message was not noted; its lease will end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      free.release();
      if (entry.orderingKey().isPresent()) {
        pace.lookNow();
      }
    }
  }

  private void send(OutboxEntry entry, Instant leaseEnd) throws InterruptedException {
    if (isClosed()) {
      outbox.released(entry);
      return;
    }
    if (clock.instant().isAfter(leaseEnd)) {
      LOG.warn("{} has waited here until its lease ended", entry.message().messageId());
      return;
    }
    sender.send(entry, leaseEnd);
  }

  private void tell(Consumer<OutboxListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException | Error e) {
      LOG.warn("The listener failed with {}", e.getClass().getName());
    }
  }

  /** Takes no more messages, and waits up to a minute for the tries under way. */
  @Override
  public void close() {
    closing.countDown();
    pace.lookNow();
    try {
      feeder.join();
      workers.shutdown();
      if (!workers.awaitTermination(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("Some messages are still under way; their leases will end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      client.removeCircuitListener(circuits);
      outbox.removeEnqueueListener(enqueued);
    }
  }
}
