package io.github.citydc.testkit;

import io.github.citydc.code.ResourceClass;
import io.github.citydc.code.ShareType;
import io.github.citydc.code.UpdateCycle;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.batch.BatchRecord;
import io.github.citydc.exchange.file.FileOffer;
import io.github.citydc.exchange.file.FileSource;
import io.github.citydc.exchange.file.StoredFiles;
import io.github.citydc.exchange.jdbc.JdbcContentIndex;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.Origin;
import io.github.citydc.exchange.query.Query;
import io.github.citydc.exchange.query.QueryKey;
import io.github.citydc.exchange.query.QueryOffer;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.ReadPolicy;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordFiles;
import io.github.citydc.exchange.records.RecordOffer;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.model.OrganBuilder;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.DataItemBuilder;
import io.github.citydc.model.catalog.GradingBuilder;
import io.github.citydc.model.catalog.OpennessBuilder;
import io.github.citydc.model.catalog.Sharing;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.standard.PayloadTypes;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets every node pull what a sandbox node has recorded of some types, ask for one record by its
 * id, and fetch the files that records name: an information resource for each type, made up.
 * Thread-safe.
 */
final class SandboxOffer {

  private static final String CATALOG = "306001/";
  private static final String TEXT = "C";
  private static final String STRUCTURED = "3";

  private final NodeId node;
  private final Map<PayloadType, ShareType> types;
  private final JdbcRecords records;
  private final JdbcUseLog uses;
  private final FileSource files;

  SandboxOffer(
      NodeId node, Map<PayloadType, ShareType> types, SandboxStorage.Opened storage, Clock clock) {
    NodeDatabase database = storage.tables();
    this.node = node;
    this.types = Map.copyOf(types);
    this.records = JdbcRecords.on(database);
    this.uses = JdbcUseLog.on(database, clock);
    this.files = StoredFiles.received(JdbcContentIndex.on(database), storage.content());
  }

  void publish(ExchangeReceiverBuilder receiver, LocalDate today) {
    Catalog catalog = Catalog.of(types.keySet().stream().map(type -> entry(type, today)).toList());
    Grants grants = ReadPolicy.byShareType().asGrants();
    QueryOffer.Builder queries = QueryOffer.builder(catalog, grants, uses);
    types.keySet().forEach(type -> answer(queries, type));
    receiver
        .endpoint(RecordOffer.of(catalog, records, grants, uses))
        .endpoint(FileOffer.of(files, RecordFiles.of(catalog, records, grants), uses))
        .endpoint(queries.build());
  }

  private void answer(QueryOffer.Builder queries, PayloadType type) {
    PayloadTypes.standard().find(type).ifPresent(record -> answer(queries, type, record));
  }

  private <P extends Payload> void answer(
      QueryOffer.Builder queries, PayloadType type, Class<P> record) {
    queries.answering(
        resource(type), record, (query, reader) -> find(type, record, query), QueryKey.id());
  }

  private <P extends Payload> List<P> find(PayloadType type, Class<P> record, Query query) {
    return Optional.ofNullable(query.key().get("id"))
        .flatMap(id -> records.find(type, query.resource(), id))
        .flatMap(change -> change.read(record))
        .stream()
        .toList();
  }

  private CatalogEntry entry(PayloadType type, LocalDate today) {
    return CatalogEntryBuilder.builder()
        .resourceClass(ResourceClass.DEPARTMENT.code())
        .name(type.toString())
        .resourceCode(resource(type))
        .provider(
            OrganBuilder.builder()
                .name(node.toString())
                .creditCode(Optional.of(node.organization().toString()))
                .build())
        .summary("What the sandbox node " + node + " has received of " + type)
        .format(STRUCTURED)
        .dataItems(
            members(type).stream()
                .map(name -> DataItemBuilder.builder().name(name).type(TEXT).build())
                .toList())
        .sharing(sharing(types.getOrDefault(type, ShareType.UNCONDITIONAL)))
        .openness(OpennessBuilder.builder().open(false).build())
        .updateCycle(UpdateCycle.REAL_TIME.code())
        .publishedOn(today)
        .grading(GradingBuilder.builder().classification("sandbox").grade("general").build())
        .build();
  }

  private static Sharing sharing(ShareType shared) {
    return SharingBuilder.builder()
        .type(shared.code())
        .condition(madeUp(shared == ShareType.CONDITIONAL))
        .reason(madeUp(shared == ShareType.NONE))
        .legalBasis(madeUp(shared == ShareType.NONE))
        .build();
  }

  private static Optional<String> madeUp(boolean needed) {
    return needed ? Optional.of("Made up for a sandbox") : Optional.empty();
  }

  private static List<String> members(PayloadType type) {
    return PayloadTypes.standard().find(type).stream()
        .flatMap(record -> Arrays.stream(record.getRecordComponents()))
        .map(component -> component.getName())
        .filter(name -> !name.equals("extensions"))
        .toList();
  }

  private static String resource(PayloadType type) {
    int number = List.copyOf(PayloadTypes.standard().types()).indexOf(type) + 1;
    return CATALOG + String.format("%05d", number);
  }

  /** Offers what is being recorded, in the transaction that records it. */
  void append(
      List<? extends Payload> payloads,
      List<? extends Origin> origins,
      OffsetDateTime now,
      Connection connection) {
    List<RecordChange> changes = new ArrayList<>();
    for (int i = 0; i < payloads.size(); i++) {
      Origin origin = origins.get(i);
      if (types.containsKey(origin.type()) && origin.operation() != Operation.DELETE) {
        changes.add(RecordChange.upsert(resource(origin.type()), id(origin), payloads.get(i), now));
      }
    }
    records.append(connection, changes);
  }

  /** Which members of a payload make up its key, only its department knows. */
  private static String id(Origin origin) {
    return origin instanceof BatchRecord record
        ? record.messageId() + "/" + record.part() + "/" + record.line()
        : origin.messageId().toString();
  }
}
