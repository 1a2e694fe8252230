package io.github.citydc.examples.faults;

import io.github.citydc.examples.database.Database;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeException;
import io.github.citydc.exchange.Operation;
import io.github.citydc.exchange.OutboxDispatcher;
import io.github.citydc.exchange.OutboxListener;
import io.github.citydc.exchange.SignedReceipt;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.spi.OutboxEntry;
import io.github.citydc.exchange.spi.OutboxState;
import io.github.citydc.model.population.Person;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A vendor's system as a process: it stores numbered records, each with its message in one
 * transaction, while a dispatcher sends the messages. Killed and started again it goes on after the
 * last record it has stored. Its arguments are the folder of the city, the port to send to, its
 * database, the file of its clock, and the number of records. It prints how many messages are done.
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
              .listener(new Told(register.done()))
              .start();
      try (dispatcher) {
        enqueue(client, register, Long.parseLong(args[4]));
        while (!outbox.list(OutboxState.PENDING, 1).isEmpty()) {
          Thread.sleep(LOOK_AGAIN_MILLIS);
        }
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
        while (register.pending() > AHEAD) {
          Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        register.store(
            number,
            client.prepare(Vendor.HUB, Operation.UPSERT, person),
            Records.orderingKey(number));
      }
    }
  }

  /** Tells the test what happens. */
  private static final class Told implements OutboxListener {

    private final AtomicLong done;

    Told(long before) {
      done = new AtomicLong(before);
    }

    @Override
    public void delivered(OutboxEntry entry, SignedReceipt receipt) {
      System.out.println(Sending.PROGRESS + done.incrementAndGet());
    }

    @Override
    public void postponed(OutboxEntry entry, ExchangeException failure, Instant next) {
      System.err.println("postponed: " + failure.getMessage());
    }

    @Override
    public void dead(OutboxEntry entry, ExchangeException failure) {
      System.out.println(Sending.PROGRESS + done.incrementAndGet());
    }
  }
}
