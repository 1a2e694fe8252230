package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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

/** {@code cdx upload}, and {@code cdx send} with files, against a real hub. */
class UploadCommandTest {

  private static final Path EXAMPLES = Path.of("..", "docs", "standard", "examples");
  private static final String ELSEWHERE = "440105001";

  @TempDir private Path folder;
  private CdxAtHub cdx;
  private String person;

  @BeforeEach
  void start() throws IOException {
    cdx = new CdxAtHub(folder);
    person = oneLine("population.person-1.json");
  }

  @AfterEach
  void stop() {
    cdx.close();
  }

  private static String oneLine(String example) throws IOException {
    return new JsonMapper().readTree(EXAMPLES.resolve(example).toFile()).toString();
  }

  @Test
  void lines_are_uploaded_as_one_batch_whose_receipt_can_be_verified() throws IOException {
    Path file = file("persons.ndjson", Collections.nCopies(500, person));
    Path receipts = folder.resolve("receipts");

    assertThat(cdx.to("upload", "population.person", "--receipts", receipts, file)).isZero();
    assertThat(cdx.out().lines()).singleElement().asString().contains("\"accepted\":500");
    assertThat(cdx.out() + cdx.err()).doesNotContain("440106198001010019", "张三");

    assertThat(cdx.run("verify-receipt", "--trust", cdx.key().resolve("root.pem"), receipts))
        .describedAs(cdx.out() + cdx.err())
        .isZero();
  }

  @Test
  void each_record_that_is_rejected_says_why() throws IOException {
    Path file =
        file(
            "persons.ndjson",
            List.of(
                person,
                person.replace("010019", "010018"),
                person.replaceAll("\"division\":\"[0-9]+\"", "\"division\":\"" + ELSEWHERE + "\""),
                person));

    assertThat(cdx.to("upload", "population.person", file)).isEqualTo(1);
    assertThat(cdx.out().lines())
        .satisfiesExactly(
            two -> assertThat(two).contains("\"record\":2", "citizen-id"),
            three -> assertThat(three).contains("\"record\":3", "outside-jurisdiction"),
            totals -> assertThat(totals).contains("\"accepted\":2,\"rejected\":2"));
  }

  @Test
  void a_list_that_is_cut_says_so_and_how_to_see_the_rest() throws IOException {
    Path file = file("persons.ndjson", Collections.nCopies(7, person.replace("010019", "010018")));

    assertThat(cdx.to("upload", "population.person", "--list", "3", file)).isEqualTo(1);

    assertThat(cdx.out().lines())
        .hasSize(4)
        .last()
        .asString()
        .contains("\"rejected\":7,\"listed\":3");
    assertThat(cdx.err()).contains("first 3 of 7 rejected", "cdx batch show", "--list 7");
    assertThat(cdx.to("upload", "population.person", "--list", "7", file)).isEqualTo(1);
    assertThat(cdx.err()).doesNotContain("rejected");
  }

