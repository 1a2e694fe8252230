package io.github.citydc.cli.faults;

import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.model.population.Person;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;

/**
 * A vendor's system as a process: it stores numbered records, each with its message in one
 * transaction, while a dispatcher sends the messages. Killed and started again it goes on after the
 * last record it has stored. Its arguments are the folder of the city, the port to send to, its
 * database, the file of its clock, and the number of records. It prints how many messages are done,
 * and ends when all are and its standard input has ended.
 */
final class SenderMain {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final int ATTEMPTS = 1000;
  private static final int AHEAD = 40;
  private static final long LOOK_AGAIN_MILLIS = 50;

  private SenderMain() {}

  public static void main(String[] args) throws Exception {
    Clock clock = SteppedClock.of(Path.of(args[3]));
    ExchangeClient client =
        Vendor.client(Vendor.city(Path.of(args[0])), Integer.parseInt(args[1]), clock);
    try (Database database = Database.open(args[2], Optional.empty(), Optional.empty())) {
      JdbcOutbox outbox = JdbcOutbox.on(database.dataSource());
      SenderRegister register = new SenderRegister(database.dataSource(), outbox);
      OutboxDispatcher dispatcher =
          OutboxDispatcher.builder(client, outbox)
              .clock(clock)
              .pauses(FIRST_PAUSE, LONGEST_PAUSE)
              .lease(LEASE)
              .maxAttempts(ATTEMPTS)
              .listener(new Told())
              .start();
      try (dispatcher) {
        enqueue(client, register, Long.parseLong(args[4]));
        awaitPending(register, 0);
        System.in.readAllBytes();
      }
    }
  }

  /** Never far ahead of the dispatcher, so that a kill hits both at work. */
  private static void enqueue(ExchangeClient client, SenderRegister register, long count)
      throws InterruptedException {
    Iterator<Person> people = Records.first(count).iterator();
    long stored = register.stored();
    for (long number = 1; number <= count; number++) {
      Person person = people.next();
      if (number > stored) {
        awaitPending(register, AHEAD);
        register.store(
            number,
            client.prepare(Vendor.HUB, Operation.UPSERT, person),
            Records.orderingKey(number));
      }
    }
  }

  /** Waits until no more than so many messages wait, and tells how many are done. */
  private static void awaitPending(SenderRegister register, long most) throws InterruptedException {
    while (register.pending() > most) {
      tellProgress(register);
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    tellProgress(register);
  }

  private static void tellProgress(SenderRegister register) throws InterruptedException {
    System.out.println(Sending.PROGRESS + register.done());
  }

  /** Tells the test what fails. */
  private static final class Told implements OutboxListener {

    @Override
    public void postponed(OutboxEntry entry, ExchangeException failure, Instant next) {
      System.err.println("postponed: " + failure.getMessage());
    }
  }
}
