package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.upload.PartWriter;
import io.github.citydc.exchange.batch.upload.SentShare;
import io.github.citydc.exchange.batch.upload.SharedBatch;
import io.github.citydc.exchange.batch.upload.SharedReport;
import io.github.citydc.exchange.batch.upload.SharedUpload;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.population.Household;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.Passphrase;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** One batch whose parts come from several clients, and whose manifest comes from another one. */
@ParameterizedClass
@EachDatabase
class SharedUploadTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int SHARES = 3;
  private static final int PEOPLE = 300;
  private static final UploadOptions OPTIONS =
      UploadOptions.builder()
          .partSize(8 * 1024)
          .parallel(2)
          .encoding(Optional.of(PartEncoding.IDENTITY))
          .build();

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private PersonTable register;
  private SandboxNode hub;

  @BeforeEach
  void start() throws Exception {
    running = kind.start(folder);
    city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    register = new PersonTable(running.dataSource());
    register.create();
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(running.dataSource())
            .contentIn(folder.resolve("content"))
            .on(
                Person.class,
                (person, context) ->
                    PersonTable.save(context.connection(), List.of(refused(person))))
            .onBatch(
                Person.class,
                (people, context) -> {
                  people.forEach(SharedUploadTest::refused);
                  PersonTable.save(context.connection(), people);
                })
            .start();
  }

  /** The register takes nobody who is named so. */
  private static Person refused(Person person) {
    if (person.name().equals("不收")) {
      throw new RefusedException(ProblemCode.VALIDATION_FAILED, "not in this register");
    }
    return person;
  }

  @AfterEach
  void stop() {
    hub.close();
    running.close();
    network.close();
  }

  @Test
  void parts_of_several_clients_are_one_batch_and_every_record_keeps_its_place() throws Exception {
    SharedBatch batch = copy(begin());

    List<SentShare> shares =
        IntStream.of(2, 0, 1).mapToObj(number -> copy(writeWithFaults(batch, number))).toList();
    SharedUpload posting = uploads();
    BatchManifest manifest = copy(posting.manifest(batch, shares).orElseThrow());
    SignedReceipt receipt = posting.post(manifest, OPTIONS);
    SharedReport report = copy(uploads().await(manifest, shares, OPTIONS));

    assertThat(receipt.receipt().messageId()).isEqualTo(batch.id());
    assertThat(manifest.parts()).hasSizeGreaterThan(SHARES);
    assertThat(report.records()).isEqualTo(SHARES * PEOPLE);
    assertThat(report.rejected()).isEqualTo(SHARES * 3);
    assertThat(report.accepted()).isEqualTo(SHARES * (PEOPLE - 3));
    assertThat(register.rows()).isEqualTo(report.accepted());
    assertThat(register.people()).isEqualTo(report.accepted());
    assertThat(report.rejections())
        .extracting(
            rejection ->
                rejection.share()
                    + "."
                    + rejection.rejection().record()
                    + " "
                    + rejection.rejection().violations().size())
        .containsExactly(
            "0.5 1", "0.7 0", "0.290 1", "1.5 1", "1.7 0", "1.290 1", "2.5 1", "2.7 0", "2.290 1");
    assertThat(sent.stream().filter("POST"::equals)).hasSize(1);
  }

  @Test
  void a_share_that_is_written_again_is_not_sent_again() throws Exception {
    SharedBatch batch = begin();
    SentShare first = write(uploads(), batch, 0);
    long puts = puts();

    SentShare again;
    try (PartWriter<Person> writer = uploads().writeAgain(batch, Person.class, 0, OPTIONS)) {
      people(0).forEach(person -> writer.addJson(PayloadJson.standard().write(person)));
      again = writer.finish();
    }

    assertThat(again.parts()).isEqualTo(first.parts()).hasSizeGreaterThan(2);
    assertThat(puts()).isEqualTo(puts).isEqualTo(first.parts().size());
    assertThat(sent.stream().filter("HEAD"::equals)).hasSameSizeAs(first.parts());
  }

  @Test
  void a_part_sent_by_two_at_once_is_stored_once() throws Exception {
    SharedBatch batch = begin();
    SentShare slow = write(uploads(), batch, 0);
    SentShare fast = write(uploads(), batch, 0);

    assertThat(fast.parts()).isEqualTo(slow.parts());
    assertThat(register.number("SELECT COUNT(*) FROM cdx_content")).isEqualTo(fast.parts().size());
    assertThatThrownBy(() -> uploads().manifest(batch, List.of(slow, fast)))
        .hasMessage("Share 0 is there twice");
  }

  @Test
  void without_a_record_that_is_fit_to_be_sent_there_is_no_manifest() {
    SharedBatch batch = begin();
    SentShare share;
    try (PartWriter<Person> writer = uploads().write(batch, Person.class, 0, OPTIONS)) {
      writer.addJson("{\"name\":1}".getBytes(StandardCharsets.UTF_8));
      writer.add(PersonBuilder.builder(TestPeople.number(1)).idNumber("1").build());
      share = writer.finish();
    }

    assertThat(uploads().manifest(batch, List.of(share))).isEmpty();
    assertThat(share.leftOutCount()).isEqualTo(2);
    assertThat(share.leftOut().get(0).violations()).isNotEmpty();
    assertThat(puts()).isZero();
  }

  @Test
  void a_share_may_end_at_its_first_fault() {
    UploadOptions strict = OPTIONS.toBuilder().failFast(true).build();
    try (PartWriter<Person> writer = uploads().write(begin(), Person.class, 0, strict)) {
      assertThatThrownBy(
              () -> writer.add(PersonBuilder.builder(TestPeople.number(1)).idNumber("1").build()))
          .isInstanceOf(InvalidPayloadException.class);
    }
  }

  @Test
  void a_batch_that_is_given_up_leaves_nothing_behind() throws Exception {
    SharedBatch batch = begin();
    write(uploads(), batch, 0);
    write(uploads(), batch, 1);
    assertThat(register.number("SELECT COUNT(*) FROM cdx_content")).isPositive();

    uploads().takeBack(batch);

    assertThat(register.number("SELECT COUNT(*) FROM cdx_content")).isZero();
  }

  @Test
  void a_writer_that_is_closed_early_sends_nothing_more() {
    SharedBatch batch = begin();
    try (PartWriter<Person> writer = uploads().write(batch, Person.class, 0, OPTIONS)) {
      writer.add(TestPeople.number(1));
    }
    assertThat(puts()).isZero();
  }

  @Test
  void a_batch_is_written_only_in_the_name_of_its_sender_and_as_its_type() {
    SharedBatch batch = begin();
    SharedUpload other =
        SharedUpload.through(city.client(NodeId.parse("440105:11440105007483025F:grid")).build());

    assertThatThrownBy(() -> other.write(batch, Person.class, 0, OPTIONS))
        .hasMessageContaining("is sent by");
    assertThatThrownBy(() -> uploads().write(batch, Household.class, 0, OPTIONS))
        .hasMessageContaining("is of population.person/1");
  }

  @Test
  @Tag("processes")
  void a_process_killed_between_parts_and_manifest_has_lost_and_doubled_nothing() throws Exception {
    city.enrol(TIANHE);
    String afterParts = runUntil("sent");
    String afterKeeping = runUntil("kept");
    assertThat(afterKeeping).as("the id is derived").isEqualTo(afterParts);
    assertThat(register.rows()).isZero();

    Path file = folder.resolve("manifest");
    BatchManifest kept = SharedUpload.kept(file).orElseThrow();
    for (int i = 0; i < 2; i++) {
      SignedReceipt receipt = uploads().post(kept, OPTIONS);
      assertThat(receipt.receipt().messageId()).hasToString(afterParts);
      SharedReport report = uploads().await(kept, List.of(), OPTIONS);
      assertThat(report.accepted()).isEqualTo(SharedUploadProcess.PEOPLE);
    }
    assertThat(register.rows()).isEqualTo(SharedUploadProcess.PEOPLE);
    assertThat(register.people()).isEqualTo(SharedUploadProcess.PEOPLE);

    // Without the file: the same records, name and time make the same manifest.
    SharedUpload uploads = uploads();
    SharedBatch batch = SharedUploadProcess.begin(uploads, HUB);
    List<SentShare> shares =
        List.of(
            SharedUploadProcess.share(uploads, batch, 0),
            SharedUploadProcess.share(uploads, batch, 1));
    BatchManifest again = uploads.manifest(batch, shares).orElseThrow();
    assertThat(again).isEqualTo(kept);
    uploads.post(again, OPTIONS);
    assertThat(register.rows()).isEqualTo(SharedUploadProcess.PEOPLE);

    BatchManifest changed = again.toBuilder().parts(again.parts().subList(0, 1)).build();
    assertThat(SharedUpload.keep(file, changed)).as("what was kept first").isEqualTo(kept);
    assertThatThrownBy(() -> SharedUpload.keep(file, changed.toBuilder().sender(HUB).build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the manifest of another batch");
  }

  /** Runs the sending process until it says a word, and kills it; the batch it names. */
  private String runUntil(String word) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SharedUploadProcess.class.getName(),
                folder.toString(),
                TIANHE.toString(),
                HUB.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(word + " ")) {
          return line.substring(word.length() + 1);
        }
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
      }
      throw new AssertionError("The process ended before it said " + word);
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  private SharedBatch begin() {
    return uploads().begin(HUB, Person.class, OPTIONS);
  }

  private SentShare write(SharedUpload uploads, SharedBatch batch, int number) {
    try (PartWriter<Person> writer = uploads.write(batch, Person.class, number, OPTIONS)) {
      people(number).forEach(writer::add);
      return writer.finish();
    }
  }

  private static List<Person> people(int share) {
    return TestPeople.first((share + 1L) * PEOPLE).skip((long) share * PEOPLE).toList();
  }

  /** The fifth and the 290th break rules here, the seventh is refused there. */
  private SentShare writeWithFaults(SharedBatch batch, int number) {
    try (PartWriter<Person> writer = uploads().write(batch, Person.class, number, OPTIONS)) {
      List<Person> people = people(number);
      for (int i = 1; i <= PEOPLE; i++) {
        PersonBuilder person = PersonBuilder.builder(people.get(i - 1));
        writer.add(
            (i == 5 || i == 290 ? person.sex("7") : i == 7 ? person.name("不收") : person).build());
      }
      return writer.finish();
    }
  }

  private SharedUpload uploads() {
    HttpTransport noting =
        request -> {
          sent.add(request.method());
          return network.exchange(request);
        };
    return SharedUpload.through(city.client(TIANHE).transport(noting).build());
  }

  private long puts() {
    return sent.stream().filter("PUT"::equals).count();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Serializable> T copy(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
