package io.github.citydc.naming;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that the hub of a network publishes, signed, over HTTP. It is fetched whole and
 * kept; while the hub is not reached, or sends something that is not genuine, the one at hand
 * serves until it expires. A directory with a smaller serial than the one at hand is not taken.
 *
 * <p>Safe for use by several threads; one of them fetches while the others go on with the directory
 * at hand, if there is one.
 */
public final class HubDirectory implements NodeDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(HubDirectory.class);

  private final NodeId hub;
  private final URI url;
  private final DirectorySeal seal;
  private final CertificateDecoder decoder;
  private final HttpFetch http;
  private final Duration refresh;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Issue issue;

  private HubDirectory(Builder builder) {
    hub = builder.hub;
    url = builder.url;
    seal = builder.seal;
    decoder = builder.decoder;
    http = new HttpFetch(builder.client.orElseGet(OkHttpClient::new));
    refresh = builder.refresh;
    clock = builder.clock;
  }

  /** A directory at hand, and when it is time to ask for the next. */
  private record Issue(DirectoryDocument document, NodeDirectory nodes, Instant next) {

    Issue until(Instant time) {
      return new Issue(document, nodes, time);
    }
  }

  /**
   * Starts a directory.
   *
   * @param hub the hub; a directory of another issuer is not taken
   * @param url where it publishes, the path {@code /directory} below its base URL
   * @param seal checks its signature
   * @return a builder
   */
  public static Builder builder(NodeId hub, URI url, DirectorySeal seal) {
    return new Builder(hub, url, seal);
  }

  @Override
  public Optional<NodeEntry> find(NodeId node) {
    return current().nodes().find(node);
  }

  private Issue current() {
    Issue known = issue;
    if (known != null && clock.instant().isBefore(known.next())) {
      return known;
    }
    boolean usable = known != null && clock.instant().isBefore(known.document().expiresAt());
    if (known != null && usable && fetching.isLocked()) {
      return known;
    }
    fetching.lock();
    try {
      return refresh();
    } finally {
      fetching.unlock();
    }
  }

  private Issue refresh() {
    Issue known = issue;
    Instant now = clock.instant();
    if (known != null && now.isBefore(known.next())) {
      return known;
    }
    Issue latest;
    try {
      latest = fetch(known, now);
    } catch (DirectoryException e) {
      if (known == null || !now.isBefore(known.document().expiresAt())) {
        throw e;
      }
      LOG.warn(
          "Going on with directory {} of the hub: {}", known.document().serial(), e.getMessage());
      latest = known.until(earlier(now.plus(refresh), known.document().expiresAt()));
    }
    issue = latest;
    return latest;
  }

  private Issue fetch(@Nullable Issue known, Instant now) {
    DirectoryDocument document = open(sealed());
    if (!document.issuer().equals(hub)) {
      throw new UntrustedDirectoryException("The directory was issued by " + document.issuer());
    }
    if (!now.isBefore(document.expiresAt())) {
      throw new DirectoryUnavailableException("The hub sent a directory that has expired");
    }
    if (known != null && document.serial() < known.document().serial()) {
      throw new UntrustedDirectoryException("The hub sent a directory older than the one at hand");
    }
    return new Issue(
        document,
        NodeDirectory.of(document.nodes()),
        earlier(now.plus(refresh), document.expiresAt()));
  }

  private byte[] sealed() {
    try {
      return http.get(url);
    } catch (IOException e) {
      throw new DirectoryUnavailableException(
          "The directory of the hub was not received: " + e.getMessage(), e);
    }
  }

  private DirectoryDocument open(byte[] sealed) {
    try {
      return DirectoryDocument.parse(seal.open(sealed), decoder);
    } catch (GeneralSecurityException e) {
      throw new UntrustedDirectoryException("The seal of the directory does not hold", e);
    } catch (IllegalArgumentException e) {
      throw new DirectoryUnavailableException(
          "The directory of the hub cannot be read: " + e.getMessage(), e);
    }
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** Collects what a directory of a hub needs. Not thread-safe. */
  public static final class Builder {

    private final NodeId hub;
    private final URI url;
    private final DirectorySeal seal;
    private CertificateDecoder decoder = CertificateDecoder.jdk();
    private Optional<OkHttpClient> client = Optional.empty();
    private Duration refresh = Duration.ofMinutes(5);
    private Clock clock = Clock.systemUTC();

    private Builder(NodeId hub, URI url, DirectorySeal seal) {
      this.hub = hub;
      this.url = url;
      this.seal = seal;
    }

    /**
     * Reads the certificates. By default {@link CertificateDecoder#jdk()}.
     *
     * @param certificateDecoder the decoder
     * @return this builder
     */
    public Builder decoder(CertificateDecoder certificateDecoder) {
      this.decoder = certificateDecoder;
      return this;
    }

    /**
     * Fetches the directory. By default a client of its own.
     *
     * @param httpClient the client
     * @return this builder
     */
    public Builder client(OkHttpClient httpClient) {
      this.client = Optional.of(httpClient);
      return this;
    }

    /**
     * How long a directory is good before the next one is asked for. By default five minutes.
     *
     * @param duration the time
     * @return this builder
     */
    public Builder refresh(Duration duration) {
      this.refresh = duration;
      return this;
    }

    /**
     * Tells the time.
     *
     * @param time the clock
     * @return this builder
     */
    public Builder clock(Clock time) {
      this.clock = time;
      return this;
    }

    /**
     * The directory, which fetches when it is first asked.
     *
     * @return the directory
     */
    public HubDirectory build() {
      return new HubDirectory(this);
    }
  }
}
