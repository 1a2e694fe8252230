package io.github.citydc.testkit;

import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.testkit.internal.ProblemLog;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a test sees of a node: what it has accepted, and what it has refused. Thread-safe. */
final class SandboxView {

  private static final int MOST = 100_000;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final String RECORDED =
      "SELECT payload FROM cdx_sandbox_record WHERE node = ? AND type = ? ORDER BY position";

  private final PayloadJson json;
  private final Inbox inbox;
  private final NodeDatabase database;
  private final ProblemLog problems;
  private final boolean recording;

  SandboxView(
      PayloadJson json,
      Inbox inbox,
      NodeDatabase database,
      ProblemLog problems,
      boolean recording) {
    this.json = json;
    this.inbox = inbox;
    this.database = database;
    this.problems = problems;
    this.recording = recording;
  }

  /** Messages in the order they were accepted. */
  List<AcceptedMessage> messages() {
    List<AcceptedMessage> oldestFirst = new ArrayList<>(inbox.latest(Optional.empty(), MOST));
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }

  List<AcceptedMessage> await(int atLeast, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      List<AcceptedMessage> accepted = messages();
      if (accepted.size() >= atLeast) {
        return accepted;
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "Only "
                + accepted.size()
                + " of "
                + atLeast
                + " messages were accepted within "
                + patience
                + "; refused: "
                + (refusals().isEmpty() ? "none" : reasons()));
      }
      pause();
    }
  }

  private String reasons() {
    return refusals().stream()
        .map(refusal -> refusal.problem().code() + ": " + refusal.problem().detail())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for messages", e);
    }
  }

  /** Of messages; of a node that records also of batches. */
  <P extends Payload> List<P> received(Class<P> type) {
    PayloadType wanted = PayloadType.of(type);
    return recording
        ? recorded(wanted).stream()
            .map(text -> json.read(text.getBytes(StandardCharsets.UTF_8), type))
            .toList()
        : messages().stream()
            .filter(message -> message.type().equals(wanted))
            .map(message -> json.toRecord(envelope(message).payload(), type))
            .toList();
  }

  private Envelope envelope(AcceptedMessage message) {
    InboxEntry entry = inbox.find(message.sender(), message.messageId()).orElseThrow();
    return Envelope.fromJson(entry.body().toByteArray());
  }

  private List<String> recorded(PayloadType type) {
    List<String> payloads = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement select = connection.prepareStatement(RECORDED)) {
      select.setInt(1, database.number());
      select.setString(2, type.toString());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          payloads.add(row.getString(1));
        }
      }
      return payloads;
    } catch (SQLException e) {
      throw new StorageException("The table cdx_sandbox_record could not be read", e);
    }
  }

  /** The oldest first. */
  List<Refusal> refusals() {
    List<Refusal> refusals =
        problems.all().stream()
            .map(seen -> new Refusal(seen.at(), seen.problem()))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(refusals);
    return refusals;
  }
}
