package io.github.citydc.cli.send;

import io.github.citydc.cli.lines.Line;
import io.github.citydc.cli.lines.LineReader;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.PayloadFormatException;
import java.io.IOException;
import java.util.Optional;

/** Sends line after line and waits for each receipt. What is not accepted is not kept. */
public final class DirectSending {

  private final ExchangeClient client;
  private final MessageLines messages;
  private final Outcome outcome;
  private final Results results;

  /**
   * Sends lines.
   *
   * @param client sends
   * @param messages makes messages of lines
   * @param outcome tells what became of them
   * @param results takes it
   */
  public DirectSending(
      ExchangeClient client, MessageLines messages, Outcome outcome, Results results) {
    this.client = client;
    this.messages = messages;
    this.outcome = outcome;
    this.results = results;
  }

  /**
   * Sends all lines. A message that might be accepted later ends it: so might the next ones.
   *
   * @param lines the lines
   * @param first the number of the first line that is sent
   * @return the number of the line where it ended, empty if all were tried
   * @throws IOException if the lines cannot be read
   */
  public Optional<Long> send(LineReader lines, long first) throws IOException {
    for (Optional<Line> next = lines.next(); next.isPresent(); next = lines.next()) {
      Line line = next.get();
      if (line.number() >= first && !line.isBlank() && !send(line)) {
        return Optional.of(line.number());
      }
    }
    return Optional.empty();
  }

  /** Whether to go on. */
  private boolean send(Line line) {
    if (line.isCut()) {
      results.notAccepted(outcome.tooLong(line.number()).toString());
      return true;
    }
    PreparedMessage message;
    try {
      message = messages.prepare(line);
    } catch (PayloadFormatException e) {
      results.notAccepted(outcome.malformed(line.number(), e).toString());
      return true;
    } catch (InvalidPayloadException e) {
      results.notAccepted(outcome.invalid(line.number(), e).toString());
      return true;
    }
    try {
      SignedReceipt receipt = client.send(message);
      results.accepted(outcome.accepted(line.number(), receipt.receipt()).toString());
      return true;
    } catch (ExchangeException e) {
      results.notAccepted(outcome.refused(line.number(), message.messageId(), e).toString());
      return !e.isRetryable();
    }
  }
}
