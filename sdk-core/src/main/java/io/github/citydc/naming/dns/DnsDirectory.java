package io.github.citydc.naming.dns;

import io.github.citydc.naming.internal.Fetch;
import io.github.citydc.naming.internal.HttpFetch;
import io.github.citydc.naming.node.CertificateDecoder;
import io.github.citydc.naming.node.DirectoryException;
import io.github.citydc.naming.node.LayeredDirectory;
import io.github.citydc.naming.node.NodeCertificateCheck;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.naming.plan.NamingPlan;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A directory that discovers nodes by DNS. Under the host that the plan gives a node, {@code
 * _cdx._tcp} has an SRV record (RFC 2782) with the server and port, and may have a TXT record with
 * {@code path=} for another base path than the plan's; or instead of both a URI record (RFC 7553)
 * with the base URL.
 *
 * <pre>{@code
 * _cdx._tcp.grid.11440106007482911c.dc.thnet.gov.cn. SRV 0 0 443 fe1.thnet.gov.cn.
 * _cdx._tcp.grid.11440106007482911c.dc.thnet.gov.cn. TXT "v=cdx1" "path=/cdx/v1"
 * }</pre>
 *
 * <p>A DNS answer only says which address to query. The node there is asked with {@code GET /node}
 * over https, and answers with a JSON object that has at least {@code node}, its id, and {@code
 * certificates}, an array of the Base64 of their DER forms. It counts as found only if there are
 * certificates that name the node and that {@link NodeCertificateCheck} trusts. Servers are tried
 * in the order of priority, then of weight, the heaviest first.
 *
 * <table>
 * <caption>What an answer means</caption>
 * <tr><th>DNS or the node</th><th>outcome</th></tr>
 * <tr><td>no such name, no such record, target "."</td><td>not found: empty</td></tr>
 * <tr><td>the plan has no host for the node</td><td>not found: empty</td></tr>
 * <tr><td>SERVFAIL, REFUSED, time-out, malformed or truncated without TCP</td>
 * <td>{@link io.github.citydc.naming.node.DirectoryUnavailableException}</td></tr>
 * <tr><td>truncated</td><td>asked again over TCP</td></tr>
 * <tr><td>no server answers usably</td><td>{@link io.github.citydc.naming.node.DirectoryUnavailableException}</td></tr>
 * <tr><td>a server is another node, or its certificates do not fit</td>
 * <td>{@link io.github.citydc.naming.node.UntrustedDirectoryException}, unless a later server is the node</td></tr>
 * </table>
 *
 * <p>Needs dnsjava, an optional dependency. Nothing is cached: {@link
 * io.github.citydc.naming.node.CachedDirectory} does that. Safe for use by several threads.
 */
public final class DnsDirectory implements NodeDirectory {

  private final NamingPlan plan;
  private final DnsLookup dns;
  private final NodeProbe probe;

  private DnsDirectory(Builder builder) {
    plan = builder.plan;
    dns = DnsLookup.of(builder.servers, builder.timeout);
    HttpClient client = builder.client.orElseGet(HttpFetch::client);
    Fetch fetch = new HttpFetch(client);
    if (!builder.servers.isEmpty()) {
      fetch = new ResolvingFetch(client, dns::hosts);
    }
    probe = new NodeProbe(fetch, builder.decoder, builder.check);
  }

  /**
   * Starts a directory.
   *
   * @param plan the names of the nodes
   * @param check decides which certificates are those of a node
   * @return a builder
   */
  public static Builder builder(NamingPlan plan, NodeCertificateCheck check) {
    return new Builder(plan, check);
  }

  @Override
  public Optional<NodeEntry> find(NodeId node) {
    Optional<URI> planned = plan.baseUrl(node);
    if (planned.isEmpty()) {
      return Optional.empty();
    }
    List<URI> addresses = dns.addresses(planned.get());
    DirectoryException failure = null;
    for (URI address : addresses) {
      try {
        return Optional.of(probe.ask(address, node));
      } catch (DirectoryException e) {
        failure = LayeredDirectory.worse(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }

  /** A builder of {@link DnsDirectory}. Not thread-safe. */
  public static final class Builder {

    private final NamingPlan plan;
    private final NodeCertificateCheck check;
    private CertificateDecoder decoder = CertificateDecoder.standard();
    private List<InetSocketAddress> servers = List.of();
    private static final Duration LONGEST = Duration.ofDays(1);

    private Duration timeout = Duration.ofSeconds(3);
    private Optional<HttpClient> client = Optional.empty();

    private Builder(NamingPlan plan, NodeCertificateCheck check) {
      this.plan = plan;
      this.check = check;
    }

    /**
     * The DNS servers to ask, for the nodes and for the addresses of the servers they are on, which
     * are then connected to without a proxy. By default those of the system.
     *
     * @param addresses the servers, in the order in which they are asked
     * @return this builder
     */
    public Builder servers(InetSocketAddress... addresses) {
      this.servers = List.of(addresses);
      return this;
    }

    /**
     * Sets the timeout for a DNS server. By default three seconds. A server that does not answer is
     * asked once more.
     *
     * @param duration the time
     * @return this builder
     */
    public Builder timeout(Duration duration) {
      this.timeout = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
      return this;
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
     * Sets the HTTP client for querying the nodes, each within 15 seconds. By default a client of
     * its own. If DNS servers are named, only its TLS settings are used, because it would ask the
     * DNS of the system.
     *
     * @param httpClient the client; it follows no redirects
     * @return this builder
     */
    public Builder client(HttpClient httpClient) {
      this.client = Optional.of(httpClient);
      return this;
    }

    /**
     * The directory.
     *
     * @return the directory
     * @throws IllegalArgumentException if the client follows redirects
     * @throws IllegalStateException if dnsjava is not there
     */
    public DnsDirectory build() {
      try {
        return new DnsDirectory(this);
      } catch (NoClassDefFoundError e) {
        throw new IllegalStateException("Discovery by DNS needs dnsjava:dnsjava", e);
      }
    }
  }
}
