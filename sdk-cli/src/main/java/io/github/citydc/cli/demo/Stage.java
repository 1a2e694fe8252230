package io.github.citydc.cli.demo;

import io.github.citydc.cli.send.ReceiptFolder;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A city hub that runs, and the vendor system of a district that may send to it. */
final class Stage implements AutoCloseable {

  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  static final NodeId HAIZHU = NodeId.parse("440105:11440105007483025F:grid");

  private static final String DATABASE = "hub.mv.db";
  private static final String ROOT = "root.pem";
  private static final String RECEIPTS = "receipts";

  private final Path folder;
  private final SandboxCity city = SandboxCity.found("Sandbox Root of Guangzhou");
  private final HttpTransport network = OkHttpTransport.create();
  private volatile Optional<HttpRequest> recorded = Optional.empty();
  private final SandboxNode hub;
  private final MessageSigner signer;
  private final MessageVerifier verifier;
  private final ReceiptFolder receipts;

  private Stage(Path place) throws IOException, SQLException {
    folder = fromHere(place);
    clear(folder);
    PrivateFiles.createFolders(folder.resolve(RECEIPTS));
    PrivateFiles.replacePublic(
        folder.resolve(ROOT),
        Certificates.toPem(List.of(city.ca().root())).getBytes(StandardCharsets.US_ASCII));
    receipts = new ReceiptFolder(folder.resolve(RECEIPTS));
    signer = HttpSignatures.signer(city.enrol(TIANHE));
    verifier = HttpSignatures.verifier(city.trust(), city.directory());
    hub = startHub();
    CityRegister.createTables(hub.database());
  }

  static Stage set(Path folder) throws IOException, SQLException {
    return new Stage(folder);
  }

  private SandboxNode startHub() {
    return SandboxNode.builder(city, HUB)
        .storingIn(folder)
        .on(Person.class, CityRegister::save)
        .on(OfficialDocument.class, CityRegister::save)
        .start();
  }

  /** The shortest way to say it: relative to the working directory if it lies below. */
  private static Path fromHere(Path place) {
    Path here = Path.of("").toAbsolutePath();
    return place.toAbsolutePath().startsWith(here)
        ? here.relativize(place.toAbsolutePath())
        : place;
  }

  /** Takes away what an earlier run left, and nothing else. */
  private static void clear(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(DATABASE));
    Files.deleteIfExists(folder.resolve(ROOT));
    if (Files.isDirectory(folder.resolve(RECEIPTS))) {
      try (Stream<Path> old = Files.list(folder.resolve(RECEIPTS))) {
        for (Path file : old.filter(file -> file.toString().endsWith(".json")).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  ExchangeClientBuilder vendor() {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(signer)
        .verifier(verifier)
        .directory(city.directory())
        .transport(this::overheard)
        .receipts(receipts);
  }

  SandboxNode hub() {
    return hub;
  }

  SandboxCity city() {
    return city;
  }

  MessageSigner signer() {
    return signer;
  }

  MessageVerifier verifier() {
    return verifier;
  }

  /** Carries requests as they are. */
  HttpTransport network() {
    return network;
  }

  /** Carries requests too, but somebody on the line keeps a copy of the last one. */
  private HttpResponse overheard(HttpRequest request) {
    recorded = Optional.of(request);
    return network.exchange(request);
  }

  /** The last request the vendor sent. */
  HttpRequest recorded() {
    return recorded.orElseThrow();
  }

  ReceiptFolder receipts() {
    return receipts;
  }

  long rows(String table) throws SQLException {
    return CityRegister.count(hub.database(), table);
  }

  Path databaseFile() {
    return folder.resolve(DATABASE);
  }

  Path rootFile() {
    return folder.resolve(ROOT);
  }

  Path receiptFolder() {
    return folder.resolve(RECEIPTS);
  }

  @Override
  public void close() {
    hub.close();
  }
}
