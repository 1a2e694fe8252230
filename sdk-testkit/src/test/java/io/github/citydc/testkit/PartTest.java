package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts and manifests that are not as they should be, signed as they should be. */
class PartTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HAIZHU = NodeId.parse("440105:11440105007483025F:grid");
  private static final String NDJSON = "application/x-ndjson";
  private static final int MEBI = 1024 * 1024;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<Person> register = new ArrayList<>();
  private SandboxCity city;
  private SandboxNode hub;
  private MessageVerifier verifier;
  private Path folder;

  @BeforeEach
  void start(@TempDir Path empty) {
    folder = empty;
    city = SandboxCity.found("Test Root");
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .batches(reception -> reception.quota(2 * MEBI).batchSize(100, 10_000))
            .on(Person.class, (person, context) -> register.add(person))
            .start();
    city.enrol(TIANHE);
    city.enrol(HAIZHU);
    verifier = HttpSignatures.verifier(city.trust(), city.directory());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void a_part_that_has_arrived_is_there_for_its_sender_only() {
    Content part = part(3);

    assertThat(head(TIANHE, ContentHash.of(part)).status()).isEqualTo(404);
    assertThat(put(TIANHE, part, "identity").status()).isEqualTo(201);
    assertThat(put(TIANHE, part, "identity").status()).isEqualTo(204);
    assertThat(head(TIANHE, ContentHash.of(part)).status()).isEqualTo(204);
    assertThat(head(HAIZHU, ContentHash.of(part)).status()).isEqualTo(404);
    assertThat(problem(post(HAIZHU, manifest(HAIZHU, batchPart(part, 3)))).code())
        .hasToString("parts-missing");
  }

  @Test
  void a_manifest_is_accepted_once_its_parts_are_there_and_gets_the_same_receipt_again() {
    Content first = part(3);
    Content second = part(5);
    BatchManifest manifest = manifest(TIANHE, batchPart(first, 3), batchPart(second, 5));
    put(TIANHE, first, "identity");

    HttpResponse early = post(TIANHE, manifest);
    put(TIANHE, second, "identity");
    HttpResponse accepted = post(TIANHE, manifest);
    HttpResponse again = post(TIANHE, manifest);
    HttpResponse changed = post(TIANHE, manifest(TIANHE, batchPart(second, 5)));

    assertThat(early.status()).isEqualTo(409);
    assertThat(problem(early).missing()).containsExactly(ContentHash.of(second));
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(again.body().toByteArray()).isEqualTo(accepted.body().toByteArray());
    assertThat(problem(changed).code()).hasToString("message-conflict");
  }

  @Test
  void a_manifest_says_what_its_parts_are() {
    Content part = part(3);
    put(TIANHE, part, "identity");

    assertThat(problem(post(TIANHE, manifest(TIANHE, batchPart(part, 4)))).code())
        .hasToString("malformed-message");
    assertThat(problem(post(HAIZHU, manifest(TIANHE, batchPart(part, 3)))).code())
        .hasToString("sender-mismatch");
    assertThat(
            problem(
                    exchange(
                        TIANHE,
                        "POST",
                        "/batches",
                        HttpHeaders.empty().with("content-type", "application/json"),
                        Content.of("{\"parts\":[]}".getBytes(StandardCharsets.UTF_8))))
                .code())
        .hasToString("malformed-message");
  }

  @Test
  void a_manifest_that_names_a_part_again_and_again_is_refused() {
    Content part = part(3);
    put(TIANHE, part, "identity");

    HttpResponse thousand = post(TIANHE, manifest(TIANHE, times(1000, batchPart(part, 3))));
    HttpResponse ten = post(TIANHE, manifest(TIANHE, times(10, batchPart(part, 3))));

    assertThat(ten.status()).isEqualTo(202);
    assertThat(problem(thousand).code()).hasToString("malformed-message");
    assertThat(problem(thousand).detail()).contains("/parts/10: is named more than 10 times");
  }

  @Test
  void a_batch_has_bounds_as_a_whole() {
    Content many = Content.of("{}\n".repeat(101).getBytes(StandardCharsets.UTF_8));
    Content large = part(20);
    put(TIANHE, many, "identity");
    put(TIANHE, large, "identity");

    Problem tooMany = problem(post(TIANHE, manifest(TIANHE, batchPart(many, 101))));
    Problem tooLarge = problem(post(TIANHE, manifest(TIANHE, times(3, batchPart(large, 20)))));

    assertThat(tooMany.code()).hasToString("body-too-large");
    assertThat(tooMany.detail()).contains("100 records");
    assertThat(tooLarge.code()).hasToString("body-too-large");
    assertThat(tooLarge.detail()).contains("10000 bytes");
  }

  private static BatchPart[] times(int count, BatchPart part) {
    return Collections.nCopies(count, part).toArray(BatchPart[]::new);
  }

  @Test
  void a_part_of_some_gzip_members_is_read_and_one_of_thousands_refused() throws IOException {
    byte[] empty = gzip(out -> {}).toByteArray();
    byte[] record = gzip(out -> out.write("{}\n".getBytes(StandardCharsets.UTF_8))).toByteArray();
    ByteArrayOutputStream some = new ByteArrayOutputStream();
    ByteArrayOutputStream thousands = new ByteArrayOutputStream();
    for (byte[] member : List.of(empty, record, empty, record)) {
      some.write(member);
    }
    for (int i = 0; i < 13_000; i++) {
      thousands.write(empty);
    }
    thousands.write(record);

    assertThat(put(TIANHE, Content.of(some.toByteArray()), "gzip").status()).isEqualTo(201);
    assertThat(problem(put(TIANHE, Content.of(thousands.toByteArray()), "gzip")).code())
        .hasToString("malformed-message");
    byte[] damaged = record.clone();
    damaged[damaged.length - 6] ^= 1;
    assertThat(problem(put(TIANHE, Content.of(damaged), "gzip")).code())
        .hasToString("malformed-message");
  }

  @Test
  void a_part_under_another_digest_is_refused() {
    HttpResponse answer =
        exchange(
            TIANHE,
            "PUT",
            "/parts/" + ContentHash.of(part(2)),
            HttpHeaders.empty().with("content-type", NDJSON),
            part(3));

    assertThat(problem(answer).code()).hasToString("digest-mismatch");
    assertNothingIsStored();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "sha-256:..%2f..%2fevil",
        "sha-256:ABCDEF",
        "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        "sha-256:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0%00"
      })
  void a_digest_that_is_none_names_nothing(String digest) {
    HttpResponse answer =
        exchange(
            TIANHE,
            "PUT",
            "/parts/" + digest,
            HttpHeaders.empty().with("content-type", NDJSON),
            part(3));

    assertThat(answer.status()).isBetween(400, 404);
    assertNothingIsStored();
  }

  @Test
  void a_bomb_is_refused_without_being_unpacked_in_memory() throws IOException {
    Content bomb =
        gzip(out -> repeat(out, "{}\n".repeat(1024).getBytes(StandardCharsets.UTF_8), 40_000));

    assertThat(bomb.size()).isLessThan(MEBI);
    assertThat(problem(put(TIANHE, bomb, "gzip")).code()).hasToString("body-too-large");
    assertNothingIsStored();
  }

  @Test
  void a_line_without_end_is_refused() throws IOException {
    Content endless =
        gzip(out -> repeat(out, "x".repeat(1024).getBytes(StandardCharsets.UTF_8), 2000));

    assertThat(problem(put(TIANHE, endless, "gzip")).code()).hasToString("body-too-large");
    assertNothingIsStored();
  }

  @Test
  void a_part_that_is_not_encoded_as_it_says_is_refused() {
    assertThat(problem(put(TIANHE, part(3), "gzip")).code()).hasToString("malformed-message");
    assertThat(problem(put(TIANHE, part(3), "zstd")).code()).hasToString("malformed-message");
    assertThat(problem(put(TIANHE, part(3), "br")).code()).hasToString("malformed-message");
    assertThat(problem(put(TIANHE, Content.of(new byte[] {'\n'}), "identity")).code())
        .hasToString("malformed-message");
    assertNothingIsStored();
  }

  @Test
  void a_part_of_more_than_eight_mebibytes_is_refused() {
    Content large = Content.of(new byte[8 * MEBI + 1]);

    assertThat(problem(put(TIANHE, large, "identity")).code()).hasToString("body-too-large");
  }

  @Test
  void a_sender_has_only_so_much_room() {
    byte[] lines = "{}\n".repeat(500_000).getBytes(StandardCharsets.UTF_8);
    Content first = Content.of(lines);
    lines[1] = ' ';
    Content second = Content.of(lines);

    assertThat(put(TIANHE, first, "identity").status()).isEqualTo(201);
    assertThat(problem(put(TIANHE, second, "identity")).code()).hasToString("rate-limited");
    assertThat(put(HAIZHU, second, "identity").status()).isEqualTo(201);
  }

  @Test
  void what_cannot_be_written_is_unavailable_and_leaves_nothing_half() throws IOException {
    Path place =
        folder
            .resolve("content")
            .resolve("batch-parts")
            .resolve(TIANHE.toString().replace(':', '_'));
    Files.createDirectories(place.resolveSibling("."));
    Files.writeString(place, "a file where a folder should be");

    HttpResponse answer = put(TIANHE, part(3), "identity");
    Files.delete(place);

    assertThat(problem(answer).code()).hasToString("unavailable");
    assertThat(problem(answer).retryable()).isTrue();
    assertNothingIsStored();
    assertThat(put(TIANHE, part(3), "identity").status()).isEqualTo(201);
  }

  @Test
  void a_node_tells_how_large_parts_are_and_how_they_may_be_encoded() {
    var node =
        PayloadJson.standard()
            .readObject(
                network
                    .exchange(
                        new HttpRequest(
                            "GET",
                            URI.create(hub.baseUrl() + "/node"),
                            HttpHeaders.empty(),
                            Content.empty()))
                    .body()
                    .toByteArray());

    assertThat(node.at("/limits/partSize").asInt()).isEqualTo(8 * MEBI);
    assertThat(node.path("encodings").toString())
        .isEqualTo("[\"zstd\",\"gzip\",\"identity\",\"jose+zstd\",\"jose+gzip\",\"jose\"]");
  }

  private void assertNothingIsStored() {
    Path parts = folder.resolve("content").resolve("batch-parts");
    if (!Files.isDirectory(parts)) {
      return;
    }
    try (Stream<Path> files = Files.walk(parts)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Content part(int people) {
    PayloadJson json = PayloadJson.standard();
    StringBuilder lines = new StringBuilder();
    TestPeople.first(people)
        .forEach(
            person ->
                lines.append(new String(json.write(person), StandardCharsets.UTF_8)).append('\n'));
    return Content.of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static BatchPart batchPart(Content part, int records) {
    return new BatchPart(ContentHash.of(part), PartEncoding.IDENTITY, part.size(), records);
  }

  private static BatchManifest manifest(NodeId sender, BatchPart... parts) {
    return new BatchManifest(
        MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f"),
        PayloadType.parse("population.person/1"),
        Operation.UPSERT,
        sender,
        HUB,
        OffsetDateTime.parse("2026-11-23T09:00:00+08:00"),
        List.of(parts));
  }

  private HttpResponse head(NodeId sender, ContentHash digest) {
    return exchange(sender, "HEAD", "/parts/" + digest, HttpHeaders.empty(), Content.empty());
  }

  private HttpResponse put(NodeId sender, Content part, String encoding) {
    HttpHeaders headers = HttpHeaders.empty().with("content-type", NDJSON);
    return exchange(
        sender,
        "PUT",
        "/parts/" + ContentHash.of(part),
        encoding.equals("identity") ? headers : headers.with("content-encoding", encoding),
        part);
  }

  private HttpResponse post(NodeId sender, BatchManifest manifest) {
    return exchange(
        sender,
        "POST",
        "/batches",
        HttpHeaders.empty().with("content-type", "application/json"),
        Content.of(ManifestJson.write(manifest)));
  }

  private HttpResponse exchange(
      NodeId sender, String method, String target, HttpHeaders headers, Content body) {
    MessageSigner signer = HttpSignatures.signer(city.key(sender));
    HttpRequest signed =
        signer.sign(
            new HttpRequest(method, URI.create(hub.baseUrl() + target), headers, body), HUB);
    HttpResponse response = network.exchange(signed);
    return response.headers().value("signature").isPresent()
        ? verifier.verify(response, signed).response()
        : response;
  }

  private static Problem problem(HttpResponse response) {
    return Problem.fromJson(response.status(), response.body().toByteArray());
  }

  private static Content gzip(Writing content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      content.to(out);
    }
    return Content.of(bytes.toByteArray());
  }

  private static void repeat(OutputStream out, byte[] text, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      out.write(text);
    }
  }

  @FunctionalInterface
  private interface Writing {

    void to(OutputStream out) throws IOException;
  }
}
