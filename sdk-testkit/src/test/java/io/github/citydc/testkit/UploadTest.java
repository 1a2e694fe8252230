package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.RecordCounts;
import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadOptionsBuilder;
import io.github.citydc.exchange.batch.upload.UploadProgress;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.reconciliation.ReconciliationInquiry;
import io.github.citydc.exchange.reconciliation.ReconciliationQuery;
import io.github.citydc.model.Address;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.ReceiptVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Uploads over real HTTP into real databases. */
@ParameterizedClass
@EachDatabase
class UploadTest {

  private static final List<PartEncoding> CLEAR =
      List.of(PartEncoding.ZSTD, PartEncoding.GZIP, PartEncoding.IDENTITY);

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int PEOPLE = 3000;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private SigningKey key;
  private PersonTable register;
  private SandboxNode hub;

  @BeforeEach
  void start() throws SQLException {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    key = city.enrol(TIANHE);
    register = new PersonTable(running.dataSource());
    register.create();
    hub = hub();
  }

  private SandboxNode hub() {
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .batches(
            reception -> reception.chunk(100).lease(Duration.ofSeconds(2)).keeping(Duration.ZERO))
        .on(
            Person.class,
            (person, context) -> PersonTable.save(context.connection(), List.of(person)))
        .onBatch(Person.class, (people, context) -> save(context.connection(), people))
        .start();
  }

  private void save(Connection connection, List<Person> people) throws SQLException {
    PersonTable.save(connection, people);
    for (Person person : people) {
      if (person.name().equals("拒绝")) {
        throw new RefusedException(ProblemCode.NOT_AUTHORIZED, "The register is closed to them");
      }
      if (person.name().equals("失败")) {
        failures.incrementAndGet();
        throw new IllegalStateException("the register does not understand them");
      }
    }
  }

  @AfterEach
  void stop() {
    hub.close();
    running.close();
  }

