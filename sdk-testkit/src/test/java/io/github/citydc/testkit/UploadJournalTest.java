package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadOptionsBuilder;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** What a journal of an upload is good for, and what it is refused for, with real databases. */
@ParameterizedClass
@EachDatabase
class UploadJournalTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int PEOPLE = 1000;
  private static final int PARTS_BEFORE_THE_CUT = 5;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private SigningKey key;
  private PersonTable register;
  private SandboxNode hub;
  private Path journal;

  @BeforeEach
  void start() throws SQLException {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    key = city.enrol(TIANHE);
    register = new PersonTable(running.dataSource());
    register.create();
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(running.dataSource())
            .contentIn(folder.resolve("content"))
            .on(
                Person.class,
                (person, context) -> PersonTable.save(context.connection(), List.of(person)))
            .onBatch(
                Person.class, (people, context) -> PersonTable.save(context.connection(), people))
            .start();
    journal = folder.resolve("upload.journal");
  }

  @AfterEach
  void stop() {
    hub.close();
    running.close();
  }

  @Test
  void another_source_is_refused_and_the_first_goes_on() throws Exception {
    breakOff();
    byte[] before = Files.readAllBytes(journal);

    for (RecordSource<Person> other : List.of(numbers(5000, PEOPLE), numbers(1, PEOPLE))) {
      assertRefused(() -> upload(other), "the first ", "are not the same now");
    }
    assertRefused(() -> upload(numbers(0, 20)), "the source has 20 records now, and had ");

    assertThat(journal).hasBinaryContent(before);
    assertThat(upload(people()).accepted()).isEqualTo(PEOPLE);
    assertThat(register.rows()).isEqualTo(PEOPLE);
    assertThat(sent).doesNotHaveDuplicates();
  }

  @Test
  void another_upload_is_refused_with_what_differs() {
    breakOff();

    assertRefused(
        () -> upload(people(), options().operation(Operation.DELETE).build()),
        "its operation is upsert, not delete");
    assertRefused(
        () -> upload(people(), options().encoding(PartEncoding.GZIP).build()),
        "its encoding is identity, not gzip");
    assertRefused(
        () -> upload(people(), options().partSize(1024).build()),
        "its size of parts is 16384, not 1024");
  }

  @Test
  void records_appended_before_the_batch_was_complete_belong_to_it() throws Exception {
    breakOff();

    assertThat(upload(numbers(0, PEOPLE + 100)).accepted()).isEqualTo(PEOPLE + 100);
    assertThat(register.rows()).isEqualTo(PEOPLE + 100);
  }

  @Test
  void records_appended_after_the_batch_was_complete_are_told_and_not_sent() throws Exception {
    UploadReport report = upload(people());

    assertRefused(
        () -> upload(numbers(0, PEOPLE + 100)),
        "batch " + report.batchId() + ", is done: of 1000 records 1000 were accepted",
        "upload those behind record 1000 as a source of their own, with another journal");
    assertRefused(() -> upload(numbers(1, PEOPLE)), "All parts of that batch have arrived");
    assertThat(register.rows()).isEqualTo(PEOPLE);
  }

  @Test
  void an_upload_that_is_done_tells_the_same_again_and_sends_nothing() throws Exception {
    MessageId batch = upload(people()).batchId();
    int puts = sent.size();

    UploadReport again = upload(people());

    assertThat(again.batchId()).isEqualTo(batch);
    assertThat(again.accepted()).isEqualTo(PEOPLE);
    assertThat(again.receipt()).isPresent();
    assertThat(sent).hasSize(puts);
    assertThat(register.rows()).isEqualTo(PEOPLE);
  }

  @Test
  void one_upload_at_a_time_uses_it() throws Exception {
    HttpTransport nested =
        request -> {
          if (request.method().equals("PUT")) {
            assertRefused(
                () -> upload(people()), "upload.journal is in use by another part of this process");
          }
          return network.exchange(request);
        };

    assertThat(Uploader.through(client(nested)).upload(HUB, people(), options().build()).accepted())
        .isEqualTo(PEOPLE);
    assertThat(register.rows()).isEqualTo(PEOPLE);
    assertThat(folder.resolve("upload.journal.lock")).doesNotExist();
  }

  @Test
  void a_file_that_is_something_else_is_refused_and_left_alone() throws Exception {
    for (String text : List.of("name,sex\n张三,1\n", "-----BEGIN PRIVATE KEY-----\n", "{}", "")) {
      Files.writeString(journal, text);

      assertRefused(() -> upload(people()), "is no journal of an upload", "Name another file");
      assertThat(journal).hasContent(text);
    }
    Files.writeString(journal, "{\"file\":\"cdx-cursor/1\"}\n{}\n");
    assertRefused(() -> upload(people()), "it is a file cdx-cursor/1");
    assertThat(register.rows()).isZero();
  }

  @Test
  void a_line_that_a_crash_has_cut_off_counts_for_nothing_and_a_damaged_one_is_named()
      throws Exception {
    breakOff();
    List<String> lines = Files.readAllLines(journal);
    Files.writeString(journal, "{\"part\":{\"dig", StandardOpenOption.APPEND);

    breakOff();
    assertThat(Files.readAllLines(journal)).containsAll(lines);

    Files.writeString(journal, "{\"part\":{\"dig\n", StandardOpenOption.APPEND);
    byte[] damaged = Files.readAllBytes(journal);
    int number = Files.readAllLines(journal).size();
    assertRefused(() -> upload(people()), "is damaged in line " + number, "Put back a copy");
    assertThat(journal).hasBinaryContent(damaged);
  }

  /** Sends some parts, and fails then. */
  private void breakOff() {
    int most = sent.size() + PARTS_BEFORE_THE_CUT;
    HttpTransport breaking =
        request -> {
          if (sent.size() >= most) {
            throw new TransportException("cut", new IOException("cut"));
          }
          return recording(request);
        };
    assertThatThrownBy(
            () -> Uploader.through(client(breaking)).upload(HUB, people(), options().build()))
        .isInstanceOf(TransportException.class);
    assertThat(journal).exists();
  }

  private static void assertRefused(ThrowingCallable upload, String... texts) {
    assertThatThrownBy(upload)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(texts);
  }

  private io.github.citydc.exchange.http.HttpResponse recording(
      io.github.citydc.exchange.http.HttpRequest request) {
    if (request.method().equals("PUT")) {
      sent.add(request.uri().getPath());
    }
    return network.exchange(request);
  }

  private UploadReport upload(RecordSource<Person> source) {
    return upload(source, options().build());
  }

  private UploadReport upload(RecordSource<Person> source, UploadOptions options) {
    return Uploader.through(client(this::recording)).upload(HUB, source, options);
  }

  private static RecordSource<Person> people() {
    return numbers(0, PEOPLE);
  }

  private static RecordSource<Person> numbers(long from, int count) {
    return RecordSource.of(
        Person.class, LongStream.range(from, from + count).mapToObj(TestPeople::number));
  }

  private UploadOptionsBuilder options() {
    return UploadOptions.builder()
        .partSize(16 * 1024)
        .parallel(2)
        .encoding(PartEncoding.IDENTITY)
        .patience(Duration.ZERO)
        .journal(journal);
  }

  private ExchangeClient client(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .directory(city.directory())
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .transport(transport)
        .build();
  }
}
