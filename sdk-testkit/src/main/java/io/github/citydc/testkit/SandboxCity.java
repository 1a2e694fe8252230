package io.github.citydc.testkit;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.naming.node.DirectoryDocument;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.node.TlsKeys;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.sandbox.ServerCertificates;
import io.github.citydc.signing.tls.TlsContext;
import io.github.citydc.signing.tls.TlsContextBuilder;
import io.github.citydc.signing.tls.TlsProfile;
import io.github.citydc.signing.trust.CertificateRequest;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.HostNames;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A public key infrastructure and a directory for a test city: one SM2 root, and a certified key
 * for each node that enrols. It exists in this JVM only, or is kept in a folder and opened again.
 * Thread-safe.
 *
 * <pre>{@code
 * SandboxCity city = SandboxCity.found("Test Root");
 * SandboxCity kept = SandboxCity.keptIn(Path.of("city"), "Test Root", Passphrase.none());
 * }</pre>
 *
 * <p>The folder holds the CA's key ({@code ca-key.pem}, readable by its owner only), its root
 * ({@code root.pem}), the directory ({@code nodes.json}, as {@link NodeDirectory#fromFile} reads
 * it), a {@link NodeFolder} for each node, and once TLS was asked for, its authority ({@code
 * tls-ca-key.pem}, {@code tls-root.pem}). Several processes may open it at the same time.
 */
public final class SandboxCity {

  private static final String TLS_CA = "Sandbox TLS Root of the City";

  private final SandboxCa ca;
  private final CityRecords records;
  private final Clock clock;

  private SandboxCity(SandboxCa ca, CityRecords records, Clock clock) {
    this.ca = ca;
    this.records = records;
    this.clock = clock;
  }

  /**
   * A city with a new root that ends with this JVM.
   *
   * @param name common name of the root certificate
   * @return the city, without nodes
   */
  public static SandboxCity found(String name) {
    return found(name, ChinaTime.clock());
  }

  /**
   * A city with a new root that ends with this JVM, and a clock of its own.
   *
   * @param name common name of the root certificate
   * @param clock tells when certificates begin and end; those for TLS follow the system's clock
   * @return the city, without nodes
   */
  public static SandboxCity found(String name, Clock clock) {
    NodeLibraries.loadAhead();
    return new SandboxCity(
        SandboxCa.create(name, clock, new SecureRandom()), new CityInMemory(), clock);
  }

  /**
   * The city that is kept in a folder; if there is none, one with a new root.
   *
   * @param folder created if it is not there
   * @param name common name of the root certificate, if it is a new one
   * @param passphrase encrypts the private keys in the folder
   * @return the city, with the nodes it had
   * @throws IOException if the folder cannot be read or written
   * @throws IllegalArgumentException if the passphrase is missing or wrong, or a file is malformed
   */
  public static SandboxCity keptIn(Path folder, String name, Passphrase passphrase)
      throws IOException {
    Clock clock = ChinaTime.clock();
    CityFolder records = new CityFolder(folder, passphrase, clock);
    return new SandboxCity(records.ca(name), records, clock);
  }

  /**
   * Issues a node a key with a certificate, and enters it into the directory as a node that only
   * sends. A node that enrols again has both keys: that is how keys rotate. A city in a folder
   * keeps the new one there.
   *
   * @param node the node
   * @return its key
   */
  public SigningKey enrol(NodeId node) {
    SigningKey key = records.issue(ca, node);
    records.change(
        node,
        known ->
            new NodeEntry(
                node,
                known.flatMap(NodeEntry::baseUrl),
                Stream.of(
                        key.certificates().stream(),
                        encryptionCertificate(node),
                        known.stream().flatMap(entry -> entry.certificates().stream()))
                    .flatMap(certificates -> certificates)
                    .toList()));
    return key;
  }

  private Stream<X509Certificate> encryptionCertificate(NodeId node) {
    return records.decryptionKey(node).flatMap(Sm2DecryptionKey::certificate).stream();
  }

  /**
   * The key with which a node opens what was encrypted for it.
   *
   * @param node an enrolled node
   * @return the key with its certificate, which the directory has, too; empty if it has none
   */
  public Optional<Sm2DecryptionKey> decryptionKey(NodeId node) {
    return records.decryptionKey(node);
  }

  /** Enrols a node; the files of its folder, as {@link NodeFolder} reads them, by name. */
  Map<String, String> newFolder(NodeId node) {
    SigningKey key = enrol(node);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("key.pem", key.toPrivateKeyPem());
    files.put("certificate.pem", Certificates.toPem(key.certificates()));
    files.put("root.pem", Certificates.toPem(List.of(ca.root())));
    return files;
  }

  /**
   * The key a node got last; one that has none, or whose certificate has expired, is enrolled.
   *
   * @param node the node
   * @return its key
   */
  public SigningKey key(NodeId node) {
    return records
        .key(node)
        .filter(key -> isEnrolled(node) && isInForce(key.certificates().get(0)))
        .orElseGet(() -> enrol(node));
  }

  private boolean isEnrolled(NodeId node) {
    return records.find(node).isPresent();
  }

  private boolean isInForce(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant().isAfter(clock.instant());
  }

  /**
   * A client of a node of this city, which is enrolled if it is not yet. It finds the other nodes
   * in the directory of the city and trusts its root.
   *
   * @param node who sends
   * @return a builder to add to; close the client that it builds
   */
  public ExchangeClientBuilder client(NodeId node) {
    return ExchangeClient.builder()
        .self(node)
        .signer(HttpSignatures.signerBuilder(key(node)).clock(clock).build())
        .verifier(HttpSignatures.verifierBuilder(trust(), directory()).clock(clock).build())
        .clock(clock)
        .directory(directory());
  }

  /**
   * Enters into the directory where a node answers.
   *
   * @param node an enrolled node
   * @param baseUrl up to and with the version, for example {@code http://127.0.0.1:8080/cdx/v1}
   * @throws IllegalArgumentException if the node is not enrolled
   */
  public void announce(NodeId node, URI baseUrl) {
    records.change(
        node,
        known ->
            NodeEntry.at(
                baseUrl,
                node,
                Stream.concat(
                        known
                            .orElseThrow(
                                () -> new IllegalArgumentException(node + " is not enrolled"))
                            .certificates()
                            .stream(),
                        encryptionCertificate(node))
                    .distinct()
                    .toList()));
  }

  /**
   * Enters a certificate into the directory as one of a node, whether or not it is good: for tests
   * of those who must refuse it. The key of the node stays as it is.
   *
   * @param node the node, enrolled or not
   * @param certificate any certificate
   */
  public void publish(NodeId node, X509Certificate certificate) {
    records.change(
        node,
        known ->
            new NodeEntry(
                node,
                known.flatMap(NodeEntry::baseUrl),
                Stream.concat(
                        known.stream().flatMap(entry -> entry.certificates().stream()),
                        Stream.of(certificate))
                    .toList()));
  }

  /**
   * The enrolled nodes.
   *
   * @return a directory that follows what happens later
   */
  public NodeDirectory directory() {
    return records::find;
  }

  /** Everything the directory knows at this moment, for a day. */
  DirectoryDocument document(NodeId issuer, Instant now) {
    Instant issued = now.truncatedTo(ChronoUnit.MILLIS);
    return new DirectoryDocument(
        issuer, issued.toEpochMilli(), issued, issued.plus(Duration.ofDays(1)), records.all());
  }

  /**
   * All nodes that are enrolled.
   *
   * @return their entries at this moment, in the order of their ids
   */
  public List<NodeEntry> nodes() {
    return records.all();
  }

  /**
   * The trust store of the nodes of this city.
   *
   * @return its root
   */
  public TrustStore trust() {
    return TrustStore.of(List.of(ca.root()));
  }

  /**
   * The authority that certifies the nodes.
   *
   * @return the authority
   */
  public SandboxCa ca() {
    return ca;
  }

  /**
   * The authority that certifies hosts for connections by the JDK's own TLS, on P-256; those of SM2
   * come from {@link #ca()}.
   *
   * @return the authority, made when it is asked for first
   */
  public SandboxCa tlsCa() {
    return records.tlsCa(TLS_CA);
  }

  /**
   * TLS for a client of this city: trusts its servers.
   *
   * @param profile the allowed protocols and cipher suites
   * @return a builder to add to
   */
  public TlsContextBuilder tls(TlsProfile profile) {
    return TlsContext.builder(profile).trusting(List.of(tlsCa(profile).root()));
  }

  /**
   * TLS for a server of this city, or for a client that shows a certificate: with a new key,
   * certified for these names, SM2 if the profile takes nothing else.
   *
   * @param profile the allowed protocols and cipher suites
   * @param names what the host is called
   * @return a builder to add to; trusts what {@link #tls(TlsProfile)} does
   */
  public TlsContextBuilder tls(TlsProfile profile, HostNames names) {
    return tlsKeys(names, profile).show(tls(profile));
  }

  /**
   * Makes a TLS key for a node, certified for these names, and puts it into the folder of the node,
   * with a request for who would have it certified by another CA. An earlier one is replaced.
   *
   * @param node the node
   * @param names what its host is called
   * @param profile the allowed protocols and cipher suites; SM2 keys if there is nothing else
   * @return the folder
   * @throws IllegalStateException if this city is kept in no folder
   */
  public NodeFolder enrolTls(NodeId node, HostNames names, TlsProfile profile) {
    TlsKeys keys = tlsKeys(names, profile);
    return records.keep(node, keys, CertificateRequest.create(keys.signing(), names));
  }

  private TlsKeys tlsKeys(HostNames names, TlsProfile profile) {
    ServerCertificates servers = tlsCa(profile).servers();
    X509Certificate root = tlsCa(profile).root();
    if (profile.isSmOnly()) {
      DualKeys both = servers.issueDual(names);
      return new TlsKeys(both.signing(), Optional.of(both.decryption()), root);
    }
    return new TlsKeys(servers.issue(names), Optional.empty(), root);
  }

  private SandboxCa tlsCa(TlsProfile profile) {
    return profile.isSmOnly() ? ca : tlsCa();
  }
}