  @Test
  void a_node_that_is_down_at_the_first_request_is_waited_for() throws Exception {
    Path file = file("persons.ndjson", List.of(person));
    cdx.close();
    assertThat(cdx.to("upload", "population.person", "--patience", "1", file)).isEqualTo(3);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<?> back =
          threads.submit(
              () -> {
                Thread.sleep(1_500);
                cdx.restart();
                return null;
              });

      assertThat(cdx.to("upload", "population.person", "--patience", "60", file))
          .describedAs(cdx.err())
          .isZero();
      back.get();
    } finally {
      threads.shutdown();
    }
  }

  @Test
  @Tag("processes")
  void an_upload_that_is_told_to_stop_takes_back_what_it_has_sent() throws Exception {
    Path parts = folder.resolve("hub").resolve("content").resolve("batch-parts");
    try (CdxProcess upload =
        CdxProcess.startReading(
            "upload",
            "--to",
            cdx.url(),
            "--key",
            cdx.key(),
            "--encoding",
            "identity",
            "population.person")) {
      upload.feed(Collections.nCopies(5_000, person));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (filesIn(parts) == 0) {
        assertThat(System.nanoTime()).as("a part arrives").isLessThan(end);
        Thread.sleep(50);
      }

      assertThat(ProcessHandle.of(upload.pid()).orElseThrow().destroy()).isTrue();
      upload.awaitMessage("stopping");
      upload.endInput();

      assertThat(upload.exitCode()).as("of SIGTERM").isEqualTo(143);
      assertThat(upload.messages()).contains("aborted. What was sent was taken back");
    }
    assertThat(filesIn(parts)).isZero();
  }

  private static long filesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void an_operator_sees_batches_and_what_was_rejected_and_archives_them() throws IOException {
    Path file = file("persons.ndjson", List.of(person, person.replace("010019", "010018")));
    cdx.to("upload", "population.person", "--no-check", file);
    cdx.close();
    Path db = folder.resolve("hub").resolve("hub");

    assertThat(cdx.run("batch", "list", "--db", db)).describedAs(cdx.err()).isZero();
    assertThat(cdx.out().lines())
        .singleElement()
        .asString()
        .contains("\"state\":\"done\"", "\"records\":2,\"accepted\":1,\"rejected\":1");
    String id = new JsonMapper().readTree(cdx.out()).path("batchId").asText();
    assertThat(cdx.run("batch", "list", "--db", db, "--sender", CdxAtHub.HUB)).isZero();
    assertThat(cdx.out()).isEmpty();

    Object[] show = {"batch", "show", "--db", db, "--sender", CdxAtHub.VENDOR, id};
    assertThat(cdx.run(show)).isZero();
    assertThat(cdx.out().lines())
        .satisfiesExactly(
            batch ->
                assertThat(batch)
                    .contains("\"parts\":[{", "\"signatureBase\":", CdxAtHub.HUB.toString()),
            two -> assertThat(two).contains("\"line\":2", "citizen-id.check-character"));
    assertThat(cdx.out()).doesNotContain("440106198001010018", "张三");
    assertThat(cdx.run("batch", "show", "--db", db, "--sender", CdxAtHub.HUB, id)).isEqualTo(1);
    assertThat(cdx.err()).contains("There is no batch " + id);

    Path archive = folder.resolve("batches.ndjson");
    assertThat(cdx.run("batch", "archive", "--db", db, "--before", "2026-01-01", "--to", archive))
        .isZero();
    assertThat(cdx.out()).contains("\"archived\":0");
    assertThat(cdx.run("batch", "archive", "--db", db, "--before", "2999-01-01", "--to", archive))
        .isEqualTo(2);
    assertThat(cdx.err()).contains("A batch stays for 30 days at least");
  }

  @Test
  void a_table_is_uploaded_with_its_header_as_member_names() throws IOException {
    Path file =
        file(
            "persons.csv",
            List.of(
                "idDocumentType,idNumber,name,sex,birthDate,residenceAddress.division,residenceAddress.text",
                "111,440106198001010019,张三,1,1980-01-01,440106001,五山路1号"));

    assertThat(cdx.to("upload", "population.person", file))
        .describedAs(cdx.out() + cdx.err())
        .isZero();
    assertThat(cdx.out()).contains("\"accepted\":1");
  }

  @Tag("slow")
  @Test
  void a_table_of_an_office_program_is_read_and_its_encoding_named() throws IOException {
    Path file =
        Files.write(
            folder.resolve("gbk.csv"),
            """
            idDocumentType;idNumber;姓名;性别;birthDate;residenceAddress.division;residenceAddress.text\r
            111;440106198001010019;张三;1;1980-01-01;440106001;五山路1号\r
            """
                .getBytes(Charset.forName("GBK")));

    assertThat(cdx.to("upload", "population.person", file))
        .describedAs(cdx.out() + cdx.err())
        .isZero();
    assertThat(cdx.out()).contains("\"accepted\":1");
    assertThat(cdx.err()).contains("gbk.csv is read as GB18030");
    assertThat(cdx.to("upload", "population.person", "--charset", "GBK", file)).isZero();
    assertThat(cdx.err()).doesNotContain("is read as");
  }

  @Test
  void a_table_with_a_mistake_is_refused_before_anything_is_sent() throws IOException {
    Path header = file("header.csv", List.of("name,maritalStatsu", "张三,10"));
    Path row = file("row.csv", List.of("name,sex", "张三,1", "李四,1,surplus"));

    assertThat(cdx.to("upload", "population.person", header)).isEqualTo(2);
    assertThat(cdx.err())
        .contains(
            "header.csv: line 1, column 2: there is no member \"maritalStatsu\"; is it"
                + " maritalStatus?");
    assertThat(cdx.to("upload", "population.person", row)).isEqualTo(2);
    assertThat(cdx.err()).contains("row.csv: line 3, column 3: the row has 3 fields");
    assertThat(cdx.to("upload", "population.person", "--charset", "UTF-16LE", row)).isEqualTo(2);
    assertThat(cdx.err()).contains("row.csv: ");
    assertThat(cdx.out()).doesNotContain("accepted");
  }

  @Test
  void what_cannot_be_uploaded_is_a_usage_error() throws IOException {
    assertThat(cdx.to("upload", "population.nobody", file("a.ndjson", List.of(person))))
        .isEqualTo(2);
    assertThat(cdx.err()).contains("population.nobody");
    assertThat(cdx.to("upload", "population.person", folder.resolve("none.ndjson"))).isEqualTo(2);
    assertThat(cdx.err()).contains("none.ndjson");
    assertThat(
            cdx.to(
                "upload", "population.person", "--encoding", "brotli", file("b", List.of(person))))
        .isEqualTo(2);
    assertThat(cdx.err()).contains("zstd");
  }

  @Test
  void a_document_is_sent_with_its_file() throws IOException {
    Path file = Files.write(folder.resolve("notice.ofd"), new byte[100_000]);
    Path document = file("document.json", List.of(oneLine("document.official-document-1.json")));

    assertThat(
            cdx.to(
                "send", "--type", "document.official-document", "--attach", "附件=" + file, document))
        .describedAs(cdx.out() + cdx.err())
        .isZero();
    assertThat(cdx.err()).contains("notice.ofd, 100000 bytes");
    assertThat(cdx.to("send", "--type", "population.person", "--attach", "a=" + file, document))
        .isEqualTo(2);
    assertThat(cdx.err()).contains("--attach is for document.official-document");
  }

  private Path file(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines);
  }
}
