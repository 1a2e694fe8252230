package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileProgress;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.PartReferenceBuilder;
import io.github.citydc.model.document.DocumentAttachment;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files over real HTTP into real folders and databases. */
@ParameterizedClass
@EachDatabase
class FileTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:oa");
  private static final NodeId OTHER = NodeId.parse("440106:11440106007482911C:grid");
  private static final int PART = 16 * 1024;
  private static final String PDF = "application/pdf";
  private static final String NEVER = "sha-256:" + "0".repeat(64);

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<byte[]> read = new CopyOnWriteArrayList<>();
  private final AtomicBoolean full = new AtomicBoolean();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private SigningKey key;
  private SandboxNode hub;

  @BeforeEach
  void start() {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    key = city.enrol(TIANHE);
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(running.dataSource())
            .contentIn(folder.resolve("content"))
            .files(reception -> reception.store(Filling::new))
            .on(
                OfficialDocument.class,
                (document, context) -> {
                  for (DocumentAttachment attachment : document.attachments()) {
                    try (InputStream in = context.files().open(attachment.file())) {
                      read.add(in.readAllBytes());
                    }
                  }
                })
            .start();
  }

  @AfterEach
  void stop() {
    hub.close();
    running.close();
  }

  @Test
  void the_handler_of_a_document_reads_its_attachments_byte_for_byte() throws Exception {
    Path plan = file("plan.pdf", 100_000);
    Path list = file("list.ofd", 5);
    ExchangeClient client = client(this::recording);
    PartReference planned = FileSender.through(client).send(HUB, plan, PDF, smallParts());
    PartReference listed =
        FileSender.through(client).send(HUB, list, "application/ofd", smallParts());

    client.send(HUB, TestDocuments.with(planned, listed));

    assertThat(read).containsExactly(Files.readAllBytes(plan), Files.readAllBytes(list));
    assertThat(planned.size()).isEqualTo(100_000);
    assertThat(planned.name()).contains("plan.pdf");
    assertThat(planned.digest())
        .isEqualTo(ContentHash.of(Content.of(Files.readAllBytes(plan))).value());
    assertThat(files("file-parts")).as("parts are gone when the file is there").isEmpty();
    assertThat(files("files")).hasSize(2);
  }

  @Test
  void an_empty_file_and_one_of_equal_parts_arrive() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.pdf"));
    Path zeros = Files.write(folder.resolve("zeros.pdf"), new byte[5 * PART]);
    ExchangeClient client = client(this::recording);

    client.send(
        HUB,
        TestDocuments.with(
            FileSender.through(client).send(HUB, empty, PDF, smallParts()),
            FileSender.through(client).send(HUB, zeros, PDF, smallParts())));

    assertThat(read).containsExactly(new byte[0], new byte[5 * PART]);
    assertThat(sent).filteredOn(path -> path.contains("/parts/")).hasSize(1);
  }

  @Test
  void a_document_is_refused_until_its_files_are_there() throws Exception {
    Path plan = file("plan.pdf", 1000);
    ExchangeClient client = client(network);
    PartReference planned = reference(plan);

    assertThatThrownBy(() -> client.send(HUB, TestDocuments.with(planned)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).hasToString("parts-missing");
              assertThat(e.isRetryable()).as("the file comes first").isFalse();
              assertThat(e.problem().missing())
                  .containsExactly(ContentHash.parse(planned.digest()));
            });
    assertThat(number("SELECT COUNT(*) FROM cdx_inbox")).isZero();

    FileSender.through(client).send(HUB, plan, PDF);
    client.send(HUB, TestDocuments.with(planned));

    assertThat(read).hasSize(1);
  }

  @Test
  void a_file_of_another_sender_does_not_count() throws Exception {
    Path plan = file("plan.pdf", 1000);
    FileSender.through(client(OTHER, city.enrol(OTHER), network)).send(HUB, plan, PDF);

    assertProblem("parts-missing", reference(plan));
  }

  @Test
  void a_reference_with_another_size_or_digest_algorithm_is_of_no_file_that_came()
      throws Exception {
    PartReference planned =
        FileSender.through(client(network)).send(HUB, file("plan.pdf", 1000), PDF);

    assertProblem("digest-mismatch", PartReferenceBuilder.builder(planned).size(999L).build());
    assertProblem(
        "parts-missing",
        PartReferenceBuilder.builder(planned)
            .digest(planned.digest().replace("sha-256", "sm3"))
            .build());
  }

  private void assertProblem(String code, PartReference reference) {
    assertThatThrownBy(() -> client(network).send(HUB, TestDocuments.with(reference)))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).hasToString(code));
  }

  @Test
  void a_sending_that_was_broken_off_sends_no_part_twice() throws Exception {
    Path plan = file("plan.pdf", 20 * PART);
    HttpTransport breaking =
        request -> {
          if (sent.size() >= 9) {
            throw new TransportException("cut", new IOException("cut"));
          }
          return recording(request);
        };
    assertThatThrownBy(
            () -> FileSender.through(client(breaking)).send(HUB, plan, PDF, smallParts()))
        .isInstanceOfSatisfying(
            ExchangeException.class, failure -> assertThat(failure.isRetryable()).isTrue());
    assertThat(files("file-parts")).hasSizeBetween(7, 8);
    List<FileProgress> progress = new ArrayList<>();

    FileSender.through(client(this::recording))
        .send(HUB, plan, PDF, smallParts().toBuilder().listener(progress::add).build());

    assertThat(sent.stream().filter(path -> path.contains("/parts/")))
        .hasSize(20)
        .doesNotHaveDuplicates();
    assertThat(progress).last().isEqualTo(new FileProgress(20 * PART, 20 * PART));
    assertThat(progress.get(0).sent()).isGreaterThan(PART);
  }

  @Test
  void a_file_that_is_there_is_not_sent_again() throws Exception {
    Path plan = file("plan.pdf", 3 * PART);
    FileSender.through(client(network)).send(HUB, plan, PDF, smallParts());

    FileSender.through(client(this::recording)).send(HUB, plan, PDF, smallParts());

    assertThat(sent).hasSize(1).first().asString().contains("/files/");
  }

  @Test
  void a_file_that_changes_while_it_is_sent_is_not_sent_as_what_it_was() throws Exception {
    Path plan = file("plan.pdf", 10 * PART);
    HttpTransport changing =
        request -> {
          if (request.uri().getPath().contains("/parts/")) {
            write(plan, 10 * PART, 7);
          }
          return network.exchange(request);
        };

    assertThatThrownBy(
            () -> FileSender.through(client(changing)).send(HUB, plan, PDF, smallParts()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("changed while it was sent");
    assertThat(files("files")).isEmpty();
  }

  @Test
  void a_full_disk_is_unavailable_and_leaves_nothing_half() throws Exception {
    Path plan = file("plan.pdf", 3 * PART);
    full.set(true);

    assertThatThrownBy(() -> FileSender.through(client(network)).send(HUB, plan, PDF, smallParts()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).hasToString("unavailable");
              assertThat(e.isRetryable()).isTrue();
            });
    assertThat(files("files")).isEmpty();
    assertThat(number("SELECT COUNT(*) FROM cdx_content WHERE kind = 'file'")).isZero();

    full.set(false);
    assertThat(FileSender.through(client(network)).send(HUB, plan, PDF, smallParts()).size())
        .isEqualTo(3 * PART);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/files/..%2f..%2fetc%2fpasswd",
        "/files/..%5c..%5cboot",
        "/files/sha-256:..",
        "/files/SHA-256:0000000000000000000000000000000000000000000000000000000000000000",
        "/files/sm3:0000000000000000000000000000000000000000000000000000000000000000",
        "/files/sha-256:%30000000000000000000000000000000000000000000000000000000000000000",
        "/files/sha-256:0000000000000000000000000000000000000000000000000000000000000000%00",
        "/parts/..%2f..%2fetc%2fpasswd",
        "/parts/C:%5cwindows"
      })
  void names_that_are_no_digests_are_not_found(String path) throws Exception {
    int before = files("").size();

    HttpResponse response = put(path, "application/octet-stream", new byte[] {1});

    assertThat(response.status()).isIn(400, 404);
    assertThat(files("")).hasSize(before);
  }

  @Test
  void parts_that_make_another_file_are_refused() throws Exception {
    ContentHash part = ContentHash.of(Content.of(new byte[] {1, 2, 3}));
    assertThat(put("/parts/" + part, "application/octet-stream", new byte[] {1, 2, 3}).status())
        .isEqualTo(201);
    assertThat(put("/parts/" + part, "application/octet-stream", new byte[] {1, 2, 3}).status())
        .isEqualTo(204);
    assertThat(put("/parts/" + part, "application/octet-stream", new byte[] {1, 2, 4}).status())
        .isEqualTo(400);

    assertThat(text(putFile(NEVER, part, 3))).contains("digest-mismatch");
    assertThat(text(putFile(part.value(), part, 2))).contains("/parts/0/size");
    assertThat(putFile(part.value(), part, 3).status()).isEqualTo(201);
    assertThat(putFile(part.value(), part, 3).status()).isEqualTo(204);
    assertThat(head("/files/" + part).status()).isEqualTo(204);
    assertThat(head("/files/" + NEVER).status()).isEqualTo(404);
  }

  @Test
  void what_is_no_manifest_is_malformed() {
    for (String body :
        List.of("{}", "[]", "{\"size\":1,\"parts\":{}}", "{\"size\":1,\"parts\":[{\"size\":1}]}")) {
      HttpResponse response =
          put("/files/" + NEVER, "application/json", body.getBytes(StandardCharsets.UTF_8));
      assertThat(response.status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void bounds_of_part_file_and_quota_are_kept() throws Exception {
    Path small = file("small.pdf", 100);
    Path large = file("large.pdf", 3000);
    hub.close();
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(running.dataSource())
            .contentIn(folder.resolve("content"))
            .files(reception -> reception.sizes(1000, 2000).quota(1500))
            .start();
    ExchangeClient client = client(network);
    FileOptions impatient = smallParts().toBuilder().patience(Duration.ZERO).partSize(500).build();

    FileSender.through(client).send(HUB, small, PDF, impatient);
    assertThatThrownBy(() -> FileSender.through(client).send(HUB, large, PDF, impatient))
        .hasMessageContaining("body-too-large");
    assertThat(put("/parts/" + NEVER, "application/octet-stream", new byte[1001]).status())
        .isIn(400, 413);
    assertThatThrownBy(
            () -> FileSender.through(client).send(HUB, file("more.pdf", 1900), PDF, impatient))
        .hasMessageContaining("rate-limited");
  }

  @Test
  void a_file_larger_than_its_parts_does_not_go_round_the_quota() throws Exception {
    hub.close();
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(running.dataSource())
            .contentIn(folder.resolve("content"))
            .files(reception -> reception.sizes(1000, 100_000).quota(5000))
            .start();
    Path repeated = Files.write(folder.resolve("repeated.pdf"), new byte[10_000]);

    assertThatThrownBy(
            () ->
                FileSender.through(client(network))
                    .send(
                        HUB,
                        repeated,
                        PDF,
                        smallParts().toBuilder().patience(Duration.ZERO).partSize(1000).build()))
        .hasMessageContaining("rate-limited");
    assertThat(number("SELECT COUNT(*) FROM cdx_content WHERE kind = 'file'")).isZero();
  }

  @Test
  void what_no_message_refers_to_is_removed_in_the_end_and_the_rest_stays() throws Exception {
    ExchangeClient client = client(network);
    PartReference kept = FileSender.through(client).send(HUB, file("kept.pdf", 1000), PDF);
    FileSender.through(client).send(HUB, file("forgotten.pdf", 1000), PDF);
    client.send(HUB, TestDocuments.with(kept));
    hub.close();
    Thread.sleep(20);
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(running.dataSource())
            .contentIn(folder.resolve("content"))
            .files(reception -> reception.retention(Duration.ofMillis(1)))
            .start();

    FileSender.through(client(network)).send(HUB, file("new.pdf", 1000), PDF);

    assertThat(files("files")).hasSize(2);
    assertThat(head("/files/" + kept.digest()).status()).isEqualTo(204);
  }

  private Path file(String name, int size) throws IOException {
    Path file = folder.resolve(name);
    write(file, size, name.hashCode());
    return file;
  }

  private static void write(Path file, int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PartReference reference(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return new PartReference(
        ContentHash.of(Content.of(bytes)).value(),
        PDF,
        (long) bytes.length,
        Optional.empty(),
        Extensions.none());
  }

  private List<Path> files(String name) throws IOException {
    Path content = folder.resolve("content").resolve(name);
    if (!Files.isDirectory(content)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(content)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("cdx-content.id"))
          .toList();
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = running.dataSource().getConnection();
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private HttpResponse recording(HttpRequest request) {
    sent.add(request.uri().getPath());
    return network.exchange(request);
  }

  private static FileOptions smallParts() {
    return FileOptions.builder().partSize(PART).parallel(1).patience(Duration.ZERO).build();
  }

  private HttpResponse putFile(String file, ContentHash part, int size) {
    String manifest =
        "{\"size\":" + size + ",\"parts\":[{\"digest\":\"" + part + "\",\"size\":" + size + "}]}";
    return put("/files/" + file, "application/json", manifest.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse put(String path, String type, byte[] body) {
    return signed(
        new HttpRequest(
            "PUT",
            URI.create(hub.baseUrl() + path),
            HttpHeaders.empty().with("content-type", type),
            Content.of(body)));
  }

  private HttpResponse head(String path) {
    return signed(
        new HttpRequest(
            "HEAD", URI.create(hub.baseUrl() + path), HttpHeaders.empty(), Content.empty()));
  }

  private HttpResponse signed(HttpRequest request) {
    MessageSigner signer = HttpSignatures.signer(key);
    return network.exchange(signer.sign(request, HUB));
  }

  private static String text(HttpResponse response) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    response.body().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private ExchangeClient client(HttpTransport transport) {
    return client(TIANHE, key, transport);
  }

  private ExchangeClient client(NodeId self, SigningKey signing, HttpTransport transport) {
    return ExchangeClient.builder()
        .self(self)
        .signer(HttpSignatures.signer(signing))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport)
        .maxAttempts(1)
        .build();
  }

  /** A store whose disk can be full: half of a file fits, then no more. */
  private final class Filling implements ContentStore {

    private final ContentStore store;

    Filling(ContentStore store) {
      this.store = store;
    }

    @Override
    public void put(ContentKey content, InputStream in) {
      boolean fails = full.get() && content.kind() == ContentKey.Kind.FILE;
      store.put(content, fails ? new HalfStream(in) : in);
    }

    @Override
    public OptionalLong size(ContentKey content) {
      return store.size(content);
    }

    @Override
    public void setAside(ContentKey content) {
      store.setAside(content);
    }

    @Override
    public List<ContentKey> setAside() {
      return store.setAside();
    }

    @Override
    public Optional<String> mark() {
      return store.mark();
    }

    @Override
    public String establish() {
      return store.establish();
    }

    @Override
    public InputStream open(ContentKey content) {
      return store.open(content);
    }

    @Override
    public void remove(ContentKey content) {
      store.remove(content);
    }

    @Override
    public void sweep(ContentKey.Kind only, Instant before, Predicate<ContentKey> known) {
      store.sweep(only, before, known);
    }
  }

  private static final class HalfStream extends FilterInputStream {

    private int reads;

    HalfStream(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (reads++ > 1) {
        throw new IOException("No space left on device");
      }
      return super.read(bytes, offset, length);
    }
  }
}
