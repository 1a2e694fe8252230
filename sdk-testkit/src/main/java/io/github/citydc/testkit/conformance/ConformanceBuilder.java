package io.github.citydc.testkit.conformance;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.JdkHttpTransport;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A builder of a {@link Conformance} of a node. Not thread-safe. */
public final class ConformanceBuilder {

  final URI base;
  final ConformanceKeys keys;
  Supplier<HttpTransport> transport = JdkHttpTransport::create;
  Clock clock = ChinaTime.clock();
  Optional<NodeControl> control = Optional.empty();
  Optional<X509Certificate> encryption = Optional.empty();
  Predicate<ConformanceCheck> chosen = check -> true;
  Consumer<CheckResult> listener = result -> {};

  ConformanceBuilder(URI base, ConformanceKeys keys) {
    this.base = base;
    this.keys = keys;
  }

  /**
   * Sends requests in another way.
   *
   * @param chosenTransport made when the suite begins, closed when it ends
   * @return this builder
   */
  public ConformanceBuilder transport(Supplier<HttpTransport> chosenTransport) {
    this.transport = chosenTransport;
    return this;
  }

  /**
   * Sets the clock.
   *
   * @param suiteClock agrees with that of the node to the second
   * @return this builder
   */
  public ConformanceBuilder clock(Clock suiteClock) {
    this.clock = suiteClock;
    return this;
  }

  /**
   * Lets the suite restart the node.
   *
   * @param nodeControl restarts it
   * @return this builder
   */
  public ConformanceBuilder control(NodeControl nodeControl) {
    this.control = Optional.of(nodeControl);
    return this;
  }

  /**
   * Names the certificate that payloads for the node are encrypted for, if it publishes none.
   *
   * @param certificate for encryption
   * @return this builder
   */
  public ConformanceBuilder encryptionCertificate(X509Certificate certificate) {
    this.encryption = Optional.of(certificate);
    return this;
  }

  /**
   * Tries some checks only.
   *
   * @param checks which
   * @return this builder
   */
  public ConformanceBuilder only(Predicate<ConformanceCheck> checks) {
    this.chosen = checks;
    return this;
  }

  /**
   * Sets a listener that receives each result at once.
   *
   * @param resultListener takes it
   * @return this builder
   */
  public ConformanceBuilder listener(Consumer<CheckResult> resultListener) {
    this.listener = resultListener;
    return this;
  }

  /**
   * Builds the suite.
   *
   * @return the suite
   */
  public Conformance build() {
    return Conformance.ofNode(this);
  }
}
