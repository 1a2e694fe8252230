package io.github.citydc.cli.send;

import io.github.citydc.cli.lines.Line;
import io.github.citydc.cli.lines.LineReader;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the messages of an input into an outbox and sends them until each is delivered or a dead
 * letter. The position in the input is stored in the transaction that enqueues the messages, so
 * that each line becomes one message, however often this is killed and run again.
 */
public final class DurableSending {

  private static final int LINES_A_TRANSACTION = 100;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int CIRCUIT_FAILURES = 5;

  /** A receiver stores together what arrives together: many at once cost it one write. */
  private static final int WORKERS = 8;

  /** With all workers at work, some megabytes are under way. */
  private static final int BUNDLE = 250;

  private static final long LOOK_AGAIN_MILLIS = 100;

  private final NodeDatabase database;
  private final String job;
  private final Outbox outbox;
  private final Journal journal;
  private final Outcome outcome;
  private final Results results;
  private final PrintWriter err;

  /**
   * A job in a database; an earlier run of the same job is continued.
   *
   * @param database where the outbox of the sender and the journal are, or will be
   * @param job its name
   * @param outcome tells what became of the lines
   * @param results takes it
   * @param err takes messages
   */
  public DurableSending(
      NodeDatabase database, String job, Outcome outcome, Results results, PrintWriter err) {
    this.database = database;
    this.job = job;
    this.outbox = JdbcOutbox.on(database);
    this.journal = new Journal(database, job);
    this.outcome = outcome;
    this.results = results;
    this.err = err;
  }

  /**
   * Has a client leave a receiver alone that fails in a row, for no longer than a message waits.
   *
   * @param client a client to be
   * @return the same builder
   */
  public static ExchangeClientBuilder patient(ExchangeClientBuilder client) {
    return client.circuit(CIRCUIT_FAILURES, LONGEST_PAUSE);
  }

  /**
   * How messages are sent.
   *
   * @param inOrder one after the other, in the order of the lines
   * @param attempts how often a message is tried before it may be a dead letter
   */
  public record Manner(boolean inOrder, int attempts) {}

  /**
   * Whom an earlier run has sent to.
   *
   * @return the receiver, empty if there was no earlier run
   */
  public Optional<NodeId> receiver() {
    return journal.position().map(Journal.Position::receiver);
  }

  /** Takes back what an earlier run was sending when it was killed. Only if nobody else sends. */
  public void takeOver() {
    journal.endLeases();
  }

  /**
   * Sends all lines that were not sent before, and reports those that cannot be.
   *
   * @param lines the whole input, from its first line
   * @param messages makes messages of lines
   * @param receiver whom they are for
   * @param client sends
   * @param manner how
   * @throws IOException if the lines cannot be read
   * @throws InterruptedException if the thread is interrupted meanwhile
   * @throws IllegalArgumentException if the lines that were read before are not the same now, or
   *     other messages were made of them
   * @throws IllegalStateException if another process sends this job; the message says which
   */
  @SuppressWarnings("try") // Holding the claim is its use.
  public void send(
      LineReader lines,
      MessageLines messages,
      NodeId receiver,
      ExchangeClient client,
      Manner manner)
      throws IOException, InterruptedException {
    try (JobClaim claim = JobClaim.of(database, job)) {
      LinesDigest digest = new LinesDigest();
      skipWhatWasRead(lines, digest, messages.madeOf(), receiver);
      sendTheRest(lines, digest, messages, client, manner);
    }
    reportTheRest();
  }

  private void sendTheRest(
      LineReader lines,
      LinesDigest digest,
      MessageLines messages,
      ExchangeClient client,
      Manner manner)
      throws IOException, InterruptedException {
    OutboxDispatcher dispatcher = dispatcher(client, manner);
    try (dispatcher) {
      Optional<String> key = manner.inOrder() ? Optional.of(job) : Optional.empty();
      List<Line> chunk = new ArrayList<>();
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        chunk.add(line.get());
        if (chunk.size() == LINES_A_TRANSACTION || lines.hasToWait()) {
          enqueue(chunk, digest, messages, key);
          chunk.clear();
        }
      }
      enqueue(chunk, digest, messages, key);
      waitUntilNoneIsPending();
    }
  }

  private void skipWhatWasRead(LineReader lines, LinesDigest digest, String madeOf, NodeId receiver)
      throws IOException {
    Optional<Journal.Position> before = journal.position();
    if (before.isEmpty()) {
      journal.begin(new Journal.Position(receiver, madeOf, 0, digest.value()));
      return;
    }
    if (!before.get().madeOf().equals(madeOf)) {
      throw new IllegalArgumentException(
          "This job sends %s; for %s take another --job".formatted(before.get().madeOf(), madeOf));
    }
    for (long i = 0; i < before.get().lines(); i++) {
      lines.next().ifPresent(digest::add);
    }
    if (!digest.value().equals(before.get().digest())) {
      throw new IllegalArgumentException(
          "The first "
              + before.get().lines()
              + " lines are not those that were read before; for another input take another --job");
    }
    err.println(
        "Going on after line "
            + before.get().lines()
            + ": "
            + journal.count(OutboxState.DELIVERED)
            + " delivered, "
            + journal.count(OutboxState.PENDING)
            + " waiting");
  }

  private OutboxDispatcher dispatcher(ExchangeClient client, Manner manner) {
    return OutboxDispatcher.builder(client, outbox)
        .listener(new JobListener(journal, outcome, results, err))
        .pauses(FIRST_PAUSE, LONGEST_PAUSE)
        .workers(WORKERS)
        .bundle(BUNDLE)
        .maxAttempts(manner.attempts())
        .start();
  }

  private void enqueue(
      List<Line> chunk, LinesDigest digest, MessageLines messages, Optional<String> key) {
    if (chunk.isEmpty()) {
      return;
    }
    chunk.forEach(digest::add);
    journal.transaction(
        connection -> {
          for (Line line : chunk) {
            if (!line.isBlank()) {
              enqueue(connection, line, messages, key);
            }
          }
          journal.advance(connection, chunk.get(chunk.size() - 1).number(), digest.value());
          return chunk.size();
        });
  }

  private void enqueue(
      Connection connection, Line line, MessageLines messages, Optional<String> key)
      throws SQLException {
    if (line.isCut()) {
      journal.found(connection, line.number(), outcome.tooLong(line.number()).toString());
      return;
    }
    PreparedMessage message;
    try {
      message = messages.prepare(line);
    } catch (PayloadFormatException e) {
      journal.found(connection, line.number(), outcome.malformed(line.number(), e).toString());
      return;
    } catch (InvalidPayloadException e) {
      journal.found(connection, line.number(), outcome.invalid(line.number(), e).toString());
      return;
    }
    outbox.enqueue(connection, message, key);
    journal.enqueued(connection, line.number(), message.messageId());
  }

  private void waitUntilNoneIsPending() throws InterruptedException {
    long line = 0;
    for (Optional<Long> next = journal.settledFrom(line);
        next.isPresent();
        next = journal.settledFrom(line)) {
      if (next.get() == line) {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
      line = next.get();
    }
  }

  private void reportTheRest() {
    journal.findings((line, finding) -> results.notAccepted(finding));
    journal.deadLetters(
        (line, id) ->
            results.notAccepted(outcome.dead(line, id, reason(MessageId.parse(id))).toString()));
  }

  private String reason(MessageId id) {
    return outbox.find(id).flatMap(OutboxEntry::lastFailure).orElse("");
  }
}
