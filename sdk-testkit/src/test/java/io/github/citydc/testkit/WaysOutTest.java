package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.document.AttachedFile;
import io.github.citydc.exchange.document.DocumentCopy;
import io.github.citydc.exchange.document.DocumentExchange;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileProtection;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcDocumentLog;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.ReadPolicy;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.exchange.security.PayloadEncryption;
import io.github.citydc.model.Organ;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.payload.ReceiverEncryption;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way out of a client that encrypts: nothing of a record is readable on the wire, nor on the
 * disk of the hub on its way to the handler. And what a hub takes only encrypted it does not store
 * in clear.
 */
class WaysOutTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Organ HALL = Organ.of("广州市人民政府办公厅", "114401000074821105");
  private static final Organ DISTRICT = Organ.of("广州市天河区人民政府", "11440106007482911C");
  private static final int PEOPLE = 500;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<HttpRequest> wire = new CopyOnWriteArrayList<>();
  private final List<String> names = new CopyOnWriteArrayList<>();
  private final List<String> titles = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  private SandboxCity city;
  private TestDatabase.Running database;
  private TrustedReceiver trusted;
  private SandboxNode hub;

  @BeforeEach
  void start() {
    city = SandboxCity.found("Test Root");
    city.enrol(TIANHE);
    DualKeys keys = city.ca().issueDual(HUB);
    trusted =
        city.trust()
            .validateForEncryption(
                List.of(keys.decryption().certificate().orElseThrow()), Instant.now());
    database = TestDatabase.H2.start(folder);
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(database.dataSource())
            .contentIn(content())
            .on(Person.class, (person, context) -> names.add(person.name()))
            .on(OfficialDocument.class, (document, context) -> titles.add(document.title()))
            .on(DocumentAction.class, (action, context) -> titles.add(action.action()))
            .offering(
                Catalog.of(List.of()),
                JdbcRecords.on(NodeDatabase.of(database.dataSource(), HUB)),
                ReadPolicy.byShareType())
            .decryption(new PayloadDecryptor(HUB, List.of(keys.decryption())), type -> true)
            .start();
  }

  @AfterEach
  void stop() {
    hub.close();
    database.close();
  }

  private Path content() {
    return folder.resolve("content");
  }

  @Test
  void a_message_leaves_encrypted() {
    client(encryption()).send(HUB, TestPeople.first(1).findFirst().orElseThrow());

    assertThat(names).hasSize(1);
    assertNothingReadable();
  }

  @Test
  void a_batch_leaves_encrypted_and_lies_encrypted_on_the_disk_of_the_hub() throws Exception {
    UploadReport report = upload(client(encryption()));

    assertThat(report.accepted()).isEqualTo(PEOPLE);
    assertThat(names).hasSize(PEOPLE);
    assertNothingReadable();
    assertThat(partsOnDisk()).isNotEmpty().allSatisfy(WaysOutTest::assertEncrypted);
  }

  private static void assertEncrypted(Path part) throws IOException {
    String text = Files.readString(part, StandardCharsets.US_ASCII);
    assertThat(text.split("\\.")).hasSize(5);
  }

  @Test
  void a_batch_in_clear_is_refused_before_the_first_byte() throws Exception {
    assertThatThrownBy(() -> upload(client(Optional.empty())))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.code()).hasToString("encryption-required");
              assertThat(e.nothingWasSent()).isTrue();
            });

    assertThat(wire).noneMatch(request -> request.uri().getPath().contains("/parts/"));
    assertThat(partsOnDisk()).isEmpty();
  }

  @Test
  void a_part_in_clear_is_not_stored_where_its_type_must_be_encrypted() throws Exception {
    Content part = Content.of("{\"name\":\"x\"}\n".getBytes(StandardCharsets.UTF_8));
    Call put = Call.bringing("PUT", "/parts/" + ContentHash.of(part), MediaType.NDJSON, part);

    for (Call call : List.of(put, put.header("cdx-type", "population.person/1"))) {
      assertThatThrownBy(() -> client(Optional.empty()).call(HUB, call))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).hasToString("encryption-required"));
    }
    assertThat(partsOnDisk()).isEmpty();
  }

  @Test
  void an_encrypted_part_is_bound_to_its_place() {
    byte[] line = "{\"name\":\"x\"}\n".getBytes(StandardCharsets.UTF_8);
    ExchangeClient client = client(encryption());
    EncryptedMessage place =
        new EncryptedMessage(
            client.newMessageId(),
            "population.person/1",
            Operation.UPSERT,
            TIANHE,
            HUB,
            OptionalInt.of(0));
    Content encrypted = Content.of(client.protection().encrypt(place, line));

    assertDecryptionFails(client, encrypted, place, "1");
    assertDecryptionFails(
        client,
        encrypted,
        new EncryptedMessage(
            client.newMessageId(), place.type(), place.operation(), TIANHE, HUB, place.part()),
        "0");
    put(client, encrypted, place, "0");
  }

  @Test
  void an_encrypted_part_in_another_place_of_the_manifest_stores_no_record() {
    ExchangeClient client = client(encryption());
    ExchangeClient moving =
        builder()
            .encryption(
                (place, content) ->
                    place.part().isEmpty()
                        ? encryption().orElseThrow().encrypt(place, content)
                        : encryption().orElseThrow().encrypt(moved(place), content))
            .build();

    assertThatThrownBy(() -> upload(moving))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).hasToString("decryption-failed"));
    assertThat(names).isEmpty();
    assertThat(upload(client).accepted()).isEqualTo(PEOPLE);
  }

  private static EncryptedMessage moved(EncryptedMessage place) {
    return new EncryptedMessage(
        place.messageId(),
        place.type(),
        place.operation(),
        place.sender(),
        place.receiver(),
        OptionalInt.of(place.part().orElseThrow() + 1));
  }

  private static void assertDecryptionFails(
      ExchangeClient client, Content encrypted, EncryptedMessage place, String part) {
    assertThatThrownBy(() -> put(client, encrypted, place, part))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).hasToString("decryption-failed"));
  }

  private static void put(
      ExchangeClient client, Content encrypted, EncryptedMessage place, String part) {
    client.call(
        HUB,
        Call.bringing("PUT", "/parts/" + ContentHash.of(encrypted), MediaType.NDJSON, encrypted)
            .header("content-encoding", "jose")
            .header("cdx-batch", place.messageId().toString())
            .header("cdx-part", part)
            .header("cdx-type", place.type())
            .header("cdx-operation", place.operation().wireName()));
  }

  @Test
  void a_file_does_not_leave_in_clear_unless_the_call_says_so() throws Exception {
    Path plan = Files.writeString(folder.resolve("plan.pdf"), "计划");
    FileSender files = FileSender.through(client(encryption()));

    assertThatThrownBy(() -> files.send(HUB, plan, "application/pdf"))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.nothingWasSent()).isTrue());
    assertThat(wire).isEmpty();

    FileOptions open = FileOptions.builder().protection(FileProtection.NOT_NEEDED).build();
    assertThat(files.send(HUB, plan, "application/pdf", open).size()).isEqualTo(6);
  }

  @Test
  void a_document_and_the_actions_on_it_leave_encrypted_and_its_files_not_in_clear()
      throws Exception {
    Path plan = Files.writeString(folder.resolve("plan.pdf"), "计划");
    OfficialDocument document = TestDocuments.with();
    DocumentCopy copy = DocumentCopy.of(document, HALL, HUB);
    DocumentExchange documents =
        DocumentExchange.of(
            client(encryption()),
            DISTRICT,
            JdbcDocumentLog.on(NodeDatabase.of(database.dataSource(), TIANHE)));

    assertThatThrownBy(
            () ->
                documents.send(
                    copy,
                    document,
                    List.of(new AttachedFile("附件", plan, "application/pdf")),
                    FileOptions.standard()))
        .isInstanceOf(RefusedException.class);
    assertThat(wire).isEmpty();

    documents.send(copy, document, List.of(), FileOptions.standard());

    assertThat(titles).containsExactly(document.title(), "sent");
    assertThat(wire).allSatisfy(request -> assertThat(text(request)).doesNotContain("穗府办"));
  }

  @Test
  void what_is_taken_only_encrypted_is_not_given_away_in_clear() {
    assertThatThrownBy(
            () ->
                client(Optional.empty())
                    .call(HUB, Call.get("/records").parameter("type", "population.person/1")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).hasToString("encryption-required"));
  }

  @Test
  void a_node_says_what_it_takes_only_encrypted() {
    NodeDescription described =
        client(Optional.empty()).call(HUB, Call.get("/node"), JsonBody::description);

    assertThat(described.encryptedTypes()).contains("population.person/1");
    assertThat(described.encodings()).contains("jose", "jose+gzip");
  }

  private UploadReport upload(ExchangeClient by) {
    return Uploader.through(by)
        .upload(HUB, Person.class, TestPeople.first(PEOPLE), ProgressListener.none());
  }

  private void assertNothingReadable() {
    assertThat(names).isNotEmpty();
    assertThat(wire)
        .allSatisfy(request -> assertThat(text(request)).doesNotContain(names.get(0), "44010619"));
  }

  private static String text(HttpRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }

  private List<Path> partsOnDisk() throws IOException {
    Path parts = content().resolve("batch-parts");
    if (!Files.isDirectory(parts)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(parts)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private Optional<PayloadEncryption> encryption() {
    return Optional.of(
        ReceiverEncryption.forReceivers(
            new PayloadEncryptor(TIANHE, new SecureRandom()),
            HUB::equals,
            node -> Optional.of(trusted)));
  }

  private ExchangeClient client(Optional<PayloadEncryption> encryption) {
    ExchangeClientBuilder builder = builder();
    encryption.ifPresent(builder::encryption);
    return builder.build();
  }

  private ExchangeClientBuilder builder() {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(city.key(TIANHE)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .maxAttempts(1)
        .transport(this::exchange);
  }

  private HttpResponse exchange(HttpRequest request) {
    wire.add(request);
    return network.exchange(request);
  }
}
