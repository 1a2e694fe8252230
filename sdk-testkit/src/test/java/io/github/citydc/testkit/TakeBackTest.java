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
import io.github.citydc.exchange.content.AbortSwitch;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Uploads that end early, and what is taken back of them: no more than is theirs alone. */
@ParameterizedClass
@EachStore
class TakeBackTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HAIZHU = NodeId.parse("440105:11440105007483025F:grid");
  private static final String ONE = "019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f";
  private static final String OTHER = "019ab5c2-7e1d-7cc3-98c4-dc0c0c073990";
  private static final String OCTETS = "application/octet-stream";
  private static final String NDJSON = "application/x-ndjson";
  private static final int PEOPLE = 2_000;
  private static final int PART = 16 * 1024;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final CountDownLatch open = new CountDownLatch(1);
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private SigningKey key;
  private SigningKey keyOfOther;
  private SandboxNode hub;
  private PersonTable table;

  @BeforeEach
  void start() {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    key = city.enrol(TIANHE);
    keyOfOther = city.enrol(HAIZHU);
    table = new PersonTable(running.dataSource());
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(running.dataSource())
            .contentIn(folder.resolve("content"))
            .on(Person.class, (person, context) -> {})
            .onBatch(
                Person.class,
                (people, context) -> {
                  if (!open.await(1, TimeUnit.MINUTES)) {
                    throw new IllegalStateException("not opened");
                  }
                })
            .start();
  }

  @AfterEach
  void stop() {
    open.countDown();
    hub.close();
    running.close();
  }

  @Test
  void an_upload_that_is_aborted_leaves_nothing_behind() throws Exception {
    AbortSwitch abort = AbortSwitch.create();

    assertThatThrownBy(() -> upload(abortingAfter(5, abort), options().abort(abort)))
        .isInstanceOf(CancellationException.class);

    assertThat(sent).contains("DELETE").doesNotContain("POST");
    assertThat(parts()).isZero();
    assertThat(filesOf("batch-parts")).isEmpty();
  }

  @Test
  void an_upload_with_a_journal_that_is_aborted_goes_on_where_it_was() throws Exception {
    open.countDown();
    Path journal = folder.resolve("journal");
    AbortSwitch abort = AbortSwitch.create();
    assertThatThrownBy(
            () -> upload(abortingAfter(5, abort), options().abort(abort).journal(journal)))
        .isInstanceOf(CancellationException.class);
    assertThat(sent).doesNotContain("DELETE");
    long arrived = parts();
    assertThat(arrived).isGreaterThanOrEqualTo(4);
    sent.clear();

    UploadReport report = upload(this::noting, options().journal(journal));

    assertThat(report.accepted()).isEqualTo(PEOPLE);
    assertThat(sent.stream().filter("PUT"::equals).count()).isEqualTo(allParts() - arrived);
  }

  @Test
  void an_upload_that_ends_at_a_record_takes_back_what_it_has_sent() throws Exception {
    Person wrong = PersonBuilder.builder(TestPeople.number(1)).idNumber("1").build();
    Stream<Person> people = Stream.concat(TestPeople.first(PEOPLE), Stream.of(wrong));

    assertThatThrownBy(
            () ->
                Uploader.through(client(this::noting))
                    .upload(
                        HUB,
                        RecordSource.of(Person.class, people),
                        options().failFast(true).build()))
        .isInstanceOf(InvalidPayloadException.class);

    assertThat(sent).contains("PUT", "DELETE");
    assertThat(parts()).as("what was just under way").isLessThanOrEqualTo(2);
  }

  @Test
  void a_receiver_that_does_not_answer_is_not_asked_to_take_anything_back() {
    HttpTransport down =
        request -> {
          sent.add(request.method());
          throw new TransportException("down", new IOException("down"));
        };

    assertThatThrownBy(() -> upload(down, options().patience(Duration.ZERO)))
        .isInstanceOf(TransportException.class);

    assertThat(sent).doesNotContain("DELETE");
  }

  @Test
  void a_file_that_is_aborted_leaves_nothing_behind_and_one_that_is_broken_off_goes_on()
      throws Exception {
    byte[] bytes = new byte[20 * PART];
    new Random(1).nextBytes(bytes);
    Path file = Files.write(folder.resolve("plan.pdf"), bytes);
    AbortSwitch abort = AbortSwitch.create();
    FileOptions options = FileOptions.builder().partSize(PART).parallel(2).abort(abort).build();

    assertThatThrownBy(
            () ->
                FileSender.through(client(abortingAfter(5, abort)))
                    .send(HUB, file, "application/pdf", options))
        .isInstanceOf(CancellationException.class);
    assertThat(parts()).isZero();
    assertThat(filesOf("file-parts")).isEmpty();

    HttpTransport breaking =
        request -> {
          if (sent.stream().filter("PUT"::equals).count() > 12) {
            throw new TransportException("cut", new IOException("cut"));
          }
          return noting(request);
        };
    FileOptions impatient =
        FileOptions.builder().partSize(PART).parallel(1).patience(Duration.ZERO).build();
    assertThatThrownBy(
            () ->
                FileSender.through(client(breaking)).send(HUB, file, "application/pdf", impatient))
        .isInstanceOf(TransportException.class);
    assertThat(parts()).as("kept for the next try").isPositive();
  }

  @Test
  void only_what_an_upload_has_brought_and_nobody_else_wants_is_taken_back() throws Exception {
    String own = part(1);
    String shared = part(2);
    String before = part(3);
    String unnamed = part(4);
    assertThat(putPart(key, before, OTHER)).isEqualTo(201);
    assertThat(putPart(key, own, ONE)).isEqualTo(201);
    assertThat(putPart(key, own, ONE)).as("its own second try").isEqualTo(204);
    assertThat(putPart(key, shared, ONE)).isEqualTo(201);
    assertThat(putPart(key, shared, OTHER)).as("now wanted by two").isEqualTo(204);
    assertThat(putPart(key, before, ONE)).isEqualTo(204);
    assertThat(putPart(key, unnamed, "")).isEqualTo(201);

    assertThat(takeBack(key, "batches/" + ONE).status()).isEqualTo(204);
    assertThat(takeBack(key, "batches/" + ONE).status()).as("once more").isEqualTo(204);

    assertThat(has(key, own)).isEqualTo(404);
    assertThat(has(key, shared)).isEqualTo(204);
    assertThat(has(key, before)).isEqualTo(204);
    assertThat(has(key, unnamed)).isEqualTo(204);
    assertThat(takeBack(key, "batches/" + OTHER).status()).isEqualTo(204);
    assertThat(has(key, shared)).as("it was brought by the first").isEqualTo(204);
    assertThat(has(key, before)).as("the first wanted it as well").isEqualTo(204);
  }

  @Test
  void another_node_takes_nothing_back_though_it_knows_the_batch() throws Exception {
    assertThat(putPart(key, part(1), ONE)).isEqualTo(201);
    assertThat(putPart(keyOfOther, part(1), ONE)).isEqualTo(201);

    assertThat(takeBack(keyOfOther, "batches/" + ONE).status()).isEqualTo(204);

    assertThat(has(key, part(1))).isEqualTo(204);
    assertThat(has(keyOfOther, part(1))).isEqualTo(404);
  }

  @Test
  void the_parts_of_an_accepted_batch_stay_until_it_is_done() throws Exception {
    AtomicInteger puts = new AtomicInteger();
    String[] batch = new String[1];
    HttpTransport watching =
        request -> {
          HttpResponse answer = network.exchange(request);
          if (request.method().equals("PUT")) {
            puts.incrementAndGet();
            batch[0] = request.uri().getQuery().replace("for=", "");
          } else if (request.method().equals("POST")) {
            assertThat(text(takeBack(key, "batches/" + batch[0]))).contains("message-conflict");
            open.countDown();
          }
          return answer;
        };

    UploadReport report = upload(watching, options());

    assertThat(report.accepted()).isEqualTo(PEOPLE);
    assertThat(puts.get()).isGreaterThan(1);
    assertThat(takeBack(key, "batches/" + batch[0]).status()).isEqualTo(409);
  }

  @Test
  void the_parts_that_a_manifest_names_are_not_taken_back_though_others_are_missing()
      throws Exception {
    assertThat(putPart(key, part(1), ONE)).isEqualTo(201);
    ContentHash here = digest(part(1));
    ContentHash missing = digest(part(2));
    assertThat(text(put("/batches", "POST", manifest(here, missing)))).contains("parts-missing");

    assertThat(takeBack(key, "batches/" + ONE).status()).isEqualTo(204);

    assertThat(has(key, part(1))).isEqualTo(204);
  }

  @Test
  void what_names_no_batch_or_file_is_refused() throws Exception {
    assertThat(takeBack(key, "batches/nothing").status()).isEqualTo(404);
    assertThat(takeBack(key, "files/nothing").status()).isEqualTo(404);
    assertThat(putPart(key, part(1), "nothing")).isEqualTo(400);
    assertThat(
            send(key, "PUT", "/parts/" + digest(part(1)) + "?for=" + ONE, OCTETS, part(1)).status())
        .as("a part of a file is for a file")
        .isEqualTo(400);
    assertThat(parts()).isZero();
  }

  private static UploadOptionsBuilder options() {
    return UploadOptions.builder()
        .partSize(PART)
        .parallel(2)
        .encoding(Optional.of(PartEncoding.IDENTITY));
  }

  private UploadReport upload(HttpTransport transport, UploadOptionsBuilder options) {
    return Uploader.through(client(transport))
        .upload(HUB, RecordSource.of(Person.class, TestPeople.first(PEOPLE)), options.build());
  }

  private HttpTransport abortingAfter(int requests, AbortSwitch abort) {
    AtomicInteger puts = new AtomicInteger();
    return request -> {
      HttpResponse answer = noting(request);
      if (request.method().equals("PUT") && puts.incrementAndGet() == requests) {
        abort.abort();
      }
      return answer;
    };
  }

  private HttpResponse noting(HttpRequest request) {
    sent.add(request.method());
    return network.exchange(request);
  }

  private long parts() throws SQLException {
    return table.number("SELECT COUNT(*) FROM cdx_content");
  }

  /** Of all records, as this uploader cuts them. */
  private long allParts() throws SQLException {
    return table.number("SELECT COUNT(*) FROM cdx_content WHERE kind = 'batch_part'");
  }

  private List<Path> filesOf(String name) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("content").resolve(name))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static String part(int number) {
    return "{\"number\":" + number + "}\n";
  }

  private static ContentHash digest(String part) {
    return ContentHash.of(Content.of(part.getBytes(StandardCharsets.UTF_8)));
  }

  private int putPart(SigningKey by, String part, String batch) {
    String query = batch.isEmpty() ? "" : "?for=" + batch;
    return send(by, "PUT", "/parts/" + digest(part) + query, NDJSON, part).status();
  }

  private int has(SigningKey by, String part) {
    return send(by, "HEAD", "/parts/" + digest(part), "", "").status();
  }

  private HttpResponse takeBack(SigningKey by, String of) {
    return send(by, "DELETE", "/" + of + "/parts", "", "");
  }

  private HttpResponse put(String path, String method, String body) {
    return send(key, method, path, "application/json", body);
  }

  private static String manifest(ContentHash... parts) {
    List<String> listed =
        Stream.of(parts)
            .map(
                part ->
                    "{\"digest\":\"" + part + "\",\"size\":" + part(1).length() + ",\"records\":1}")
            .toList();
    return "{\"batchId\":\""
        + ONE
        + "\",\"type\":\"population.person/1\",\"operation\":\"upsert\",\"sender\":\""
        + TIANHE
        + "\",\"receiver\":\""
        + HUB
        + "\",\"createdAt\":\"2026-11-23T09:00:00+08:00\",\"records\":"
        + parts.length
        + ",\"parts\":["
        + String.join(",", listed)
        + "]}";
  }

  private HttpResponse send(SigningKey by, String method, String path, String type, String body) {
    HttpHeaders headers = HttpHeaders.empty();
    HttpRequest request =
        new HttpRequest(
            method,
            URI.create(hub.baseUrl() + path),
            type.isEmpty() ? headers : headers.with("content-type", type),
            Content.of(body.getBytes(StandardCharsets.UTF_8)));
    return network.exchange(HttpSignatures.signer(by).sign(request, HUB));
  }

  private static String text(HttpResponse response) {
    return new String(response.body().toByteArray(), StandardCharsets.UTF_8);
  }

  private ExchangeClient client(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport)
        .maxAttempts(1)
        .build();
  }
}
