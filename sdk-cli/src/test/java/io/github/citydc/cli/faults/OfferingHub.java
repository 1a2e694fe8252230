package io.github.citydc.cli.faults;

import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.ReadPolicy;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A hub, in the process of the test, that offers records for others to pull. */
final class OfferingHub implements AutoCloseable {

  private static final String OPEN = "306001/000001";
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-24T09:00:00+08:00");

  private final Database database;
  private final JdbcRecords records;
  private final SandboxNode node;
  private final Set<String> offered = new HashSet<>();

  OfferingHub(Path cityFolder, String place) throws IOException {
    SandboxCity city = Vendor.city(cityFolder);
    city.enrol(Vendor.SELF);
    database = Database.open(place, Optional.empty(), Optional.empty());
    records = JdbcRecords.on(NodeDatabase.of(database.dataSource(), Vendor.HUB));
    node =
        SandboxNode.builder(city, Vendor.HUB)
            .storingIn(database.dataSource())
            .recordingEverything()
            .offering(Catalog.of(List.of(entry())), records, ReadPolicy.byShareType())
            .start();
  }

  String url() {
    return node.baseUrl().toString();
  }

  /** The ids of all records that were offered so far. */
  Set<String> offered() {
    return Set.copyOf(offered);
  }

  /** Offers more records. */
  void append(int count) throws SQLException {
    Person person =
        PayloadJson.standard().read(example(PayloadType.of(Person.class)), Person.class);
    List<String> ids =
        IntStream.range(offered.size(), offered.size() + count).mapToObj(i -> "p" + i).toList();
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      records.append(
          connection, ids.stream().map(id -> RecordChange.upsert(OPEN, id, person, NOW)).toList());
      connection.commit();
    }
    offered.addAll(ids);
  }

  private static CatalogEntry entry() {
    CatalogEntry example =
        PayloadJson.standard()
            .read(example(PayloadType.of(CatalogEntry.class)), CatalogEntry.class);
    return CatalogEntryBuilder.builder(example)
        .resourceCode(OPEN)
        .sharing(SharingBuilder.builder(example.sharing()).type("1").build())
        .build();
  }

  private static byte[] example(PayloadType type) {
    return InterfaceStandard.example(type).orElseThrow().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    node.close();
    database.close();
  }
}
