package io.github.citydc.cli;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line of a vendor, and a hub that records what it sends. Close it to stop the hub. */
final class CdxAtHub implements AutoCloseable {

  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");

  private final Path key;
  private final Path folder;
  private SandboxNode hub;
  private final String url;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  /** Starts a hub that keeps everything in this folder. */
  CdxAtHub(Path folder) throws IOException {
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    city.enrol(VENDOR);
    key = NodeFolder.in(folder.resolve("city"), VENDOR).path();
    this.folder = folder;
    hub = start(city, 0);
    url = hub.baseUrl().toString();
  }

  private SandboxNode start(SandboxCity city, int port) {
    return SandboxNode.builder(city, HUB)
        .storingIn(folder.resolve("hub"))
        .recordingEverything()
        .port(port)
        .start();
  }

  /** Starts the hub again at the same address. */
  void restart() throws IOException {
    hub =
        start(
            SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none()),
            URI.create(url).getPort());
  }

  Path key() {
    return key;
  }

  /** Where the hub is, or was before it was closed. */
  String url() {
    return url;
  }

  /** Runs a command with the hub and the vendor's key, and gives its exit code. */
  int to(String command, Object... more) {
    List<Object> words = new ArrayList<>(List.of(command, "--to", url, "--key", key));
    words.addAll(List.of(more));
    return run(words.toArray());
  }

  /** Runs a command, and gives its exit code. */
  int run(Object... words) {
    out = new StringWriter();
    err = new StringWriter();
    String[] texts = Arrays.stream(words).map(Object::toString).toArray(String[]::new);
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(texts);
  }

  /** What the last command said on standard output. */
  String out() {
    return out.toString();
  }

  /** What the last command said on standard error. */
  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    hub.close();
  }
}
