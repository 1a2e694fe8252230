package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.content.AbortSwitch;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.file.FetchOptions;
import io.github.citydc.exchange.file.FetchedFiles;
import io.github.citydc.exchange.file.FileFetcher;
import io.github.citydc.exchange.file.FileOffer;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcCursors;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.UnverifiedRequestException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordPuller;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseKind;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.PartReferenceBuilder;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.PeriodBuilder;
import io.github.citydc.model.certificate.ECertificate;
import io.github.citydc.model.certificate.ECertificateBuilder;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Files that records name, fetched from a real hub over real HTTP. */
@ParameterizedClass
@EachDatabase
class FileFetchTest {

  private static final NodeId HUB = SharingHub.HUB;
  private static final NodeId READER = SharingHub.READER;
  private static final int RANGE = FileOffer.LEAST_RANGE;
  private static final byte[] CONTENT = bytes(5 * RANGE + 17);

  private final List<String> ranges = new CopyOnWriteArrayList<>();
  private final OkHttpTransport network = OkHttpTransport.create();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private SharingHub hub;
  private ExchangeClient client;

  @BeforeEach
  void start() throws IOException {
    hub = SharingHub.start(kind, folder);
    client = hub.city().client(READER).transport(counting()).build();
    Files.createDirectories(folder.resolve("mine"));
  }

