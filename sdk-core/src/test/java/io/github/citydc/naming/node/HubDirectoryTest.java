package io.github.citydc.naming.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of the hub, over HTTP and with signatures of the JDK. */
class HubDirectoryTest {

  private static final NodeId HUB = NodeId.parse("440100:91350100M000100Y43:hub");
  private static final NodeId NODE = NodeId.parse("440106:91350100M000100Y43:grid");
  private static final NodeEntry ENTRY =
      NodeEntry.at(URI.create("https://fe1.thnet.gov.cn/cdx/v1"), NODE, List.of());
  private static final int SIGNATURE = 64;

  private final TestClock clock = new TestClock();
  private KeyPair keys;
  private HttpServer server;
  private HubDirectory directory;
  private int status = 200;
  private byte[] body = {};
  private int asked;
  private Callable<Boolean> beforeAnswer = () -> true;

  private void beforeAnswer() throws IOException {
    try {
      beforeAnswer.call();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @BeforeEach
  void startHub() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/cdx/v1/directory",
        exchange -> {
          asked++;
          beforeAnswer();
          exchange.sendResponseHeaders(status, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    directory = builder().build();
    body = sign(keys, document(HUB, 1, ENTRY));
  }

  private HubDirectory.Builder builder() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/cdx/v1/directory");
    return HubDirectory.builder(HUB, url, this::open).refresh(Duration.ofMinutes(5)).clock(clock);
  }

  @AfterEach
  void stopHub() {
    server.stop(0);
  }

  private DirectoryDocument document(NodeId issuer, long serial, NodeEntry... entries) {
    return new DirectoryDocument(
        issuer,
        serial,
        clock.instant(),
        clock.instant().plus(Duration.ofHours(1)),
        Arrays.asList(entries));
  }

  private static byte[] sign(KeyPair keys, DirectoryDocument document)
      throws GeneralSecurityException {
    byte[] json = document.toJson();
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(keys.getPrivate());
    signer.update(json);
    byte[] signed = Arrays.copyOf(signer.sign(), SIGNATURE + json.length);
    System.arraycopy(json, 0, signed, SIGNATURE, json.length);
    return signed;
  }

  private byte[] open(byte[] signed) throws GeneralSecurityException {
    if (signed.length <= SIGNATURE) {
      throw new SignatureException("no signature");
    }
    byte[] json = Arrays.copyOfRange(signed, SIGNATURE, signed.length);
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(keys.getPublic());
    verifier.update(json);
    if (!verifier.verify(signed, 0, SIGNATURE)) {
      throw new SignatureException("signature does not hold");
    }
    return json;
  }

  @Test
  void theHubNamesItsNodes() {
    assertThat(directory.find(NODE)).contains(ENTRY);
    assertThat(directory.find(HUB)).isEmpty();
    assertThat(asked).as("one directory for all").isEqualTo(1);
  }

  @Test
  void aNewDirectoryIsTakenInTime() throws Exception {
    directory.find(NODE);
    body = sign(keys, document(HUB, 2));
    assertThat(directory.find(NODE)).isPresent();

    clock.pass(Duration.ofMinutes(5));
    assertThat(directory.find(NODE)).isEmpty();
  }

  @Test
  void a_directory_of_the_time_when_the_clock_was_fast_is_fetched_again_when_it_is_right()
      throws Exception {
    clock.pass(Duration.ofMinutes(30));
    assertThat(directory.find(NODE)).contains(ENTRY);

    clock.pass(Duration.ofMinutes(-30));
    body = sign(keys, document(HUB, 2));

    assertThat(directory.find(NODE)).isEmpty();
  }

  @Test
  void whileTheHubIsDownTheDirectoryAtHandServesUntilItExpires() {
    directory.find(NODE);
    status = 503;
    clock.pass(Duration.ofMinutes(59));
    assertThat(directory.find(NODE)).contains(ENTRY);
    int soFar = asked;
    assertThat(directory.find(NODE)).contains(ENTRY);
    assertThat(asked).isEqualTo(soFar);

    clock.pass(Duration.ofMinutes(1));
    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class)
        .hasMessageContaining("503");
  }

  @Test
  void whileOneThreadFetchesTheOthersGoOn() throws Exception {
    directory.find(NODE);
    clock.pass(Duration.ofMinutes(6));
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    beforeAnswer =
        () -> {
          asking.countDown();
          answer.await();
          return true;
        };
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<NodeEntry>> slow = executor.submit(() -> directory.find(NODE));
      assertThat(asking.await(5, TimeUnit.SECONDS)).isTrue();

      assertThat(directory.find(NODE)).contains(ENTRY);
      assertThat(slow).isNotDone();
      answer.countDown();
      assertThat(slow.get(5, TimeUnit.SECONDS)).contains(ENTRY);
    } finally {
      answer.countDown();
      executor.shutdownNow();
    }
  }

