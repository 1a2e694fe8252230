package io.github.citydc.signing.node;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.node.CachedDirectory;
import io.github.citydc.naming.node.DirectoryException;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The link of a node of one's own to another, of which only the address and the root of the city
 * are known. Thread-safe; close it after its clients.
 *
 * <pre>{@code
 * NodeFolder folder = NodeFolder.at(Path.of("city/440106_11440106007482911C_grid"));
 * try (NodeLink hub = NodeLink.to(URI.create("https://dc.example.gov.cn"), folder, Passphrase.none());
 *     ExchangeClient client = hub.client().build()) {
 *   client.send(hub.receiver(), person);
 * }
 * }</pre>
 *
 * <p>Whoever answers at the address says who it is, and is believed only what a certificate of the
 * city proves: {@link NodeAtUrl}.
 */
public final class NodeLink implements AutoCloseable {

  private static final Duration ASK_AGAIN = Duration.ofMillis(500);

  private final MessageSigner signer;
  private final TrustStore trust;
  private final HttpTransport transport;
  private final boolean ownsTransport;
  private final NodeAtUrl other;
  private final NodeDirectory directory;
  private final Optional<NodeId> receiver;
  private final boolean plainHttp;

  private NodeLink(Builder builder) {
    this.signer = HttpSignatures.signer(builder.key);
    this.trust = builder.trust;
    this.ownsTransport = builder.transport == null;
    this.transport = builder.transport == null ? OkHttpTransport.create() : builder.transport;
    this.other = NodeAtUrl.of(builder.url, transport, trust);
    this.directory = CachedDirectory.of(other);
    this.receiver = Optional.ofNullable(builder.receiver);
    this.plainHttp = builder.plainHttp;
  }

  /**
   * Ties a node, whose keys lie in a folder, to another one, without asking that one yet.
   *
   * @param url where the other node answers; without a path, {@code /cdx/v1} is meant
   * @param folder the keys of one's own node, and the root of its city
   * @param passphrase decrypts the keys if they are encrypted
   * @return the link
   * @throws IOException if the folder cannot be read
   * @throws IllegalArgumentException if the URL is none of a node, a file is malformed, or the
   *     passphrase is missing or wrong
   */
  public static NodeLink to(URI url, NodeFolder folder, Passphrase passphrase) throws IOException {
    return builder(url, folder.signingKey(passphrase), folder.trust()).build();
  }

  /**
   * Begins a link.
   *
   * @param url where the other node answers; without a path, {@code /cdx/v1} is meant
   * @param key the key of one's own node, with its certificate
   * @param trust the root of the city
   * @return a builder
   */
  public static Builder builder(URI url, SigningKey key, TrustStore trust) {
    return new Builder(url, key, trust);
  }

  /**
   * Who sends.
   *
   * @return the node the key belongs to
   */
  public NodeId self() {
    return signer.node();
  }

  /**
   * Who receives.
   *
   * @return the node that was demanded, or the one that answers
   * @throws io.github.citydc.naming.node.DirectoryException if nobody was demanded, and no node of
   *     the city answers
   */
  public NodeId receiver() {
    return receiver.orElseGet(() -> other.entry().node());
  }

  /**
   * Who receives, even if it does not answer just now.
   *
   * @param patience how long to go on asking
   * @return the node that was demanded, or the one that answers
   * @throws io.github.citydc.naming.node.DirectoryException if nobody was demanded, and no node of
   *     the city answers in this time
   * @throws TransportException if the thread is interrupted
   */
  public NodeId receiver(Duration patience) {
    long end = System.nanoTime() + BoundedTime.nanos(patience);
    while (true) {
      try {
        return receiver();
      } catch (DirectoryException e) {
        if (!e.isRetryable() || BoundedTime.isOver(end - ASK_AGAIN.toNanos())) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(ASK_AGAIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException("Interrupted while waiting for the node", e);
    }
  }

  /**
   * Who must receive.
   *
   * @return the node that was demanded, empty if that is open
   */
  public Optional<NodeId> demanded() {
    return receiver;
  }

  /**
   * The directory of the node at the address.
   *
   * @return the directory, which remembers answers for a while
   */
  public NodeDirectory directory() {
    return directory;
  }

  /**
   * A client of one's own node that reaches the other one.
   *
   * @return a builder to add to
   */
  public ExchangeClientBuilder client() {
    ExchangeClientBuilder client =
        ExchangeClient.builder()
            .self(self())
            .signer(signer)
            .verifier(HttpSignatures.verifier(trust, directory))
            .directory(directory)
            .transport(transport);
    return plainHttp ? client.allowingPlainHttp() : client;
  }

  /** Gives back the connections; a transport that the link was given stays as it is. */
  @Override
  public void close() {
    if (ownsTransport) {
      transport.close();
    }
  }

  /** A builder of links. Not thread-safe. */
  public static final class Builder {

    private final URI url;
    private final SigningKey key;
    private final TrustStore trust;
    private @Nullable HttpTransport transport;
    private @Nullable NodeId receiver;
    private boolean plainHttp;

    private Builder(URI url, SigningKey key, TrustStore trust) {
      this.url = url;
      this.key = key;
      this.trust = trust;
    }

    /**
     * Who must answer at the address. By default any node whose certificate is of the city.
     *
     * @param node its id
     * @return this builder
     */
    public Builder receiver(NodeId node) {
      this.receiver = node;
      return this;
    }

    /**
     * Carries the requests. By default {@link OkHttpTransport#create()}.
     *
     * @param httpTransport the transport; not closed by the link
     * @return this builder
     */
    public Builder transport(HttpTransport httpTransport) {
      this.transport = httpTransport;
      return this;
    }

    /**
     * Allows plain {@code http} to another machine: {@link
     * ExchangeClientBuilder#allowingPlainHttp}.
     *
     * @return this builder
     */
    public Builder allowingPlainHttp() {
      this.plainHttp = true;
      return this;
    }

    /**
     * Makes the link, without asking the other node yet.
     *
     * @return the link
     * @throws IllegalArgumentException if the URL is none of a node, or the certificate of the key
     *     names no node
     */
    public NodeLink build() {
      return new NodeLink(this);
    }
  }
}
