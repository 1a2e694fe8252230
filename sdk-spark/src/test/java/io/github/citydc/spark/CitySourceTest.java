package io.github.citydc.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.standard.PayloadTypes;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data source against a real hub, with Spark in this process. */
class CitySourceTest {

  /** What tasks have seen, in this very process. */
  private static final Set<String> TICKETS = ConcurrentHashMap.newKeySet();

  private static final AtomicInteger FAILURES = new AtomicInteger();

  @TempDir private static Path sparkFolder;
  private static SparkSession spark;

  @TempDir private Path folder;
  private TestHub hub;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.start(sparkFolder);
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void start() throws Exception {
    TICKETS.clear();
    FAILURES.set(0);
    hub = TestHub.start(folder);
  }

  @AfterEach
  void stop() {
    hub.close();
    assertThat(SigningDesk.ofThisDriver().tickets()).as("tickets of writes end").isEmpty();
  }

  private void write(Dataset<Row> rows, Map<String, String> more) {
    Map<String, String> options = new HashMap<>(hub.options());
    options.putAll(more);
    rows.write().format("citydc").mode("append").options(options).save();
  }

  @Test
  void a_table_is_one_batch_and_the_rejected_rows_come_back_as_a_dataset() throws Exception {
    Path rejections = folder.resolve("rejections.json");

    write(ManyPeople.withFaults(spark, 2000, 4), Map.of("rejections", rejections.toString()));

    assertThat(hub.rows()).as(() -> text(rejections)).isEqualTo(1980);
    assertThat(hub.people()).isEqualTo(1980);
    assertThat(hub.batches()).isEqualTo(1);
    Dataset<Row> rejected = spark.read().json(rejections.toString());
    assertThat(rejected.count()).isEqualTo(20);
    assertThat(rejected.select("rule").distinct().as(Encoders.STRING()).collectAsList())
        .containsExactly("code-set.unknown-code");
    assertThat(rejected.filter("partition = 1").select("row").as(Encoders.LONG()).collectAsList())
        .containsExactly(43L, 143L, 243L, 343L, 443L);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).lines().limit(5).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void a_task_that_fails_in_the_middle_is_tried_again_and_nothing_is_doubled() throws Exception {
    MapFunction<Row, Row> failing =
        row -> {
          if (TaskContext.getPartitionId() == 1
              && row.getString(1).endsWith("5")
              && FAILURES.incrementAndGet() == 40) {
            throw new IllegalStateException("a task dies");
          }
          return row;
        };

    write(ManyPeople.of(spark, 3000, 3).map(failing, Encoders.row(ManyPeople.SCHEMA)), Map.of());

    assertThat(FAILURES.get()).isGreaterThan(40);
    assertThat(hub.rows()).isEqualTo(3000);
    assertThat(hub.people()).isEqualTo(3000);
    assertThat(hub.batches()).isEqualTo(1);
  }

  @Test
  void an_aborted_write_takes_its_parts_back() throws Exception {
    MapFunction<Row, Row> failing =
        row -> {
          if (TaskContext.getPartitionId() == 1 && FAILURES.incrementAndGet() % 900 == 0) {
            throw new IllegalStateException("every try dies");
          }
          return row;
        };

    assertThatThrownBy(
            () ->
                write(
                    ManyPeople.of(spark, 3000, 3).map(failing, Encoders.row(ManyPeople.SCHEMA)),
                    Map.of()))
        .hasStackTraceContaining("every try dies");

    assertThat(hub.parts()).isZero();
    assertThat(hub.batches()).isZero();
    assertThat(hub.rows()).isZero();
  }

  @Test
  void without_a_valid_row_no_manifest_is_posted() throws Exception {
    Dataset<Row> wrong = ManyPeople.withFaults(spark, 200, 2).filter("sex = '7'");

    write(wrong, Map.of());

    assertThat(hub.batches()).isZero();
    assertThat(hub.parts()).isZero();
  }

  @Test
  void a_driver_that_begins_its_job_again_stores_nothing_twice() throws Exception {
    Map<String, String> job =
        Map.of(
            "job", "people of today", "jobTime", OffsetDateTime.now(ChinaTime.clock()).toString());

    write(ManyPeople.of(spark, 1000, 2), job);
    write(ManyPeople.of(spark, 1000, 2), job);

    assertThat(hub.rows()).isEqualTo(1000);
    assertThat(hub.batches()).isEqualTo(1);
    assertThatThrownBy(() -> write(ManyPeople.of(spark, 999, 2), job))
        .hasStackTraceContaining("message-conflict");
    assertThat(hub.rows()).isEqualTo(1000);
  }

  @Test
  void a_manifest_that_was_kept_is_posted_though_the_rows_come_in_another_order() throws Exception {
    Map<String, String> kept = Map.of("manifest", folder.resolve("manifest.json").toString());

    write(ManyPeople.of(spark, 1000, 2), kept);
    write(ManyPeople.of(spark, 1000, 3).orderBy("name"), kept);

    assertThat(hub.rows()).isEqualTo(1000);
    assertThat(hub.batches()).isEqualTo(1);
  }

