package io.github.citydc.signing.node;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.NodeCertificateCheck;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.naming.node.UntrustedDirectoryException;
import io.github.citydc.signing.trust.DirectoryTrust;
import io.github.citydc.signing.trust.Sm2CertificateDecoder;
import io.github.citydc.signing.trust.TrustStore;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A directory of the one node that answers at an address. The node says who it is, and is believed
 * only what its certificates prove. Thread-safe.
 */
public final class NodeAtUrl implements NodeDirectory {

  private static final int OK = 200;

  private final URI baseUrl;
  private final HttpTransport transport;
  private final NodeCertificateCheck check;

  private NodeAtUrl(URI url, HttpTransport transport, NodeCertificateCheck check) {
    this.baseUrl = baseUrl(url);
    this.transport = transport;
    this.check = check;
  }

  /**
   * The directory of a node that one of these anchors certifies. It looks at the address whenever
   * it is asked; {@link io.github.citydc.naming.node.CachedDirectory} does so less often.
   *
   * @param url where the node answers; without a path, {@code /cdx/v1} is meant
   * @param transport carries the question
   * @param trust the roots that certify nodes
   * @return the directory, which has asked nobody yet
   * @throws IllegalArgumentException if it is not an http or https URL with a host
   */
  public static NodeAtUrl of(URI url, HttpTransport transport, TrustStore trust) {
    return of(url, transport, trust, ChinaTime.clock());
  }

  /**
   * The directory of a node, by another clock.
   *
   * @param url where the node answers; without a path, {@code /cdx/v1} is meant
   * @param transport carries the question
   * @param trust the roots that certify nodes
   * @param clock tells whether certificates are in force
   * @return the directory, which has asked nobody yet
   * @throws IllegalArgumentException if it is not an http or https URL with a host
   */
  public static NodeAtUrl of(URI url, HttpTransport transport, TrustStore trust, Clock clock) {
    return new NodeAtUrl(url, transport, DirectoryTrust.check(trust, clock));
  }

  private static URI baseUrl(URI url) {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null || url.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "The URL of a node is like http://127.0.0.1:8080/cdx/v1, this is " + url);
    }
    String text = url.toString().replaceFirst("/+$", "");
    return URI.create(
        url.getRawPath().replace("/", "").isEmpty()
            ? text + ExchangeReceiver.DEFAULT_BASE_PATH
            : text);
  }

  /**
   * Where the node answers.
   *
   * @return up to and with the version
   */
  public URI baseUrl() {
    return baseUrl;
  }

  /**
   * Asks the node who it is.
   *
   * @return what it says, not verified
   * @throws DirectoryUnavailableException if there is no usable answer
   */
  public NodeDescription description() {
    URI url = URI.create(baseUrl + "/node");
    try {
      HttpResponse response =
          transport.exchange(new HttpRequest("GET", url, HttpHeaders.empty(), Content.empty()));
      if (response.status() != OK) {
        throw new DirectoryUnavailableException(url + " answers " + response.status());
      }
      return NodeDescription.parse(response.body().toByteArray());
    } catch (TransportException e) {
      throw new DirectoryUnavailableException(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
  }

  private DirectoryUnavailableException unusable(String why, Exception cause) {
    return new DirectoryUnavailableException(
        baseUrl + "/node does not answer as a node does: " + why, cause);
  }

  /**
   * Asks the node who it is, and makes sure.
   *
   * @return its entry, with the certificates that prove it
   * @throws DirectoryUnavailableException if there is no usable answer
   * @throws UntrustedDirectoryException if no certificate proves it
   */
  public NodeEntry entry() {
    NodeDescription said = description();
    try {
      return NodeEntry.at(baseUrl, said.node(), check.trusted(said.node(), certificates(said)));
    } catch (CertificateException e) {
      throw new UntrustedDirectoryException(
          "The node at " + baseUrl + " cannot be trusted: " + e.getMessage(), e);
    }
  }

  private List<X509Certificate> certificates(NodeDescription said) {
    try {
      return said.certificates(new Sm2CertificateDecoder());
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Optional<NodeEntry> find(NodeId node) {
    return Optional.of(entry()).filter(entry -> entry.node().equals(node));
  }
}
