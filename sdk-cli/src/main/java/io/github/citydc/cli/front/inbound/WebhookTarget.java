package io.github.citydc.cli.front.inbound;

import io.github.citydc.cli.front.config.FrontConfig.Webhook;
import io.github.citydc.cli.front.store.Deliveries;
import io.github.citydc.cli.front.store.Delivery;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Posts payloads to a program, each until it has answered with 2xx. The header {@code
 * Idempotency-Key} is the same each time, by which the program knows what it has. Not thread-safe.
 */
public final class WebhookTarget {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long LONGEST_PAUSE_SECONDS = 300;
  private static final int MOST_DOUBLINGS = 8;
  private static final int OK = 200;
  private static final int REDIRECTION = 300;

  private final Webhook settings;
  private final Optional<String> token;
  private final Deliveries deliveries;
  private final Clock clock;
  private final int together;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();

  /**
   * A webhook.
   *
   * @param settings where it is
   * @param deliveries what is to be posted there
   * @param clock tells the time
   * @param together how many payloads are looked at together
   * @throws IOException if its token cannot be read
   */
  public WebhookTarget(Webhook settings, Deliveries deliveries, Clock clock, int together)
      throws IOException {
    this.settings = settings;
    this.token =
        settings.token().isPresent()
            ? Optional.of(settings.token().get().read())
            : Optional.empty();
    this.deliveries = deliveries;
    this.clock = clock;
    this.together = together;
  }

  /**
   * Posts what is due; one that the program does not take waits by itself.
   *
   * @return whether there may be more
   * @throws IOException if the program does not answer
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean step() throws IOException, InterruptedException {
    List<Delivery> due = deliveries.due(settings.name(), together, clock.instant());
    for (Delivery delivery : due) {
      int status = post(delivery);
      if (status >= OK && status < REDIRECTION) {
        deliveries.delivered(List.of(delivery));
      } else {
        deliveries.postponed(
            delivery, "answered " + status, clock.instant().plus(pause(delivery.attempts())));
      }
    }
    return due.size() == together;
  }

  private static Duration pause(int attempts) {
    return Duration.ofSeconds(
        Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(attempts, MOST_DOUBLINGS)));
  }

  private int post(Delivery delivery) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", delivery.key())
            .header("Cdx-Sender", delivery.sender())
            .header("Cdx-Message-Id", delivery.messageId())
            .header("Cdx-Type", delivery.type())
            .header("Cdx-Operation", delivery.operation())
            .POST(HttpRequest.BodyPublishers.ofString(delivery.payload(), StandardCharsets.UTF_8));
    token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
    return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
