package io.github.citydc.cli.faults;

import io.github.citydc.cli.database.Database;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.query.Query;
import io.github.citydc.exchange.query.QueryKey;
import io.github.citydc.exchange.query.QueryOffer;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.usage.LoggedUse;
import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.PeriodBuilder;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.DataItemBuilder;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.model.sharing.SharingGrantBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The queries that a hub answers: one person, under a grant that allows so many reads a day. */
final class HubQueries {

  private static final String RESOURCE = "306001/000001";
  private static final String GRANT = "SQ-2026-00017";
  private static final String PURPOSE = "最低生活保障审核";
  private static final int RECORDS_OF_USE = 1_000_000;
  private static final PayloadJson JSON = PayloadJson.standard();

  private HubQueries() {}

  /** What a hub offers. */
  static QueryOffer offer(DataSource database) {
    JdbcSchema.create(database);
    NodeDatabase tables = NodeDatabase.of(database, Vendor.HUB);
    Person person = Records.first(1).findFirst().orElseThrow();
    return QueryOffer.builder(
            Catalog.of(List.of(entry())),
            Grants.stored(JdbcGrants.on(tables)),
            JdbcUseLog.on(tables))
        .answering(
            RESOURCE, Person.class, (query, reader) -> List.of(person), QueryKey.of("idNumber"))
        .build();
  }

  /** Lets some nodes ask, before there is a hub. */
  static void grant(String place, List<NodeId> readers, int readsPerDay) throws SQLException {
    SharingGrant grant =
        SharingGrantBuilder.builder(example(SharingGrant.class))
            .grantNumber(GRANT)
            .resource(RESOURCE)
            .readers(readers.stream().map(NodeId::toString).toList())
            .items(List.of("姓名"))
            .divisions(List.of())
            .purpose(PURPOSE)
            .period(
                PeriodBuilder.builder()
                    .from(LocalDate.of(2026, 1, 1))
                    .until(LocalDate.of(2099, 12, 31))
                    .build())
            .sealed(Optional.of(false))
            .readsPerDay(Optional.of(readsPerDay))
            .build();
    try (Database database = Database.open(place, Optional.empty(), Optional.empty())) {
      JdbcSchema.create(database.dataSource());
      JdbcGrants grants = JdbcGrants.on(NodeDatabase.of(database.dataSource(), Vendor.HUB));
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        grants.save(connection, grant);
        connection.commit();
      }
    }
  }

  /** What one of the readers asks. */
  static Query query() {
    return Query.builder(RESOURCE)
        .key(Map.of("idNumber", Records.first(1).findFirst().orElseThrow().idNumber()))
        .purpose(PURPOSE)
        .grant(GRANT)
        .build();
  }

  /** How many reads were recorded on each day. */
  static Map<LocalDate, Integer> readsByDay(DataSource database) {
    Map<LocalDate, Integer> reads = new TreeMap<>();
    JdbcUseLog.on(NodeDatabase.of(database, Vendor.HUB))
        .list(UseFilter.all(), 0, RECORDS_OF_USE)
        .stream()
        .map(LoggedUse::use)
        .forEach(
            use ->
                reads.merge(
                    use.usedAt().atZoneSameInstant(ChinaTime.ZONE).toLocalDate(), 1, Integer::sum));
    return reads;
  }

  private static CatalogEntry entry() {
    CatalogEntry example = example(CatalogEntry.class);
    return CatalogEntryBuilder.builder(example)
        .resourceCode(RESOURCE)
        .dataItems(List.of(DataItemBuilder.builder().name("姓名").type("C").member("name").build()))
        .sharing(SharingBuilder.builder(example.sharing()).type("2").build())
        .build();
  }

  private static <P extends Payload> P example(Class<P> type) {
    return JSON.read(
        InterfaceStandard.example(PayloadType.of(type))
            .orElseThrow()
            .getBytes(StandardCharsets.UTF_8),
        type);
  }
}
