package io.github.citydc.cli.node;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.naming.node.CachedDirectory;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.trust.DirectoryTrust;
import io.github.citydc.signing.trust.TrustStore;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** A node of one's own and the address of another: what it takes to exchange. Thread-safe. */
public final class NodeLink {

  private final MessageSigner signer;
  private final TrustStore trust;
  private final HttpTransport transport = OkHttpTransport.create();
  private final NodeAtUrl other;
  private final NodeDirectory directory;
  private final Optional<NodeId> receiver;

  /**
   * Ties two nodes together, without asking the other one yet.
   *
   * @param key the key of one's own node, with its certificate
   * @param trust the root of the city
   * @param url where the other node answers
   * @param receiver who must answer there; empty for whoever proves to be a node of the city
   * @throws IllegalArgumentException if the URL is none of a node, or the certificate names no node
   */
  public NodeLink(SigningKey key, TrustStore trust, URI url, Optional<NodeId> receiver) {
    this.signer = HttpSignatures.signer(key);
    this.trust = trust;
    this.other = new NodeAtUrl(url, transport, DirectoryTrust.check(trust, Clock.systemUTC()));
    this.directory = CachedDirectory.of(other);
    this.receiver = receiver;
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
   * Who must receive.
   *
   * @return the node that was demanded, empty if that is open
   */
  public Optional<NodeId> demanded() {
    return receiver;
  }

  /**
   * A client of one's own node that reaches the other one.
   *
   * @return a builder to add to
   */
  public ExchangeClientBuilder client() {
    return ExchangeClient.builder()
        .self(self())
        .signer(signer)
        .verifier(HttpSignatures.verifier(trust, directory))
        .directory(directory)
        .transport(transport);
  }
}