  @Test
  void aHubThatIsNotReachedIsUnavailable() {
    server.stop(0);

    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class);
  }

  @Test
  void aForgedDirectoryIsNotBelieved() throws Exception {
    body = sign(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), document(HUB, 9));

    assertThatThrownBy(() -> directory.find(NODE)).isInstanceOf(UntrustedDirectoryException.class);
  }

  @Test
  void aForgedDirectoryDoesNotTakeThePlaceOfAGenuineOne() throws Exception {
    directory.find(NODE);
    body = sign(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), document(HUB, 9));
    clock.pass(Duration.ofMinutes(6));

    assertThat(directory.find(NODE)).contains(ENTRY);
  }

  @Test
  void anOlderDirectoryDoesNotTakeThePlaceOfANewerOne() throws Exception {
    body = sign(keys, document(HUB, 2, ENTRY));
    directory.find(NODE);
    body = sign(keys, document(HUB, 1));
    clock.pass(Duration.ofMinutes(6));

    assertThat(directory.find(NODE)).contains(ENTRY);
  }

  @Test
  void an_older_directory_is_refused_after_a_restart_too(@TempDir Path folder) throws Exception {
    Path note = folder.resolve("directory.json");
    body = sign(keys, document(HUB, 2, ENTRY));
    builder().remembering(note).build().find(NODE);
    body = sign(keys, document(HUB, 1));

    HubDirectory restarted = builder().remembering(note).build();
    assertThatThrownBy(() -> restarted.find(NODE))
        .isInstanceOf(UntrustedDirectoryException.class)
        .hasMessageContaining("directory 1, older than 2, which was accepted before");
    body = sign(keys, document(HUB, 2, ENTRY));
    assertThat(restarted.find(NODE)).contains(ENTRY);
    body = sign(keys, document(HUB, 3));
    clock.pass(Duration.ofMinutes(6));
    assertThat(restarted.find(NODE)).isEmpty();
    assertThat(Files.readString(note)).contains("\"serial\":3");
  }

  @Test
  void of_two_directories_with_one_serial_the_one_issued_later_stays(@TempDir Path folder)
      throws Exception {
    Path note = folder.resolve("directory.json");
    byte[] earlier = sign(keys, document(HUB, 2));
    clock.pass(Duration.ofMinutes(1));
    body = sign(keys, document(HUB, 2, ENTRY));
    HubDirectory running = builder().remembering(note).build();
    running.find(NODE);
    body = earlier;
    clock.pass(Duration.ofMinutes(6));

    assertThat(running.find(NODE)).contains(ENTRY);
    HubDirectory restarted = builder().remembering(note).build();
    assertThatThrownBy(() -> restarted.find(NODE)).isInstanceOf(UntrustedDirectoryException.class);
  }

  @Test
  void what_another_process_has_accepted_counts(@TempDir Path folder) throws Exception {
    Path note = folder.resolve("directory.json");
    HubDirectory first = builder().remembering(note).build();
    first.find(NODE);
    body = sign(keys, document(HUB, 5, ENTRY));
    builder().remembering(note).build().find(NODE);
    body = sign(keys, document(HUB, 4));
    clock.pass(Duration.ofMinutes(6));

    assertThat(first.find(NODE)).contains(ENTRY);
    assertThat(Files.readString(note)).contains("\"serial\":5");
  }

  @Test
  void the_note_is_readable_by_its_owner_only(@TempDir Path folder) throws Exception {
    Path note = folder.resolve("directory.json");
    builder().remembering(note).build().find(NODE);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(note);
    }
  }

  @Test
  void a_damaged_note_is_not_taken_for_none(@TempDir Path folder) throws Exception {
    Path note = folder.resolve("directory.json");
    for (String damaged : List.of("", "{}", "{\"issuer\":\"x\",\"serial\":1}", "[1]")) {
      Files.writeString(note, damaged);

      HubDirectory restarted = builder().remembering(note).build();
      assertThatThrownBy(() -> restarted.find(NODE))
          .isInstanceOf(DirectoryUnavailableException.class)
          .hasMessageContaining("directory.json; repair it, or delete it");
    }
  }

  @Test
  void a_note_that_cannot_be_written_does_not_stop_the_node(@TempDir Path folder) throws Exception {
    Path place = Files.createDirectory(folder.resolve("state"));
    HubDirectory running = builder().remembering(place.resolve("directory.json")).build();
    Files.delete(place);

    assertThat(running.find(NODE)).contains(ENTRY);
  }

  @Test
  void a_note_goes_into_a_folder_that_exists(@TempDir Path folder) {
    Path nowhere = folder.resolve("absent").resolve("directory.json");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().remembering(nowhere))
        .withMessageContaining("There is no folder");
  }

  @Test
  void theDirectoryOfAnotherIssuerIsNotBelieved() throws Exception {
    body = sign(keys, document(NODE, 1, ENTRY));

    assertThatThrownBy(() -> directory.find(NODE)).isInstanceOf(UntrustedDirectoryException.class);
  }

  @Test
  void anExpiredDirectoryIsOfNoUse() {
    clock.pass(Duration.ofHours(1));

    assertThatThrownBy(() -> directory.find(NODE))
        .isInstanceOf(DirectoryUnavailableException.class);
  }

  @Test
  @Tag("processes")
  void aDirectoryIsTheSameAfterItsJourney(@TempDir Path folder) throws Exception {
    TestPki pki = new TestPki(folder);
    pki.authority("city");
    X509Certificate certificate = pki.certificate("city");
    DirectoryDocument document =
        document(
            HUB,
            7,
            new NodeEntry(NODE, Optional.of(URI.create("https://x/cdx/v1")), List.of(certificate)),
            NodeEntry.sending(HUB, List.of()));

    assertThat(DirectoryDocument.parse(document.toJson(), CertificateDecoder.jdk()))
        .isEqualTo(document);
  }

  @Test
  void whatIsNoDirectoryIsRefused() {
    for (String json :
        List.of(
            "{}",
            "{\"directory\":\"2.0\"}",
            "{\"directory\":\"1.0\",\"issuer\":\"%s\",\"serial\":\"1\"}".formatted(HUB),
            "{\"directory\":\"1.0\",\"issuer\":\"%s\",\"serial\":1,\"nodes\":[]}".formatted(HUB))) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DirectoryDocument.parse(bytes, CertificateDecoder.jdk()));
    }
  }
}
