package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.bundle.BundleSender;
import io.github.citydc.exchange.internal.Backoff;
import io.github.citydc.exchange.internal.Listeners;
import io.github.citydc.exchange.internal.Outage;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
 * <p>What waits for the same receiver is sent together, in {@linkplain
 * io.github.citydc.exchange.bundle bundles}, if the receiver takes any; nothing ever waits for more
 * to come. Of each message of a bundle the receiver says by itself what has become of it.
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

  /** How many messages are leased for each worker where they are sent one by one. */
  private static final int AHEAD = 8;

  private final ExchangeClient client;
  private final OutboxQueue outbox;
  private final Listeners<OutboxListener> listeners;
  private final BundleSender bundles;
  private final EntrySender sender;
  private final ReceiverMemory memory;
  private final Clock clock;
  private final Duration idle;
  private final Duration lease;
  private final Backoff backoff;
  private final CircuitEvents circuits;
  private final Runnable enqueued;
  private final FeederPace pace;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final int atOnce;
  private final int bundleSize;
  private final Workers workers;

  /** Whether messages were sent one by one last, to a receiver that takes no bundles. */
  private volatile boolean oneByOne;

  private final Outage outage = new Outage(LOG, "The work on the outbox");
  private final Thread feeder;

  OutboxDispatcher(OutboxDispatcherBuilder builder) {
    client = builder.client;
    outbox = builder.outbox;
    listeners = new Listeners<>(builder.listeners);
    clock = builder.clock;
    idle = builder.idle;
    pace = new FeederPace(builder.idle);
    circuits = new CircuitEvents(listeners::tell, pace);
    enqueued = pace::lookSoon;
    lease = builder.lease;
    backoff = new Backoff(builder.firstPause, builder.longestPause, new Random());
    memory = new ReceiverMemory(builder);
    bundles = builder.bundle < 2 ? BundleSender.oneByOne(client) : BundleSender.through(client);
    sender = new EntrySender(builder, bundles, backoff, memory, closing, listeners::tell);
    atOnce = builder.workers;
    bundleSize = builder.bundle;
    oneByOne = bundleSize < 2;
    workers = new Workers(atOnce, task -> new Thread(task, "cdx-outbox"));
    feeder = new Thread(this::feed, "cdx-outbox-feeder");
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
   * What is enqueued while all workers are at work waits, and is then sent together.
   *
   * <p>This thread is never interrupted and interrupts no other, because an embedded database may
   * close its file when a thread that uses it is interrupted.
   */
  private void feed() {
    try {
      while (!isClosed()) {
        if (workers.isOneFree(idle)) {
          takeSome();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void takeSome() throws InterruptedException {
    try {
      boolean sent = leaseAndSend() > 0;
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

  private int leaseAndSend() {
    Instant now = clock.instant();
    Instant leaseEnd = BoundedTime.after(now, lease);
    Set<NodeId> leftAlone = circuits.leftAlone(client.leftAlone());
    Set<NodeId> due = circuits.due(leftAlone);
    int most = due.isEmpty() ? most() : 1;
    List<OutboxEntry> entries = outbox.lease(most, now, leaseEnd, leftAlone);
    for (List<OutboxEntry> together : Bundling.of(entries, bundleSize)) {
      NodeId receiver = together.get(0).message().envelope().receiver();
      if (due.contains(receiver)) {
        circuits.begin(receiver);
      }
      try {
        workers.execute(place -> send(receiver, together, leaseEnd, place));
      } catch (RuntimeException | Error e) {
        circuits.end(receiver);
        throw e;
      }
    }
    return entries.size();
  }

  private int most() {
    return oneByOne ? atOnce * AHEAD : bundleSize;
  }

  private void send(
      NodeId receiver, List<OutboxEntry> entries, Instant leaseEnd, Workers.Place place) {
    quietly(
        entries,
        () -> {
          if (isClosed()) {
            outbox.note(entries.stream().<OutboxOutcome>map(OutboxOutcome.Released::new).toList());
          } else if (clock.instant().isAfter(leaseEnd)) {
            LOG.warn("{} messages have waited here until their lease ended", entries.size());
          } else if (entries.size() == 1) {
            sender.send(receiver, entries, leaseEnd);
          } else {
            sendSeveral(receiver, entries, leaseEnd, place);
          }
        });
  }

  private void sendSeveral(
      NodeId receiver, List<OutboxEntry> entries, Instant leaseEnd, Workers.Place place)
      throws InterruptedException {
    boolean alone;
    try {
      alone = !bundles.isTakenBy(receiver);
    } catch (ExchangeException e) {
      sender.failed(entries, e, leaseEnd);
      return;
    }
    oneByOne = alone;
    if (alone && !Bundling.areInOrder(entries)) {
      entries.forEach(
          entry -> place.execute(more -> send(receiver, List.of(entry), leaseEnd, more)));
    } else {
      sender.send(receiver, entries, leaseEnd);
    }
  }

  /** The outcome of what fails here is not noted; the lease of the messages will end. */
  private void quietly(List<OutboxEntry> entries, Sending sending) {
    try {
      sending.run();
    } catch (StorageException e) {
      entries.forEach(entry -> OutboxLog.notNoted(entry, e));
    } catch (RuntimeException | Error e) {
      Problems.log(LOG, "The outcome of a message was not noted; its lease will end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (entries.stream().anyMatch(entry -> entry.orderingKey().isPresent())) {
        pace.lookNow();
      }
      circuits.end(entries.get(0).message().envelope().receiver());
    }
  }

  /** What a worker does. */
  @FunctionalInterface
  private interface Sending {

    void run() throws InterruptedException;
  }

  /** Takes no more messages, and waits up to a minute for the tries under way. */
  @Override
  public void close() {
    closing.countDown();
    pace.lookNow();
    try {
      feeder.join();
      if (!workers.end(FAREWELL)) {
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