  @Test
  void reconciliation_tells_of_batches_and_what_became_of_their_records() {
    UploadReport report =
        Uploader.through(builder(network).withoutLocalValidation().build())
            .upload(HUB, Person.class, spoiled(TestPeople.first(500)), ProgressListener.none());
    MessageId id = report.batchId();
    OffsetDateTime made = id.time().atOffset(ItemRange.OFFSET);
    ReconciliationQuery query = ReconciliationQuery.batchesOf(made.toLocalDate());

    assertThat(
            ReconciliationInquiry.through(client(network))
                .day(HUB, query)
                .hours()
                .get(made.getHour())
                .count())
        .isEqualTo(1);
    assertThat(
            ReconciliationInquiry.through(client(network))
                .items(HUB, query, made.getHour(), Optional.empty())
                .items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.id()).isEqualTo(id);
              assertThat(item.records())
                  .hasValue(new RecordCounts(report.accepted(), report.rejected()));
            });
  }

  @Test
  void every_record_of_a_source_is_stored_once_and_the_receipt_names_the_batch()
      throws SQLException {
    List<UploadProgress> progress = new ArrayList<>();

    UploadReport report =
        Uploader.through(client(network))
            .upload(
                HUB,
                RecordSource.of(Person.class, TestPeople.first(PEOPLE)),
                smallParts().listener(progress::add).build());

    assertThat(report.accepted()).isEqualTo(PEOPLE);
    assertThat(report.records()).isEqualTo(PEOPLE);
    assertThat(report.rejected()).isZero();
    SignedReceipt receipt = report.receipt().orElseThrow();
    assertThat(receipt.receipt().messageId()).isEqualTo(report.batchId());
    assertThat(new ReceiptVerifier(city.trust()).verify(receipt).signer()).isEqualTo(HUB);
    assertThat(register.people()).isEqualTo(PEOPLE);
    assertThat(register.rows()).isEqualTo(PEOPLE);
    assertThat(progress).last().extracting(UploadProgress::done).isEqualTo((long) PEOPLE);
    assertThat(Uploader.through(client(network)).status(HUB, report.batchId()).state())
        .isEqualTo(BatchState.DONE);
  }

  @Test
  void parts_are_removed_when_their_batch_is_done() throws Exception {
    Uploader.through(client(network))
        .upload(HUB, Person.class, TestPeople.first(100), ProgressListener.none());
    hub.close();

    try (Stream<Path> files = Files.walk(folder.resolve("content").resolve("batch-parts"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
    assertThat(register.number("SELECT COUNT(*) FROM cdx_content")).isZero();
    hub = hub();
  }

  @Test
  void every_encoding_arrives() throws SQLException {
    for (PartEncoding encoding : CLEAR) {
      Uploader.through(client(network))
          .upload(
              HUB,
              RecordSource.of(Person.class, TestPeople.first(200)),
              UploadOptions.builder().encoding(encoding).build());
    }

    assertThat(register.rows()).isEqualTo(200L * CLEAR.size());
  }

  @Test
  void records_that_break_rules_are_reported_and_the_others_stored() throws SQLException {
    UploadReport report =
        Uploader.through(client(network))
            .upload(HUB, Person.class, spoiled(TestPeople.first(500)), ProgressListener.none());

    assertSpoiledAreReported(report);
  }

  @Test
  void the_receiver_reports_what_the_sender_does_not_check() throws SQLException {
    ExchangeClient unchecked = builder(network).withoutLocalValidation().build();

    UploadReport report =
        Uploader.through(unchecked)
            .upload(
                HUB,
                RecordSource.of(Person.class, spoiled(TestPeople.first(500))),
                smallParts().build());

    assertSpoiledAreReported(report);
  }

  private void assertSpoiledAreReported(UploadReport report) throws SQLException {
    assertThat(report.rejected()).isEqualTo(5);
    assertThat(report.accepted()).isEqualTo(495);
    assertThat(report.rejections())
        .extracting(Rejection::record, Rejection::code, rejected -> pointers(rejected))
        .containsExactly(
            tuple(1L, "validation-failed", List.of("/idNumber")),
            tuple(101L, "validation-failed", List.of("/idNumber")),
            tuple(201L, "validation-failed", List.of("/idNumber")),
            tuple(301L, "validation-failed", List.of("/idNumber")),
            tuple(401L, "validation-failed", List.of("/idNumber")));
    assertThat(report.toString()).doesNotContain("4401061234");
    assertThat(register.rows()).isEqualTo(495);
  }

  private static List<String> pointers(Rejection rejected) {
    return rejected.violations().stream().map(violation -> violation.pointer()).distinct().toList();
  }

  private static Stream<Person> spoiled(Stream<Person> people) {
    AtomicInteger number = new AtomicInteger();
    return people.map(
        person ->
            number.getAndIncrement() % 100 == 0
                ? PersonBuilder.builder(person).idNumber("440106123412341234").build()
                : person);
  }

  @Test
  void an_upload_that_fails_fast_stores_nothing() throws SQLException {
    assertThatThrownBy(
            () ->
                Uploader.through(client(network))
                    .upload(
                        HUB,
                        RecordSource.of(Person.class, spoiled(TestPeople.first(500))),
                        smallParts().failFast(true).build()))
        .isInstanceOf(InvalidPayloadException.class);

    assertThat(register.rows()).isZero();
  }

  @Test
  void records_that_a_handler_refuses_or_fails_on_are_rejected_and_leave_no_trace()
      throws SQLException {
    UploadReport report =
        Uploader.through(client(network))
            .upload(
                HUB,
                Person.class,
                Stream.of(
                    TestPeople.number(1),
                    named("拒绝"),
                    TestPeople.number(2),
                    named("失败"),
                    outside(),
                    TestPeople.number(3)),
                ProgressListener.none());

    assertThat(report.rejections())
        .extracting(Rejection::record, Rejection::code)
        .containsExactly(
            tuple(2L, "not-authorized"), tuple(4L, "internal"), tuple(5L, "outside-jurisdiction"));
    assertThat(report.rejections().get(0).detail()).isEqualTo("The register is closed to them");
    assertThat(report.accepted()).isEqualTo(3);
    assertThat(register.rows()).isEqualTo(3);
    assertThat(failures).as("once in the chunk or not at all, then three times alone").hasValue(3);
  }

  private static Person named(String name) {
    return PersonBuilder.builder(TestPeople.number(7)).name(name).build();
  }

  private static Person outside() {
    return PersonBuilder.builder(TestPeople.number(8))
        .residenceAddress(Address.of("440105001", "昌岗路1号"))
        .build();
  }

  @Test
  void an_upload_that_was_broken_off_sends_no_part_twice() throws SQLException {
    Path journal = folder.resolve("upload.journal");
    UploadOptions options = smallParts().journal(journal).patience(Duration.ZERO).build();
    HttpTransport breaking =
        request -> {
          if (sent.size() >= 5) {
            throw new TransportException("cut", new IOException("cut"));
          }
          return recording(request);
        };
    assertThatThrownBy(() -> Uploader.through(client(breaking)).upload(HUB, people(), options))
        .isInstanceOfSatisfying(
            ExchangeException.class, failure -> assertThat(failure.isRetryable()).isTrue());
    assertThat(journal).exists();

    UploadReport report = Uploader.through(client(this::recording)).upload(HUB, people(), options);

    assertThat(report.accepted()).isEqualTo(PEOPLE);
    assertThat(register.people()).isEqualTo(PEOPLE);
    assertThat(register.rows()).isEqualTo(PEOPLE);
    assertThat(sent).hasSizeGreaterThan(8).doesNotHaveDuplicates();
  }

  private io.github.citydc.exchange.http.HttpResponse recording(
      io.github.citydc.exchange.http.HttpRequest request) {
    if (request.method().equals("PUT")) {
      sent.add(request.uri().getPath());
    }
    return network.exchange(request);
  }

  @Test
  void a_hub_that_is_restarted_goes_on_where_it_was() throws Exception {
    AtomicInteger restarts = new AtomicInteger();
    ProgressListener restarting =
        progress -> {
          if (progress.phase() == UploadProgress.Phase.PROCESSING
              && restarts.getAndIncrement() < 2) {
            hub.close();
            hub = hub();
          }
        };

    UploadReport report =
        Uploader.through(client(network))
            .upload(HUB, people(), smallParts().listener(restarting).build());

    assertThat(restarts).hasPositiveValue();
    assertThat(report.accepted()).isEqualTo(PEOPLE);
    assertThat(register.people()).isEqualTo(PEOPLE);
    assertThat(register.rows()).isEqualTo(PEOPLE);
  }

  @Test
  void files_and_queries_are_sources() throws Exception {
    Path lines = folder.resolve("people.ndjson");
    PayloadJson json = PayloadJson.standard();
    Files.write(
        lines,
        TestPeople.first(10)
            .map(person -> new String(json.write(person), StandardCharsets.UTF_8))
            .toList());
    Files.writeString(lines, "\n{\"name\":1}\n", java.nio.file.StandardOpenOption.APPEND);
    Path table = folder.resolve("people.csv");
    Person person = TestPeople.number(11);
    Files.writeString(
        table,
        "idDocumentType,idNumber,name,sex,birthDate,residenceAddress.division,residenceAddress.text\n"
            + "111,"
            + person.idNumber()
            + ",\"李,四\","
            + person.sex()
            + ","
            + person.birthDate()
            + ",440106001,五山路1号\n");

    UploadReport fromLines =
        Uploader.through(client(network))
            .upload(HUB, RecordSource.ndjson(Person.class, lines), smallParts().build());
    UploadReport fromTable =
        Uploader.through(client(network))
            .upload(HUB, RecordSource.csv(Person.class, table), smallParts().build());

    assertThat(fromLines.accepted()).isEqualTo(10);
    assertThat(fromLines.rejections()).extracting(Rejection::record).containsExactly(11L);
    assertThat(fromTable.rejections()).isEmpty();
    assertThat(fromTable.accepted()).isEqualTo(1);
    assertThat(register.number("SELECT COUNT(*) FROM person WHERE name = '李,四'")).isEqualTo(1);
    try (Connection connection = running.dataSource().getConnection();
        var rows = connection.createStatement().executeQuery("SELECT id_number FROM person")) {
      UploadReport fromQuery =
          Uploader.through(client(network))
              .upload(
                  HUB,
                  RecordSource.query(
                      Person.class,
                      rows,
                      row ->
                          PersonBuilder.builder(TestPeople.number(12))
                              .name(row.getString(1))
                              .build()),
                  smallParts().build());
      assertThat(fromQuery.accepted()).isEqualTo(11);
    }
  }

  @Test
  void a_source_that_fails_is_not_taken_for_one_that_ends() throws SQLException {
    Stream<Person> failing =
        TestPeople.first(PEOPLE)
            .peek(
                person -> {
                  if (person.equals(TestPeople.number(2000))) {
                    throw new StorageException("the source failed", new IOException());
                  }
                });

    assertThatThrownBy(
            () ->
                Uploader.through(client(network))
                    .upload(HUB, RecordSource.of(Person.class, failing), smallParts().build()))
        .isInstanceOf(StorageException.class);

    assertThat(register.number("SELECT COUNT(*) FROM cdx_batch")).isZero();
  }

  private static RecordSource<Person> people() {
    return RecordSource.of(Person.class, TestPeople.first(PEOPLE));
  }

  private static UploadOptionsBuilder smallParts() {
    return UploadOptions.builder().partSize(16 * 1024).parallel(2).encoding(PartEncoding.IDENTITY);
  }

  private ExchangeClient client(HttpTransport transport) {
    return builder(transport).build();
  }

  private ExchangeClientBuilder builder(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport);
  }
}
