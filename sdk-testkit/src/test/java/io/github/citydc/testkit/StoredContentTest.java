package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.MessageHandler;
import io.github.citydc.exchange.ReceivedFiles;
import io.github.citydc.exchange.batch.reception.BatchListener;
import io.github.citydc.exchange.batch.reception.BatchReception;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcContentIndex;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** What a hub has stored is what it hands out, or it asks for it again; and it knows its folder. */
@ParameterizedClass
@EachStore
class StoredContentTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:oa");
  private static final URI ADDRESS = URI.create("http://hub.example/cdx/v1");
  private static final FileOptions OPTIONS =
      FileOptions.builder().partSize(10_000).parallel(1).patience(Duration.ZERO).build();
  private static final MessageHandler<OfficialDocument> CARELESS =
      (document, context) -> {
        try (InputStream in = open(document, context.files())) {
          in.readAllBytes();
        } catch (IOException e) {
          // A handler that goes on with what it has.
        }
      };

  private final List<byte[]> read = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private Path content;
  private Path plan;
  private ExchangeReceiver hub;
  private ExchangeClient client;

  @BeforeEach
  void start() throws Exception {
    running = kind.start(folder);
    content = folder.resolve("mount").resolve("content");
    Files.createDirectory(content.resolveSibling(".").normalize());
    plan = folder.resolve("plan.pdf");
    byte[] bytes = new byte[35_000];
    new Random(1).nextBytes(bytes);
    Files.write(plan, bytes);
    hub = hub(this::take);
    client =
        ExchangeClient.builder()
            .self(TIANHE)
            .allowingPlainHttp()
            .signer(new UnprotectedNode(TIANHE))
            .verifier(new UnprotectedNode(TIANHE))
            .directory(node -> Optional.of(new NodeEntry(node, Optional.of(ADDRESS), List.of())))
            .transport((HttpTransport) request -> hub.handle(request))
            .maxAttempts(1)
            .circuit(10_000, Duration.ofSeconds(1))
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    running.close();
  }

  private void take(OfficialDocument document, MessageContext context) throws IOException {
    try (InputStream in = open(document, context.files())) {
      read.add(in.readAllBytes());
    }
  }

  private static InputStream open(OfficialDocument document, ReceivedFiles files) {
    return files.open(document.attachments().get(0).file());
  }

  private ExchangeReceiver hub(MessageHandler<OfficialDocument> handler) {
    return receiver()
        .on(OfficialDocument.class, handler)
        .endpoint(
            FileReception.into(
                JdbcContentIndex.on(NodeDatabase.of(running.dataSource(), HUB)),
                FolderContentStore.in(content)))
        .build();
  }

  private ExchangeReceiverBuilder receiver() {
    UnprotectedNode trusting = new UnprotectedNode(HUB);
    return ExchangeReceiver.builder()
        .self(HUB)
        .signer(trusting)
        .verifier(trusting)
        .inbox(JdbcInbox.on(NodeDatabase.of(running.dataSource(), HUB)))
        .accessPolicy((sender, type, operation, jurisdiction) -> {});
  }

  @Test
  void a_file_that_was_cut_on_the_disk_is_asked_for_again() throws Exception {
    PartReference reference = sendFile();
    Path stored = stored("files");
    Files.write(stored, new byte[100]);

    assertMissing(reference);
    assertThat(read).isEmpty();
    assertThat(trouble()).contains("1 damaged");

    sendFile();
    client.send(HUB, TestDocuments.with(reference));

    assertThat(read).containsExactly(Files.readAllBytes(plan));
    assertThat(hub.health().isHealthy()).isTrue();
    assertThat(content.resolve("damaged").resolve("files"))
        .isDirectoryRecursivelyContaining("glob:**sha*");
  }

  @Test
  void a_file_with_a_changed_byte_is_never_handed_over_as_whole() throws Exception {
    PartReference reference = sendFile();
    change(stored("files"), 34_999);

    assertMissing(reference);
    assertThat(read).isEmpty();
    assertThat(trouble()).contains("1 damaged");

    sendFile();
    client.send(HUB, TestDocuments.with(reference));
    assertThat(read).containsExactly(Files.readAllBytes(plan));
  }

  @Test
  void a_handler_that_hides_the_damage_gets_no_receipt() throws Exception {
    hub = hub(CARELESS);
    PartReference reference = sendFile();
    change(stored("files"), 5);

    assertMissing(reference);
  }

  @Test
  void a_handler_that_reads_only_the_beginning_gets_no_receipt_for_a_damaged_end()
      throws Exception {
    hub = hub((document, context) -> open(document, context.files()).readNBytes(10));
    PartReference reference = sendFile();
    change(stored("files"), 34_000);

    assertMissing(reference);
  }

  @Test
  void a_damaged_part_of_a_file_is_asked_for_again_when_the_file_is_put_together()
      throws Exception {
    byte[] bytes = Files.readAllBytes(plan);
    putPart(bytes, 0, 10_000, MediaType.OCTETS);
    change(stored("file-parts"), 17);

    PartReference reference = sendFile();

    client.send(HUB, TestDocuments.with(reference));
    assertThat(read).containsExactly(bytes);
  }

  private ContentHash putPart(byte[] bytes, int from, int until, String type) {
    Content part = Content.of(Arrays.copyOfRange(bytes, from, until));
    ContentHash digest = ContentHash.of(part);
    client.call(HUB, Call.bringing("PUT", "/parts/" + digest, type, part));
    return digest;
  }

  @Test
  void a_damaged_part_of_a_batch_is_asked_for_again_before_any_record_of_it_is_stored()
      throws Exception {
    PersonTable register = new PersonTable(running.dataSource());
    register.create();
    CompletableFuture<String> damaged = new CompletableFuture<>();
    hub =
        receiver()
            .on(Person.class, (person, context) -> {})
            .endpoint(
                BatchReception.builder(
                        JdbcBatchStore.on(NodeDatabase.of(running.dataSource(), HUB)),
                        FolderContentStore.in(content))
                    .listener(
                        new BatchListener() {
                          @Override
                          public void delayed(NodeId sender, MessageId batch, String reason) {
                            damaged.complete(rows(register) + " rows, " + trouble());
                          }
                        })
                    .onBatch(
                        Person.class,
                        (people, context) -> PersonTable.save(context.connection(), people))
                    .build())
            .build();
    CompletableFuture<UploadReport> upload =
        CompletableFuture.supplyAsync(
            () ->
                Uploader.through(client)
                    .upload(HUB, Person.class, TestPeople.first(200), ProgressListener.none()));
    byte[] sound = awaitPart(upload);
    Path part = stored("batch-parts");
    awaitUnfinishedBatch();
    change(part, sound.length / 2);
    BackgroundWork work = hub.start();
    try (work) {
      assertThat(damaged.get(60, TimeUnit.SECONDS)).startsWith("0 rows, ").contains("1 damaged");
      assertThat(upload.get(60, TimeUnit.SECONDS).accepted()).isEqualTo(200);
      assertThat(register.rows()).isEqualTo(200);
    }
  }

  private static long rows(PersonTable register) {
    try {
      return register.rows();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] awaitPart(CompletableFuture<UploadReport> upload) throws Exception {
    while (!Files.isDirectory(content.resolve("batch-parts"))
        || files("batch-parts").stream().noneMatch(file -> !file.toString().endsWith(".tmp"))) {
      assertThat(upload).isNotDone();
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return Files.readAllBytes(stored("batch-parts"));
  }

  private void awaitUnfinishedBatch() throws Exception {
    while (JdbcBatchStore.on(NodeDatabase.of(running.dataSource(), HUB)).unfinished(1).isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  @Test
  void a_folder_that_is_not_mounted_is_no_empty_store() throws Exception {
    PartReference reference = sendFile();
    Path away = folder.resolve("away");
    Files.move(content, away);
    hub = hub(this::take);

    assertUnavailable(() -> sendFile());
    assertUnavailable(() -> client.send(HUB, TestDocuments.with(reference)));
    assertThat(trouble()).contains("is it mounted?");
    assertThat(content).as("nothing is created below the mount point").doesNotExist();

    Files.createDirectory(content);
    assertUnavailable(() -> sendFile());
    assertThat(content).isEmptyDirectory();

    Files.delete(content);
    Files.move(away, content);
    client.send(HUB, TestDocuments.with(reference));
    assertThat(read).containsExactly(Files.readAllBytes(plan));
    assertThat(hub.health().isHealthy()).isTrue();
  }

  @Test
  void the_folder_of_another_node_is_not_taken_for_the_own() throws Exception {
    sendFile();
    Path away = folder.resolve("away");
    Files.move(content, away);
    FolderContentStore.in(content).establish();

    assertUnavailable(() -> sendFile());
    assertThat(trouble()).contains("the mark of another");
    assertThat(files("files")).isEmpty();
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).hasToString("unavailable");
              assertThat(e.isRetryable()).isTrue();
            });
  }

  private String trouble() {
    return hub.health().checks().stream()
        .filter(check -> !check.healthy() && check.name().startsWith("content"))
        .map(Health.Check::detail)
        .findFirst()
        .orElse("all well");
  }

  private PartReference sendFile() {
    return FileSender.through(client).send(HUB, plan, "application/pdf", OPTIONS);
  }

  private void assertMissing(PartReference reference) {
    assertThatThrownBy(() -> client.send(HUB, TestDocuments.with(reference)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).hasToString("parts-missing");
              assertThat(e.problem().missing())
                  .containsExactly(ContentHash.parse(reference.digest()));
            });
  }

  private Path stored(String kindOfContent) throws IOException {
    return files(kindOfContent).get(0);
  }

  private List<Path> files(String kindOfContent) throws IOException {
    if (!Files.isDirectory(content.resolve(kindOfContent))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(content.resolve(kindOfContent))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static void change(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 1;
    Files.write(file, bytes);
  }
}
