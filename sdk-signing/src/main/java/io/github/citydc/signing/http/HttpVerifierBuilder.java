package io.github.citydc.signing.http;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.signing.http.internal.SignatureWindow;
import io.github.citydc.signing.trust.TrustStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A builder of a verifier of the profile; see {@link HttpSignatures#verifierBuilder}. Not
 * thread-safe.
 */
public final class HttpVerifierBuilder {

  private final DirectoryKeys keys;
  private Clock clock = ChinaTime.clock();
  private SignatureWindow window = new SignatureWindow(Duration.ofMinutes(5));
  private Optional<ReplayGuard> replayGuard = Optional.empty();

  HttpVerifierBuilder(TrustStore trust, NodeDirectory directory) {
    this.keys = new DirectoryKeys(trust, directory);
  }

  /**
   * Sets the clock.
   *
   * @param chosen says what time it is for window and certificates; the system's if not set
   * @return this builder
   */
  public HttpVerifierBuilder clock(Clock chosen) {
    this.clock = chosen;
    return this;
  }

  /**
   * Sets how far the time of a signature may be from the time here.
   *
   * @param chosen in either direction; five minutes if not set
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public HttpVerifierBuilder window(Duration chosen) {
    this.window = new SignatureWindow(chosen);
    return this;
  }

  /**
   * Sets who remembers the nonces of requests.
   *
   * @param chosen if not set, the database of the receiver that the verifier is given to, where its
   *     inbox has one ({@code JdbcInbox}); otherwise an {@link InMemoryReplayGuard}
   * @return this builder
   */
  public HttpVerifierBuilder replayGuard(ReplayGuard chosen) {
    this.replayGuard = Optional.of(chosen);
    return this;
  }

  /**
   * Builds the verifier.
   *
   * @return the verifier
   */
  public MessageVerifier build() {
    return new HttpMessageVerifier(keys, clock, window, replayGuard);
  }
}
