package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.JdbcReplayGuard;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What an operator is told of a node: that of its receiver, its certificate, outbox and nonces. */
final class SandboxHealth implements Supplier<List<Health.Check>> {

  private final X509Certificate certificate;
  private final JdbcOutbox outbox;
  private final JdbcReplayGuard nonces;
  private final Clock clock;
  private volatile Supplier<Health> receiver = () -> new Health(List.of());

  SandboxHealth(SandboxParty party, SandboxStorage.Opened storage) {
    this.certificate = party.key().certificates().get(0);
    this.outbox = JdbcOutbox.on(storage.tables());
    this.nonces = JdbcReplayGuard.on(storage.tables(), party.clock());
    this.clock = party.clock();
  }

  /** The receiver is there. */
  void of(ExchangeReceiver built) {
    receiver = built::health;
  }

  @Override
  public List<Health.Check> get() {
    List<Health.Check> checks = new ArrayList<>(receiver.get().checks());
    checks.add(Health.Check.certificate(certificate, clock.instant()));
    checks.add(outbox.health(clock.instant()));
    checks.add(nonces.health());
    return checks;
  }
}