  @AfterEach
  void stop() {
    client.close();
    network.close();
    hub.close();
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private HttpTransport counting() {
    return request -> {
      request.headers().value("range").ifPresent(ranges::add);
      return network.exchange(request);
    };
  }

  private void grant(String... items) {
    hub.grant(
        SharingHub.grantOf(SharingHub.GRANT, SharingHub.CERTIFICATES, items)
            .mode("file-download")
            .build());
  }

  private Path target() {
    return folder.resolve("mine").resolve("scan.pdf");
  }

  private FetchOptions options() {
    return FetchOptions.builder().rangeSize(RANGE).build();
  }

  private List<String> mine() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("mine"))) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private ProblemException refusal(PartReference file) {
    return catchThrowableOfType(
        ProblemException.class,
        () -> FileFetcher.through(client).fetch(HUB, file, target(), options()));
  }

  @Test
  void a_file_is_fetched_range_by_range_and_each_leaves_a_record_of_use() throws IOException {
    PartReference file = hub.publish("c-1", CONTENT);
    grant("证照文件");

    FileFetcher.through(client).fetch(HUB, file, target(), options());

    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    assertThat(mine()).containsExactly("scan.pdf");
    assertThat(ranges).hasSize(6).endsWith("bytes=" + 5 * RANGE + "-" + (5 * RANGE + 16));
    List<Use> uses = hub.uses();
    assertThat(uses).hasSize(6).allMatch(use -> use.kind() == UseKind.FILE);
    assertThat(uses.stream().mapToLong(Use::bytes).sum()).isEqualTo(CONTENT.length);
    assertThat(uses.get(0).reference()).contains(file.digest());
    assertThat(uses.get(0).grant()).contains(SharingHub.GRANT);
    assertThat(uses.get(0).purpose()).contains(SharingHub.PURPOSE);

    FileFetcher.through(client).fetch(HUB, file, target(), options());
    assertThat(ranges).as("what is there is not fetched again").hasSize(6);
  }

  @Test
  void a_larger_range_than_the_node_gives_is_answered_with_its_beginning() throws IOException {
    PartReference file = hub.publish("c-1", CONTENT);
    grant("证照文件");

    FileFetcher.through(client)
        .fetch(HUB, file, target(), FetchOptions.builder().rangeSize(4 * RANGE).build());

    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    assertThat(ranges).hasSize(6);
  }

  @Test
  void an_empty_file_and_a_small_one_without_a_range_are_fetched() throws IOException {
    PartReference empty = hub.publish("c-1", new byte[0]);
    PartReference small = hub.publish("c-2", bytes(100));
    grant("证照文件");

    FileFetcher.through(client).fetch(HUB, empty, target(), options());

    assertThat(target()).isEmptyFile();
    assertThat(
            client.call(HUB, Call.get("/files/" + small.digest())).response().body().toByteArray())
        .isEqualTo(bytes(100));
    assertThatThrownBy(
            () -> client.call(HUB, Call.get("/files/" + hub.publish("c-3", CONTENT).digest())))
        .hasMessageContaining("fetched in ranges of up to " + RANGE + " bytes");
    assertThatThrownBy(
            () ->
                client.call(
                    HUB, Call.get("/files/" + small.digest()).header("range", "bytes=100-")))
        .hasMessageContaining("begins behind the end of the file, which has 100 bytes");
  }

  @Test
  void a_file_that_a_message_has_brought_is_fetched_by_who_may_read_its_record()
      throws IOException {
    Path sent = Files.write(folder.resolve("sent.pdf"), CONTENT);
    PartReference file;
    try (ExchangeClient sender = hub.client(SharingHub.STRANGER)) {
      file = FileSender.through(sender).send(HUB, sent, "application/pdf");
      assertThatThrownBy(() -> client.call(HUB, Call.get("/files/" + file.digest())))
          .as("no record names it yet")
          .hasMessageContaining("No record that this node offers names such a file");
      sender.send(
          HUB,
          ECertificateBuilder.builder(SharingHub.example(ECertificate.class)).file(file).build());
    }
    grant("证照文件");

    FileFetcher.through(client).fetch(HUB, file, target(), options());

    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
  }

  @Test
  void who_may_not_read_the_record_or_the_item_may_not_fetch_the_file() throws IOException {
    PartReference file = hub.publish("c-1", CONTENT);
    assertThat(refusal(file).problem().code()).isEqualTo(ProblemCode.NOT_AUTHORIZED);

    grant("证照名称");

    assertThat(refusal(file).problem().code()).isEqualTo(ProblemCode.NOT_AUTHORIZED);
    PartReference unknown =
        PartReferenceBuilder.builder(file).digest("sha-256:" + "0".repeat(64)).build();
    assertThat(refusal(unknown).problem().code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(hub.uses()).isEmpty();
  }

  @Test
  void a_file_of_a_record_outside_the_divisions_is_refused() throws IOException {
    PartReference file = hub.publish("c-1", CONTENT);
    hub.grant(
        SharingHub.grantOf(SharingHub.GRANT, SharingHub.CERTIFICATES, "证照文件")
            .divisions(List.of("440105"))
            .build());

    assertThat(refusal(file).problem().code()).isEqualTo(ProblemCode.NOT_AUTHORIZED);
  }

  @Test
  void what_was_broken_off_goes_on_where_it_was() throws IOException {
    PartReference file = hub.publish("c-1", CONTENT);
    grant("证照文件");
    AbortSwitch abort = AbortSwitch.create();
    FetchOptions broken =
        FetchOptions.builder()
            .rangeSize(RANGE)
            .abort(abort)
            .listener(
                progress -> {
                  if (progress.sent() >= 2L * RANGE) {
                    abort.abort();
                  }
                })
            .build();

    assertThatThrownBy(() -> FileFetcher.through(client).fetch(HUB, file, target(), broken))
        .isInstanceOf(CancellationException.class);
    assertThat(mine()).containsExactly(file.digest().replace(':', '_') + ".part");
    FileFetcher.through(client).fetch(HUB, file, target(), options());

    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    assertThat(ranges).doesNotHaveDuplicates().hasSize(6);
    assertThat(mine()).containsExactly("scan.pdf");
  }

  @Test
  void a_suspension_ends_a_fetch_that_is_under_way_and_it_goes_on_when_it_is_over()
      throws IOException {
    PartReference file = hub.publish("c-1", CONTENT);
    grant("证照文件");
    FetchOptions suspended =
        FetchOptions.builder()
            .rangeSize(RANGE)
            .listener(
                progress -> {
                  if (progress.sent() == 2L * RANGE) {
                    hub.change(SharingHub.GRANT, "suspended", "misuse");
                  }
                })
            .build();

    assertThatThrownBy(() -> FileFetcher.through(client).fetch(HUB, file, target(), suspended))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Grant " + SharingHub.GRANT + " is suspended (Decree 809, art. 27)");
    assertThat(hub.uses()).hasSize(2);
    hub.change(SharingHub.GRANT, "resumed", "mended");
    FileFetcher.through(client).fetch(HUB, file, target(), options());

    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
  }

  @Test
  void an_expiry_ends_a_fetch_that_is_under_way() throws IOException {
    hub.close();
    SettableClock clock = new SettableClock(Instant.parse("2026-03-01T15:59:59.500Z"));
    hub = SharingHub.start(kind, folder.resolve("expiring"), clock, UnaryOperator.identity());
    PartReference file = hub.publish("c-1", CONTENT);
    hub.grant(
        SharingHub.grantOf(SharingHub.GRANT, SharingHub.CERTIFICATES, "证照文件")
            .period(
                PeriodBuilder.builder()
                    .from(LocalDate.of(2026, 1, 1))
                    .until(LocalDate.of(2026, 3, 1))
                    .build())
            .build());
    FetchOptions expiring =
        FetchOptions.builder()
            .rangeSize(RANGE)
            .listener(progress -> clock.set(Instant.parse("2026-03-01T16:00:00Z")))
            .build();
    try (ExchangeClient reader = hub.client(READER)) {
      assertThatThrownBy(() -> FileFetcher.through(reader).fetch(HUB, file, target(), expiring))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("expired after 2026-03-01");
    }
    assertThat(hub.uses()).hasSize(1);
  }

  @Test
  void what_a_power_failure_has_spoiled_is_fetched_again_from_the_beginning() throws IOException {
    PartReference file = hub.publish("c-1", CONTENT);
    grant("证照文件");
    Path partial = target().resolveSibling(file.digest().replace(':', '_') + ".part");
    Files.write(partial, new byte[3 * RANGE]);

    FileFetcher.through(client).fetch(HUB, file, target(), options());

    assertThat(Files.readAllBytes(target())).isEqualTo(CONTENT);
    assertThat(mine()).containsExactly("scan.pdf");
  }

  @Test
  void a_file_that_the_node_has_damaged_is_not_taken_and_leaves_nothing() throws IOException {
    PartReference file = hub.publish("c-1", CONTENT);
    grant("证照文件");
    Path stored = stored(file);
    byte[] damaged = Files.readAllBytes(stored);
    damaged[4 * RANGE] ^= 1;
    Files.write(stored, damaged);

    assertThatThrownBy(() -> FileFetcher.through(client).fetch(HUB, file, target(), options()))
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> assertThat(e.code()).isEqualTo(ProblemCode.DIGEST_MISMATCH));
    assertThat(mine()).isEmpty();
  }

  private Path stored(PartReference file) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
      return all.filter(path -> path.endsWith(file.digest().replace(':', '_')))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void a_file_that_is_not_there_any_more_is_not_found() throws IOException {
    PartReference file = hub.publish("c-1", CONTENT);
    grant("证照文件");
    hub.files().remove(ContentKey.file(HUB, ContentHash.parse(file.digest())));

    assertThat(refusal(file).problem().code()).isEqualTo(ProblemCode.NOT_FOUND);
  }

  @Test
  void a_range_that_is_changed_on_the_way_is_refused() throws IOException {
    PartReference file = hub.publish("c-1", CONTENT);
    grant("证照文件");
    HttpTransport changing =
        request ->
            network.exchange(
                new HttpRequest(
                    request.method(),
                    request.uri(),
                    request.headers().value("range").isPresent()
                        ? request.headers().with("range", "bytes=1-" + RANGE)
                        : request.headers(),
                    request.body()));
    try (ExchangeClient deceived = hub.city().client(READER).transport(changing).build()) {
      assertThatThrownBy(
              () ->
                  deceived.call(
                      HUB, Call.get("/files/" + file.digest()).header("range", "bytes=0-9")))
          .isInstanceOf(UnverifiedRequestException.class);
    }
    assertThat(hub.uses()).isEmpty();
  }

  @Test
  void a_record_is_found_as_its_last_change_has_left_it() throws IOException {
    PayloadType type = PayloadType.of(ECertificate.class);
    hub.publish("c-1", bytes(10));
    PartReference newer = hub.publish("c-1", bytes(20));

    assertThat(hub.records().find(type, SharingHub.CERTIFICATES, "c-1").orElseThrow().files())
        .extracting(PartReference::digest)
        .containsExactly(newer.digest());
    hub.append(
        RecordChange.delete(
            type,
            SharingHub.CERTIFICATES,
            "c-1",
            OffsetDateTime.parse("2026-11-24T10:00:00+08:00")));

    assertThat(hub.records().find(type, SharingHub.CERTIFICATES, "c-1")).isEmpty();
    assertThat(hub.records().find(type, SharingHub.CERTIFICATES, "c-2")).isEmpty();
  }

  @Test
  void a_puller_takes_the_files_along_before_the_records_are_handled() throws Exception {
    hub.publish("c-1", CONTENT);
    PartReference gone = hub.publish("c-2", bytes(100));
    hub.files().remove(ContentKey.file(HUB, ContentHash.parse(gone.digest())));
    grant("证照名称", "证照文件");
    FetchedFiles files = FetchedFiles.in(folder.resolve("taken"), options());
    List<byte[]> read = new ArrayList<>();
    List<String> missing = new ArrayList<>();

    RecordPuller.builder(
            client,
            HUB,
            ECertificate.class,
            JdbcCursors.on(NodeDatabase.of(hub.database().dataSource(), READER)),
            (change, certificate, connection) -> {
              PartReference named = certificate.orElseThrow().file().orElseThrow();
              if (files.find(named).isPresent()) {
                read.add(Files.readAllBytes(files.find(named).get()));
              } else {
                missing.add(change.id());
              }
            })
        .files(files)
        .build()
        .pull();

    assertThat(read).containsExactly(CONTENT);
    assertThat(missing).containsExactly("c-2");
    assertThat(hub.uses()).extracting(Use::kind).contains(UseKind.PULL, UseKind.FILE);
    assertThat(
            hub.uses().stream()
                .filter(use -> use.kind() == UseKind.PULL)
                .mapToLong(Use::records)
                .sum())
        .isEqualTo(2);
  }
}
