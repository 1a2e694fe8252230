package io.github.citydc.naming.node;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.internal.Fetch;
import io.github.citydc.naming.internal.HttpFetch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that the hub of a network publishes, signed, over HTTP. It is fetched whole and
 * kept; while the hub is not reached, or sends something that is not genuine, the one at hand
 * serves until it expires. An older directory than the one at hand, by serial and then by time of
 * issue, is not taken; with a {@linkplain Builder#remembering file to remember it in}, this also
 * holds after a restart. Without one, an attacker who can answer in place of the hub can roll a
 * restarted node back to an earlier directory that has not expired, and with it to certificates
 * that were removed since.
 *
 * <p>Safe for use by several threads; one of them fetches while the others go on with the directory
 * at hand, if there is one.
 */
public final class HubDirectory implements NodeDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(HubDirectory.class);

  private final NodeId hub;
  private final URI url;
  private final DirectorySignature signature;
  private final CertificateDecoder decoder;
  private final Fetch http;
  private final Duration refresh;
  private final Clock clock;
  private final Optional<Path> memory;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Issue issue;

  private HubDirectory(Builder builder) {
    hub = builder.hub;
    url = builder.url;
    signature = builder.signature;
    decoder = builder.decoder;
    http = new HttpFetch(builder.client.orElseGet(HttpFetch::client));
    refresh = builder.refresh;
    clock = builder.clock;
    memory = builder.memory;
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
   * @param signature checks its signature
   * @return a builder
   */
  public static Builder builder(NodeId hub, URI url, DirectorySignature signature) {
    return new Builder(hub, url, signature);
  }

  @Override
  public Optional<NodeEntry> find(NodeId node) {
    return current().nodes().find(node);
  }

  private Issue current() {
    Issue known = issue;
    if (known != null && isFresh(known, clock.instant())) {
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
    if (known != null && isFresh(known, now)) {
      return known;
    }
    Issue latest;
    try {
      latest = fetch(known, now);
    } catch (RuntimeException | Error e) {
      if (known == null || !now.isBefore(known.document().expiresAt())) {
        throw e;
      }
      LOG.warn("Going on with directory {} of the hub: {}", known.document().serial(), reason(e));
      latest = known.until(earlier(BoundedTime.after(now, refresh), known.document().expiresAt()));
    }
    issue = latest;
    return latest;
  }

  /** What was fetched while the clock was ahead is not believed until that time comes again. */
  private boolean isFresh(Issue known, Instant now) {
    return now.isBefore(known.next()) && !known.next().isAfter(BoundedTime.after(now, refresh));
  }

  /** The words of this library; of others, which may quote anything, the kind. */
  private static String reason(Throwable failure) {
    return failure instanceof DirectoryException
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getName();
  }

  private Issue fetch(@Nullable Issue known, Instant now) {
    Optional<AcceptedIssue> newest = newest(known);
    DirectoryDocument document = open(signed());
    if (!document.issuer().equals(hub)) {
      throw new UntrustedDirectoryException("The directory was issued by " + document.issuer());
    }
    if (!now.isBefore(document.expiresAt())) {
      throw new DirectoryUnavailableException("The hub sent a directory that has expired");
    }
    AcceptedIssue issued = AcceptedIssue.of(document);
    if (newest.filter(issued::isOlderThan).isPresent()) {
      throw new UntrustedDirectoryException(
          "The hub sent directory "
              + document.serial()
              + ", older than "
              + newest.get().serial()
              + ", which was accepted before");
    }
    if (!newest.equals(Optional.of(issued))) {
      remember(issued);
    }
    return new Issue(
        document,
        NodeDirectory.of(document.nodes()),
        earlier(BoundedTime.after(now, refresh), document.expiresAt()));
  }

  /** The newest issue that was accepted, by this process or as the file says. */
  private Optional<AcceptedIssue> newest(@Nullable Issue known) {
    Optional<AcceptedIssue> atHand =
        known == null ? Optional.empty() : Optional.of(AcceptedIssue.of(known.document()));
    Optional<AcceptedIssue> noted =
        memory.flatMap(AcceptedIssue::read).filter(issue -> issue.issuer().equals(hub));
    return atHand.filter(issue -> noted.filter(issue::isOlderThan).isEmpty()).or(() -> noted);
  }

  private void remember(AcceptedIssue issue) {
    if (memory.isPresent()) {
      try {
        issue.write(memory.get());
      } catch (IOException e) {
        LOG.warn(
            "Directory {} of the hub could not be noted in {} ({}): after a restart, an older one"
                + " may be accepted",
            issue.serial(),
            memory.get(),
            e.toString());
      }
    }
  }

  private byte[] signed() {
    try {
      return http.get(url);
    } catch (IOException e) {
      throw new DirectoryUnavailableException(
          "The directory of the hub was not received: " + e.getMessage(), e);
    }
  }

  private DirectoryDocument open(byte[] signed) {
    try {
      return DirectoryDocument.parse(signature.open(signed), decoder);
    } catch (GeneralSecurityException e) {
      throw new UntrustedDirectoryException("The signature of the directory does not hold", e);
    } catch (IllegalArgumentException e) {
      throw new DirectoryUnavailableException(
          "The directory of the hub cannot be read: " + e.getMessage(), e);
    }
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** A builder of {@link HubDirectory}. Not thread-safe. */
  public static final class Builder {

    private final NodeId hub;
    private final URI url;
    private final DirectorySignature signature;
    private CertificateDecoder decoder = CertificateDecoder.standard();
    private Optional<HttpClient> client = Optional.empty();
    private Duration refresh = Duration.ofMinutes(5);
    private Clock clock = ChinaTime.clock();
    private Optional<Path> memory = Optional.empty();

    private Builder(NodeId hub, URI url, DirectorySignature signature) {
      this.hub = hub;
      this.url = url;
      this.signature = signature;
    }

    /**
     * Reads the certificates. By default {@link CertificateDecoder#standard()}.
     *
     * @param certificateDecoder the decoder
     * @return this builder
     */
    public Builder decoder(CertificateDecoder certificateDecoder) {
      this.decoder = certificateDecoder;
      return this;
    }

    /**
     * Fetches the directory, within 15 seconds. By default a client of its own.
     *
     * @param httpClient the client, with its proxy and TLS; it follows no redirects
     * @return this builder
     */
    public Builder client(HttpClient httpClient) {
      this.client = Optional.of(httpClient);
      return this;
    }

    /**
     * Sets the time after which the directory is fetched again. By default five minutes.
     *
     * @param duration the time
     * @return this builder
     */
    public Builder refresh(Duration duration) {
      this.refresh = duration;
      return this;
    }

    /**
     * Sets the clock.
     *
     * @param time the clock
     * @return this builder
     */
    public Builder clock(Clock time) {
      this.clock = time;
      return this;
    }

    /**
     * Remembers in a file which directory was accepted last, so that an older one is refused after
     * a restart, too. By default this is not remembered. A file with a directory of another hub
     * does not count.
     *
     * @param file the file, made when it is first needed; delete it if the hub had to begin its
     *     serials again
     * @return this builder
     * @throws IllegalArgumentException if the folder of the file does not exist
     */
    public Builder remembering(Path file) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new IllegalArgumentException("There is no folder for the file " + file);
      }
      this.memory = Optional.of(file);
      return this;
    }

    /**
     * The directory, which fetches when it is first asked.
     *
     * @return the directory
     * @throws IllegalArgumentException if the client follows redirects
     */
    public HubDirectory build() {
      return new HubDirectory(this);
    }
  }
}
