package io.github.citydc.testkit;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.file.FileOffer;
import io.github.citydc.exchange.file.FileSource;
import io.github.citydc.exchange.file.StoredFiles;
import io.github.citydc.exchange.jdbc.JdbcContentIndex;
import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.query.QueryKey;
import io.github.citydc.exchange.query.QueryOffer;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordFiles;
import io.github.citydc.exchange.records.RecordOffer;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.usage.LoggedUse;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.PartReferenceBuilder;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.PeriodBuilder;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.DataItem;
import io.github.citydc.model.catalog.DataItemBuilder;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.certificate.ECertificate;
import io.github.citydc.model.certificate.ECertificateBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.sharing.SharingChangeBuilder;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.model.sharing.SharingGrantBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A hub that shares two resources by grant: people, about whom it answers queries, and
 * certificates, whose files it gives away. It records each use.
 */
final class SharingHub implements AutoCloseable {

  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  static final NodeId READER = NodeId.parse("440105:11440105007483025F:grid");
  static final NodeId STRANGER = NodeId.parse("440106:11440106007482911C:grid");
  static final String PEOPLE = "306001/000001";
  static final String CERTIFICATES = "306001/000002";
  static final String GRANT = "SQ-2026-00017";
  static final String PURPOSE = "最低生活保障审核";

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final OffsetDateTime CHANGED = OffsetDateTime.parse("2026-11-24T09:00:00+08:00");

  private final SandboxCity city;
  private final Map<String, Person> register = new ConcurrentSkipListMap<>();
  private final AtomicInteger changes = new AtomicInteger();
  private final TestDatabase.Running database;
  private final JdbcRecords records;
  private final JdbcGrants grants;
  private final JdbcUseLog uses;
  private final ContentStore files;
  private final SandboxNode node;

  private SharingHub(
      TestDatabase.Running database,
      Path folder,
      Clock clock,
      UnaryOperator<QueryOffer.Builder> queries) {
    this.database = database;
    city = SandboxCity.found("Test Root", clock);
    records = JdbcRecords.on(NodeDatabase.of(database.dataSource(), HUB));
    grants = JdbcGrants.on(NodeDatabase.of(database.dataSource(), HUB));
    uses = JdbcUseLog.on(NodeDatabase.of(database.dataSource(), HUB), clock);
    files = FolderContentStore.in(folder.resolve("files"));
    files.establish();
    Catalog catalog =
        Catalog.of(
            List.of(
                entry(PEOPLE, item("姓名", "name"), item("证件号码", "idNumber"), item("性别", "sex")),
                entry(CERTIFICATES, item("证照名称", "name"), item("证照文件", "file"))));
    Grants decision = Grants.stored(grants);
    FileSource own = StoredFiles.of(HUB, files);
    FileSource received =
        StoredFiles.received(
            JdbcContentIndex.on(NodeDatabase.of(database.dataSource(), HUB)),
            FolderContentStore.in(folder.resolve("content")));
    node =
        SandboxNode.builder(city, HUB)
            .storingIn(database.dataSource())
            .contentIn(folder.resolve("content"))
            .clock(clock)
            .on(
                ECertificate.class,
                (certificate, context) ->
                    records.append(
                        context.connection(),
                        List.of(
                            RecordChange.upsert(
                                CERTIFICATES, certificate.number(), certificate, CHANGED))))
            .endpoint(RecordOffer.of(catalog, records, decision, uses))
            .endpoint(
                FileOffer.builder(
                        digest -> own.find(digest).or(() -> received.find(digest)),
                        RecordFiles.of(catalog, records, decision),
                        uses)
                    .rangeSize(FileOffer.LEAST_RANGE)
                    .build())
            .endpoint(
                queries
                    .apply(
                        QueryOffer.builder(catalog, decision, uses)
                            .answering(
                                PEOPLE,
                                Person.class,
                                (query, reader) -> find(query.key()),
                                QueryKey.id(),
                                QueryKey.of("idNumber"),
                                QueryKey.of("name", "sex")))
                    .build())
            .start();
  }

  static SharingHub start(TestDatabase kind, Path folder) {
    return start(kind, folder, ChinaTime.clock(), UnaryOperator.identity());
  }

