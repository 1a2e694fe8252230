package io.github.citydc.testkit.conformance;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.trust.TrustStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A builder of a {@link Conformance} of a client: the suite is its node. Not thread-safe. */
public final class ClientConformanceBuilder {

  final ClientUnderTest client;
  final SigningKey key;
  final X509Certificate root;
  final TrustStore trust;
  Optional<NodeDirectory> directory = Optional.empty();
  Optional<SigningKey> other = Optional.empty();
  Optional<Sm2DecryptionKey> decryption = Optional.empty();
  Clock clock = ChinaTime.clock();
  int port;
  Predicate<ConformanceCheck> chosen = check -> true;
  Consumer<CheckResult> listener = result -> {};

  ClientConformanceBuilder(ClientUnderTest client, SigningKey key, X509Certificate root) {
    this.client = client;
    this.key = key;
    this.root = root;
    this.trust = TrustStore.of(List.of(root));
  }

  NodeId node() {
    return Party.of(key).node();
  }

  /**
   * Has the suite verify the requests of the client.
   *
   * @param nodes knows the client; without it requests are not verified
   * @return this builder
   */
  public ClientConformanceBuilder directory(NodeDirectory nodes) {
    this.directory = Optional.of(nodes);
    return this;
  }

  /**
   * A key of another node of the same root, with which answers are forged.
   *
   * @param otherKey with its certificate
   * @return this builder
   */
  public ClientConformanceBuilder other(SigningKey otherKey) {
    this.other = Optional.of(otherKey);
    return this;
  }

  /**
   * The key for which clients encrypt.
   *
   * @param decryptionKey with its certificate
   * @return this builder
   */
  public ClientConformanceBuilder decryption(Sm2DecryptionKey decryptionKey) {
    this.decryption = Optional.of(decryptionKey);
    return this;
  }

  /**
   * Which port the suite listens on. By default any that is free.
   *
   * @param number 1 to 65535, or 0 for any
   * @return this builder
   */
  public ClientConformanceBuilder port(int number) {
    this.port = number;
    return this;
  }

  /**
   * Sets the clock.
   *
   * @param suiteClock agrees with that of the client to the second
   * @return this builder
   */
  public ClientConformanceBuilder clock(Clock suiteClock) {
    this.clock = suiteClock;
    return this;
  }

  /**
   * Tries some checks only.
   *
   * @param checks which
   * @return this builder
   */
  public ClientConformanceBuilder only(Predicate<ConformanceCheck> checks) {
    this.chosen = checks;
    return this;
  }

  /**
   * Sets a listener that receives each result at once.
   *
   * @param resultListener takes it
   * @return this builder
   */
  public ClientConformanceBuilder listener(Consumer<CheckResult> resultListener) {
    this.listener = resultListener;
    return this;
  }

  /**
   * Builds the suite.
   *
   * @return the suite
   */
  public Conformance build() {
    return Conformance.ofClient(this);
  }
}
