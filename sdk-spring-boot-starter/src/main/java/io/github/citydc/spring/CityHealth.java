package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.jdbc.JdbcReplayGuard;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The health of the node: its certificate, the directory, the outbox, the receiver, the nonces.
 * Thread-safe. What was found serves for a second, so that the gauges of one scrape ask once.
 */
final class CityHealth {

  private static final Duration SERVES = Duration.ofSeconds(1);

  /** What concerns other nodes: this one is well all the same. */
  private static final Set<String> OF_OTHERS = Set.of("circuits", "memory");

  private final NodeId self;
  private final Optional<X509Certificate> certificate;
  private final NodeDirectory directory;
  private final Optional<Outbox> outbox;
  private final Optional<OutboxSending> sending;
  private final Optional<ExchangeReceiver> receiver;
  private final Optional<JdbcReplayGuard> nonces;
  private final Clock clock;
  private @Nullable Found found;

  /** What was found, and when. */
  private record Found(List<Health.Check> checks, long at) {}

  CityHealth(Parts parts, Clock clock) {
    this.self = parts.self;
    this.certificate = parts.certificate;
    this.directory = parts.directory;
    this.outbox = parts.outbox;
    this.sending = parts.sending;
    this.receiver = parts.receiver;
    this.nonces = parts.nonces;
    this.clock = clock;
  }

  /** What there is in this application. */
  record Parts(
      NodeId self,
      Optional<X509Certificate> certificate,
      NodeDirectory directory,
      Optional<Outbox> outbox,
      Optional<OutboxSending> sending,
      Optional<ExchangeReceiver> receiver,
      Optional<JdbcReplayGuard> nonces) {}

  /** Whether this node can do its work, whatever others do. */
  boolean isWell() {
    return checks().stream().allMatch(check -> check.healthy() || OF_OTHERS.contains(check.name()));
  }

  /** The details for an operator, by name: what was found, and the figures. */
  Map<String, Object> details() {
    Map<String, Object> details = new HashMap<>();
    for (Health.Check check : checks()) {
      Map<String, Object> detail = new HashMap<>(check.figures());
      detail.put("healthy", check.healthy());
      detail.put("found", check.detail());
      details.put(check.name(), detail);
    }
    return details;
  }

  /** A figure of a check: 0 if there is nothing to count, not a number without such a check. */
  double figure(String name, String figure) {
    return checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .map(check -> check.figures().getOrDefault(figure, 0L).doubleValue())
        .orElse(Double.NaN);
  }

  private synchronized List<Health.Check> checks() {
    Found latest = found;
    if (latest == null || System.nanoTime() - latest.at() > SERVES.toNanos()) {
      latest = new Found(look(), System.nanoTime());
      found = latest;
    }
    return latest.checks();
  }

  private List<Health.Check> look() {
    List<Health.Check> checks = new ArrayList<>();
    certificate.ifPresent(its -> checks.add(Health.Check.certificate(its, clock.instant())));
    checks.add(Health.Check.of("directory", this::inDirectory));
    checks.addAll(outboxChecks());
    receiver.ifPresent(receiving -> checks.addAll(receiving.health().checks()));
    nonces.ifPresent(guard -> checks.add(guard.health()));
    return checks;
  }

  private String inDirectory() {
    return directory.find(self).isPresent()
        ? "it has this node"
        : "it answers, and does not have this node";
  }

  private List<Health.Check> outboxChecks() {
    Optional<Health> ofDispatcher = sending.flatMap(OutboxSending::health);
    return ofDispatcher
        .map(Health::checks)
        .orElseGet(() -> outbox.map(of -> of.health(clock.instant())).stream().toList());
  }
}
