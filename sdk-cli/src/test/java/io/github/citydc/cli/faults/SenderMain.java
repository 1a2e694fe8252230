package io.github.citydc.cli.faults;

import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A vendor's system as a process: it stores numbered records, each with its message in one
 * transaction, while a dispatcher sends the messages. Killed and started again it goes on after the
 * last record it has stored. Its arguments are the folder of the city, the port to send to, its
 * database, the file of its clock, the number of records, how many may wait, how often one is
 * tried, and the record at which it is held. It prints how many messages are done, and ends when
 * all are and its standard input has ended.
 */
final class SenderMain {

  /** So few wait that a kill hits the storing and the sending at work. */
  static final int AHEAD = 40;

  /** As good as without end. */
  static final int ATTEMPTS = 1000;

  static final String ALL_STORED = "all stored";
  static final String CIRCUIT_OPENED = "circuit opened";

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final int TOGETHER = 100;

  /** So small that there are many requests for faults to strike. */
  private static final int BUNDLE = 4;

  private static final long LOOK_AGAIN_MILLIS = 50;

  private SenderMain() {}

  public static void main(String[] args) throws Exception {
    Clock clock = SteppedClock.of(Path.of(args[3]));
    ExchangeClient client =
        Vendor.client(Vendor.city(Path.of(args[0])), Integer.parseInt(args[1]), clock);
    try (Database database = Database.open(args[2], Optional.empty(), Optional.empty())) {
      JdbcOutbox outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), Vendor.SELF));
      SenderRegister register = new SenderRegister(database.dataSource(), outbox);
      OutboxDispatcher dispatcher =
          OutboxDispatcher.builder(client, outbox)
              .clock(clock)
              .pauses(FIRST_PAUSE, LONGEST_PAUSE)
              .lease(LEASE)
              .bundle(BUNDLE)
              .maxAttempts(Integer.parseInt(args[6]))
              .listener(new Told())
              .start();
      try (dispatcher) {
        long count = Long.parseLong(args[4]);
        enqueue(client, register, count, Long.parseLong(args[5]), new Hold(args[7]));
        System.out.println(ALL_STORED);
        awaitPending(register, 0, Math.max(LOOK_AGAIN_MILLIS, count / TOGETHER));
        System.in.readAllBytes();
      }
    }
  }

  private static void enqueue(
      ExchangeClient client, SenderRegister register, long count, long ahead, Hold hold)
      throws InterruptedException {
    Iterator<Person> people = Records.first(count).iterator();
    List<SenderRegister.Numbered> next = new ArrayList<>();
    long stored = register.stored();
    for (long number = 1; number <= count; number++) {
      Person person = people.next();
      hold.at(number);
      if (number > stored) {
        next.add(
            new SenderRegister.Numbered(
                number,
                client.prepare(Vendor.HUB, Operation.UPSERT, person),
                Records.orderingKey(number)));
      }
      if (next.size() == (ahead < count ? 1 : TOGETHER)) {
        store(register, next, ahead, count);
      }
    }
    store(register, next, ahead, count);
  }

  private static void store(
      SenderRegister register, List<SenderRegister.Numbered> next, long ahead, long count)
      throws InterruptedException {
    if (ahead < count) {
      awaitPending(register, ahead, LOOK_AGAIN_MILLIS);
    }
    register.store(next);
    next.clear();
  }

  /** Waits until no more than so many messages wait, and tells how many are done. */
  private static void awaitPending(SenderRegister register, long most, long lookAgain)
      throws InterruptedException {
    long done = -1;
    while (register.pending() > most) {
      done = tellProgress(register, done);
      Thread.sleep(lookAgain);
    }
    tellProgress(register, done);
  }

  private static long tellProgress(SenderRegister register, long before)
      throws InterruptedException {
    long done = register.done();
    if (done != before) {
      System.out.println(Sending.PROGRESS + done);
    }
    return done;
  }

  /** Tells the test what fails. */
  private static final class Told implements OutboxListener {

    @Override
    public void postponed(OutboxEntry entry, ExchangeException failure, Instant next) {
      System.err.println("postponed: " + failure.getMessage());
    }

    @Override
    public void circuitOpened(NodeId receiver, ExchangeException failure, Duration pause) {
      System.err.println(CIRCUIT_OPENED + ": " + failure.getMessage());
    }
  }
}
