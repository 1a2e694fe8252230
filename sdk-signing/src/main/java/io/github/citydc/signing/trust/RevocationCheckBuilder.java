package io.github.citydc.signing.trust;

import io.github.citydc.code.ChinaTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A builder of {@link RevocationCheck}; see {@link RevocationCheck#builder}. Not thread-safe. */
public final class RevocationCheckBuilder {

  private final RevocationPolicy policy;
  private Optional<Path> folder = Optional.empty();
  private Optional<RevocationFetcher> fetcher = Optional.empty();
  private boolean asksCas = true;
  private Clock clock = ChinaTime.clock();
  private SecureRandom random = new SecureRandom();
  private Duration refreshAfter = Duration.ofHours(1);
  private Duration retryAfter = Duration.ofMinutes(1);

  RevocationCheckBuilder(RevocationPolicy policy) {
    this.policy = policy;
  }

  /**
   * Also uses lists from a folder, before any server is queried: files {@code *.crl} and {@code
   * *.pem}, in DER or PEM. Lists that are put there later are noticed within the minute.
   *
   * @param chosen the folder
   * @return this builder
   * @throws IllegalArgumentException if it is not a folder
   */
  public RevocationCheckBuilder bundle(Path chosen) {
    if (!Files.isDirectory(chosen)) {
      throw new IllegalArgumentException("There is no folder " + chosen);
    }
    this.folder = Optional.of(chosen);
    return this;
  }

  /**
   * Sets who fetches from responders and distribution points.
   *
   * @param chosen an {@link HttpRevocationFetcher} if not set
   * @return this builder
   */
  public RevocationCheckBuilder fetcher(RevocationFetcher chosen) {
    this.fetcher = Optional.of(chosen);
    return this;
  }

  /**
   * Queries no server: a status that is not in the folder is unknown.
   *
   * @return this builder
   */
  public RevocationCheckBuilder offline() {
    this.asksCas = false;
    return this;
  }

  /**
   * Sets the clock.
   *
   * @param chosen says what is outdated, and when to fetch again; the system's if not set
   * @return this builder
   */
  public RevocationCheckBuilder clock(Clock chosen) {
    this.clock = chosen;
    return this;
  }

  /**
   * Sets where the nonces of OCSP come from.
   *
   * @param chosen a new {@link SecureRandom} if not set
   * @return this builder
   */
  public RevocationCheckBuilder random(SecureRandom chosen) {
    this.random = chosen;
    return this;
  }

  /**
   * Sets after how long to look for something newer, although {@code nextUpdate} is not reached: so
   * long may a revocation go unnoticed.
   *
   * @param chosen an hour if not set
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public RevocationCheckBuilder refreshAfter(Duration chosen) {
    this.refreshAfter = positive(chosen);
    return this;
  }

  /**
   * Sets for how long not to ask a place again that gave nothing.
   *
   * @param chosen a minute if not set
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public RevocationCheckBuilder retryAfter(Duration chosen) {
    this.retryAfter = positive(chosen);
    return this;
  }

  private static Duration positive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("The duration must be positive");
    }
    return duration;
  }

  /**
   * Builds the check.
   *
   * @return the check
   */
  public RevocationCheck build() {
    Optional<OnlineStatus> online =
        asksCas
            ? Optional.of(
                new OnlineStatus(
                    fetcher.orElseGet(HttpRevocationFetcher::create),
                    random,
                    clock,
                    refreshAfter,
                    retryAfter))
            : Optional.empty();
    return new RevocationCheck(
        policy, folder.map(f -> new CrlFolder(f, clock)), online, clock, retryAfter);
  }
}
