package io.github.citydc.testkit.metrics;

import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.event.AnswerEvent;
import io.github.citydc.exchange.event.BatchEvent;
import io.github.citydc.exchange.event.CallEvent;
import io.github.citydc.exchange.event.ClientListener;
import io.github.citydc.exchange.event.MessageEvent;
import io.github.citydc.exchange.event.ReadEvent;
import io.github.citydc.exchange.event.ReceiverListener;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.naming.node.NodeId;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The meters of a node in the text format of Prometheus, for processes without Spring: a listener
 * of its receiver, its clients and its dispatcher, with its health as gauges. Names and labels are
 * those that the Spring Boot starter has with Micrometer. Thread-safe.
 *
 * <pre>{@code
 * PrometheusMeters meters = PrometheusMeters.of(() -> receiver.health().checks());
 * ExchangeReceiver.builder()….listener(meters);
 * ExchangeClient.builder()….listener(meters);
 * }</pre>
 */
public final class PrometheusMeters implements ReceiverListener, ClientListener, OutboxListener {

  /** The media type of {@link #text}. */
  public static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ReceiverMeters receiver = new ReceiverMeters(registry);
  private final ClientMeters client = new ClientMeters(registry);
  private final StateMeters state;

  private PrometheusMeters(Supplier<List<Health.Check>> health) {
    this.state = new StateMeters(registry, health);
  }

  /**
   * Meters at zero.
   *
   * @param health looked at once for each text: that of the receiver and the dispatcher, {@link
   *     Health.Check#certificate}, and what else there is
   * @return the meters
   */
  public static PrometheusMeters of(Supplier<List<Health.Check>> health) {
    return new PrometheusMeters(health);
  }

  /**
   * What has been counted so far, and the present state.
   *
   * @return text of {@link #MEDIA_TYPE}
   */
  public String text() {
    ExpositionFormatWriter writer = PrometheusTextFormatWriter.create();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, state.look(registry::scrape));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void answered(AnswerEvent answer) {
    receiver.answered(answer);
  }

  @Override
  public void refused(AnswerEvent answer) {
    receiver.refused(answer);
  }

  @Override
  public void message(MessageEvent message) {
    receiver.message(message);
  }

  @Override
  public void batch(BatchEvent batch) {
    receiver.batch(batch);
  }

  @Override
  public void read(ReadEvent read) {
    receiver.read(read);
  }

  @Override
  public void retried(CallEvent call) {
    client.retried(call);
  }

  @Override
  public void ended(CallEvent call) {
    client.ended(call);
  }

  @Override
  public void delivered(OutboxEntry entry, SignedReceipt receipt) {
    client.sent("delivered");
  }

  @Override
  public void postponed(OutboxEntry entry, ExchangeException failure, Instant nextAttempt) {
    client.sent("postponed");
  }

  @Override
  public void dead(OutboxEntry entry, ExchangeException failure) {
    client.sent("dead");
  }

  @Override
  public void circuitOpened(NodeId node, ExchangeException failure, Duration pause) {
    client.circuitOpened();
  }
}