  @Test
  void sql_alone_writes_checks_and_reads() throws Exception {
    SandboxNode offering = offeringHub();
    try (offering) {
      NodeFolder own = NodeFolder.in(folder.resolve("second"), TestHub.TIANHE);
      spark.sql(
          "CREATE TABLE hub_people USING citydc OPTIONS (type 'population.person', to '%s', folder '%s')"
              .formatted(offering.baseUrl(), own.path()));
      ManyPeople.of(spark, 500, 2).createOrReplaceTempView("register");

      spark.sql(
          "INSERT INTO hub_people SELECT idDocumentType, idNumber, name, sex, birthDate,"
              + " residenceAddress FROM register");
      List<Row> read =
          spark
              .sql(
                  "SELECT idNumber, CAST(birthDate AS STRING), residenceAddress.division, cdx_operation FROM hub_people"
                      + " WHERE birthDate < DATE'1940-01-05' ORDER BY birthDate")
              .collectAsList();

      assertThat(read).hasSize(4);
      assertThat(read.get(1).getString(0))
          .isEqualTo(ManyPeople.citizenId(LocalDate.of(1940, 1, 2), 1));
      assertThat(read.get(1).getString(1)).isEqualTo("1940-01-02");
      assertThat(read.get(1).getString(2)).isEqualTo("440106002");
      assertThat(read.get(1).getString(3)).isEqualTo("upsert");
      assertThat(spark.table("hub_people").schema().apply("residenceAddress").dataType())
          .isEqualTo(PayloadSchema.of(Person.class).apply("residenceAddress").dataType());

      compare(spark.table("hub_people"));
    } finally {
      spark.sql("DROP TABLE IF EXISTS hub_people");
      SigningDesk.ofThisDriver().tickets().forEach(SigningDesk.ofThisDriver()::close);
    }
  }

  /** Hub and register differ in three people. */
  private static void compare(Dataset<Row> there) {
    Dataset<Row> own =
        ManyPeople.of(spark, 501, 2)
            .filter("idNumber <> '%s'".formatted(id(7)))
            .withColumn("name", functions.expr("if(idNumber = '%s', '李四', name)".formatted(id(9))));

    Map<String, String> findings =
        RegisterComparison.of(own, RegisterComparison.current(there), Person.class, "idNumber")
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));

    assertThat(findings)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(id(500), "missing", id(7), "extra", id(9), "differing"));
  }

  private static String id(int i) {
    return ManyPeople.valid(i).getString(1);
  }

  private SandboxNode offeringHub() throws IOException {
    SandboxCity city =
        SandboxCity.keptIn(folder.resolve("second"), "Second Root", Passphrase.none());
    city.enrol(TestHub.TIANHE);
    return SandboxNode.builder(city, NodeId.parse("440100:114401000074821105:hub"))
        .inMemory()
        .offeringRecorded(Person.class)
        .start();
  }

  @Test
  void neither_key_nor_ticket_stands_in_a_plan_or_an_event() throws Exception {
    MapFunction<Row, Row> looking =
        row -> {
          TICKETS.addAll(SigningDesk.ofThisDriver().tickets());
          return row;
        };
    Dataset<Row> rows = ManyPeople.of(spark, 300, 2).map(looking, Encoders.row(ManyPeople.SCHEMA));
    write(rows, Map.of());

    assertThat(TICKETS).hasSize(1);
    Set<String> secrets =
        Stream.concat(
                TICKETS.stream(),
                Files.readString(hub.folder().path().resolve("key.pem"))
                    .lines()
                    .filter(line -> !line.startsWith("-") && line.length() > 20))
            .collect(Collectors.toSet());
    assertThat(secrets).hasSizeGreaterThan(1);
    spark.sparkContext().listenerBus().waitUntilEmpty();
    String events = events();
    assertThat(events).contains("citydc batch of population.person").contains("records left out");
    assertThat(secrets).allSatisfy(secret -> assertThat(events).doesNotContain(secret));
  }

  private static String events() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(sparkFolder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  @Test
  void what_would_go_wrong_is_refused_before_anything_is_sent() throws Exception {
    Dataset<Row> people = ManyPeople.of(spark, 10, 1);

    assertThatThrownBy(() -> write(people.withColumn("shoeSize", people.col("sex")), Map.of()))
        .hasMessageContaining("The column shoeSize is no member");
    assertThatThrownBy(() -> write(people, Map.of("passphrase", "open sesame")))
        .hasMessageContaining("would show a secret")
        .hasMessageNotContaining("open sesame");
    assertThatThrownBy(() -> write(people, Map.of("type", "population.fish")))
        .hasMessageContaining("There is no payload type population.fish");
    assertThatThrownBy(() -> write(people, Map.of("folder", folder.resolve("no").toString())))
        .hasStackTraceContaining("The folder of the node cannot be read");
    assertThat(hub.parts()).isZero();
  }

  @Test
  void every_type_has_a_schema_whose_rows_are_its_payloads_again() {
    for (PayloadType type : PayloadTypes.standard().types()) {
      assertThat(PayloadSchema.of(PayloadTypes.standard().find(type).orElseThrow()).fieldNames())
          .isNotEmpty();
    }
    assertThat(PayloadSchema.of(Person.class).apply("birthDate").dataType())
        .isEqualTo(DataTypes.DateType);
  }
}