  static SharingHub start(
      TestDatabase kind, Path folder, Clock clock, UnaryOperator<QueryOffer.Builder> queries) {
    return new SharingHub(kind.start(folder.resolve("hub")), folder, clock, queries);
  }

  /** Closes the database with it. */
  static SharingHub start(TestDatabase.Running database, Path folder) {
    return new SharingHub(database, folder, ChinaTime.clock(), UnaryOperator.identity());
  }

  private List<Person> find(Map<String, String> key) {
    if (key.containsKey("id")) {
      return Optional.ofNullable(register.get(key.get("id"))).stream().toList();
    }
    return register.values().stream()
        .filter(
            person ->
                key.containsKey("idNumber")
                    ? person.idNumber().equals(key.get("idNumber"))
                    : person.name().equals(key.get("name")) && person.sex().equals(key.get("sex")))
        .toList();
  }

  private static DataItem item(String name, String member) {
    return DataItemBuilder.builder().name(name).type("C").member(member).build();
  }

  private static CatalogEntry entry(String code, DataItem... items) {
    CatalogEntry example = example(CatalogEntry.class);
    return CatalogEntryBuilder.builder(example)
        .resourceCode(code)
        .dataItems(List.of(items))
        .sharing(SharingBuilder.builder(example.sharing()).type("2").build())
        .build();
  }

  static <P extends Payload> P example(Class<P> type) {
    return JSON.read(
        InterfaceStandard.example(PayloadType.of(type))
            .orElseThrow()
            .getBytes(StandardCharsets.UTF_8),
        type);
  }

  /** A grant for the reader, of all people with name and sex, unless it is changed. */
  static SharingGrantBuilder grantOf(String number, String resource, String... items) {
    return SharingGrantBuilder.builder(example(SharingGrant.class))
        .grantNumber(number)
        .resource(resource)
        .readers(List.of(READER.toString()))
        .items(List.of(items))
        .divisions(List.of())
        .purpose(PURPOSE)
        .period(
            PeriodBuilder.builder()
                .from(LocalDate.of(2026, 1, 1))
                .until(LocalDate.of(2099, 12, 31))
                .build())
        .sealed(Optional.of(false))
        .readsPerDay(Optional.empty());
  }

  void grant(SharingGrant grant) {
    inTransaction(connection -> grants.save(connection, grant));
  }

  /** Suspends a grant, or resumes it. */
  void change(String number, String action, String ground) {
    SharingChange change =
        SharingChangeBuilder.builder(example(SharingChange.class))
            .changeNumber("BG-" + changes.incrementAndGet())
            .grantNumber(number)
            .action(action)
            .ground(ground)
            .build();
    inTransaction(connection -> grants.change(connection, change));
  }

  void register(String id, Person person) {
    register.put(id, person);
  }

  /** A certificate whose file has this content, in the log of records; what it names. */
  PartReference publish(String id, byte[] content) throws IOException {
    ContentHash digest = ContentHash.of(Content.of(content));
    files.put(ContentKey.file(HUB, digest), new ByteArrayInputStream(content));
    PartReference file =
        PartReferenceBuilder.builder()
            .digest(digest.value())
            .mediaType("application/pdf")
            .size((long) content.length)
            .build();
    ECertificate certificate =
        ECertificateBuilder.builder(example(ECertificate.class)).file(file).build();
    append(RecordChange.upsert(CERTIFICATES, id, certificate, CHANGED));
    return file;
  }

  void append(RecordChange change) {
    inTransaction(connection -> records.append(connection, List.of(change)));
  }

  private interface Work {

    void run(Connection connection) throws SQLException;
  }

  private void inTransaction(Work work) {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      work.run(connection);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The records of use, the oldest first. */
  List<Use> uses() {
    return uses.list(UseFilter.all(), 0, 10_000).stream().map(LoggedUse::use).toList();
  }

  JdbcUseLog useLog() {
    return uses;
  }

  JdbcRecords records() {
    return records;
  }

  SandboxCity city() {
    return city;
  }

  SandboxNode node() {
    return node;
  }

  TestDatabase.Running database() {
    return database;
  }

  ContentStore files() {
    return files;
  }

  ExchangeClient client(NodeId self) {
    return city.client(self).build();
  }

  @Override
  public void close() {
    node.close();
    database.close();
  }
}
