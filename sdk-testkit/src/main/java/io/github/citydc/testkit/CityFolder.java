package io.github.citydc.testkit;

import io.github.citydc.internal.FilePermissions;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.naming.node.DirectoryDocument;
import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.node.TlsKeys;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.CertificateRequest;
import io.github.citydc.signing.trust.DirectoryTrust;
import io.github.citydc.signing.trust.DualKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The records of a city in a folder, which several processes may share: the CA with its root, a
 * folder for each node, and the directory {@code nodes.json}, which is read again when it has
 * changed.
 */
final class CityFolder implements CityRecords {

  private static final String CA_KEY = "ca-key.pem";
  private static final String ROOT = "root.pem";
  private static final String TLS_CA_KEY = "tls-ca-key.pem";
  private static final String TLS_ROOT = "tls-root.pem";
  private static final String NODES = "nodes.json";
  private static final String LOCK = ".lock";
  private static final Duration DIRECTORY_VALIDITY = Duration.ofDays(3650);

  private final Path folder;
  private final Passphrase passphrase;
  private final Clock clock;
  private final FolderLock lock;
  private volatile Snapshot latest = Snapshot.NOTHING;

  /** The nodes as they stood in a file, and which file that was. */
  private record Snapshot(String version, long serial, List<NodeEntry> nodes) {

    static final Snapshot NOTHING = new Snapshot("", 0, List.of());
  }

  CityFolder(Path folder, Passphrase passphrase, Clock clock) throws IOException {
    this.folder = PrivateFiles.createFolders(folder);
    this.passphrase = passphrase;
    this.clock = clock;
    this.lock = new FolderLock(folder.resolve(LOCK));
  }

  /** The CA that is kept here, or a new one if there is none. */
  SandboxCa ca(String name) throws IOException {
    return ca(CA_KEY, ROOT, () -> SandboxCa.create(name, clock, new SecureRandom()));
  }

  @Override
  public SandboxCa tlsCa(String name) {
    try {
      return ca(TLS_CA_KEY, TLS_ROOT, () -> SandboxCa.createForTls(name));
    } catch (IOException e) {
      throw new UncheckedIOException("The TLS authority in " + folder + " cannot be had", e);
    }
  }

  private SandboxCa ca(String key, String root, Supplier<SandboxCa> founding) throws IOException {
    return lock.holding(
        () ->
            Files.exists(folder.resolve(key))
                ? readCa(key, root)
                : foundCa(key, root, founding.get()));
  }

  private SandboxCa readCa(String keyFile, String root) throws IOException {
    FilePermissions.requireSecret(folder.resolve(keyFile));
    SigningKey key =
        passphrase.signingKey(read(keyFile)).certificates(Certificates.fromPem(read(root)));
    return SandboxCa.of(key, clock, new SecureRandom());
  }

  /** The key comes last: it says that there is a CA. */
  private SandboxCa foundCa(String key, String root, SandboxCa ca) throws IOException {
    PrivateFiles.replacePublic(
        folder.resolve(root),
        Certificates.toPem(List.of(ca.root())).getBytes(StandardCharsets.US_ASCII));
    PrivateFiles.replace(
        folder.resolve(key), passphrase.toPem(ca.key()).getBytes(StandardCharsets.US_ASCII));
    return ca;
  }

  @Override
  public NodeFolder keep(NodeId node, TlsKeys keys, CertificateRequest request) {
    try {
      NodeFolder home = NodeFolder.in(folder, node);
      home.write(keys, request, passphrase);
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException("The TLS key of " + node + " cannot be written", e);
    }
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1);
  }

  @Override
  public Optional<SigningKey> key(NodeId node) {
    NodeFolder home = NodeFolder.in(folder, node);
    try {
      return home.exists() ? Optional.of(home.signingKey(passphrase)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The key of " + node + " cannot be read", e);
    }
  }

  @Override
  public Optional<Sm2DecryptionKey> decryptionKey(NodeId node) {
    NodeFolder home = NodeFolder.in(folder, node);
    try {
      return home.encryptionCertificate().isPresent()
          ? Optional.of(home.decryptionKey(passphrase))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The second key of " + node + " cannot be read", e);
    }
  }

  @Override
  public SigningKey issue(SandboxCa ca, NodeId node) {
    DualKeys keys = ca.issueDual(node);
    try {
      NodeFolder.in(folder, node).write(keys, ca.root(), passphrase);
    } catch (IOException e) {
      throw new UncheckedIOException("The key of " + node + " cannot be written", e);
    }
    return keys.signing();
  }

  @Override
  public Optional<NodeEntry> find(NodeId node) {
    return all().stream().filter(entry -> entry.node().equals(node)).findFirst();
  }

  @Override
  public List<NodeEntry> all() {
    try {
      return current().nodes();
    } catch (IOException | IllegalArgumentException e) {
      throw new DirectoryUnavailableException("The directory in " + folder + " is unreadable", e);
    }
  }

  private Snapshot current() throws IOException {
    Path file = folder.resolve(NODES);
    if (!Files.exists(file)) {
      return Snapshot.NOTHING;
    }
    String version = version(file);
    Snapshot known = latest;
    if (known.version().equals(version)) {
      return known;
    }
    DirectoryDocument document =
        DirectoryDocument.parse(Files.readAllBytes(file), DirectoryTrust.decoder());
    Snapshot read = new Snapshot(version, document.serial(), document.nodes());
    latest = read;
    return read;
  }

  /** Another one after each change: the file is never written in place. */
  private static String version(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
  }

  @Override
  public void change(NodeId node, Function<Optional<NodeEntry>, NodeEntry> changing) {
    try {
      lock.holding(
          () -> {
            Snapshot before = current();
            List<NodeEntry> nodes = new ArrayList<>(before.nodes());
            Optional<NodeEntry> entry =
                nodes.stream().filter(known -> known.node().equals(node)).findFirst();
            entry.ifPresent(nodes::remove);
            nodes.add(changing.apply(entry));
            nodes.sort(Comparator.comparing(known -> known.node().toString()));
            write(nodes, before.serial() + 1);
            return nodes;
          });
    } catch (IOException e) {
      throw new UncheckedIOException("The directory in " + folder + " cannot be changed", e);
    }
  }

  private void write(List<NodeEntry> nodes, long serial) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    DirectoryDocument document =
        new DirectoryDocument(
            nodes.get(0).node(), serial, now, now.plus(DIRECTORY_VALIDITY), nodes);
    PrivateFiles.replacePublic(folder.resolve(NODES), document.toJson());
  }
}
