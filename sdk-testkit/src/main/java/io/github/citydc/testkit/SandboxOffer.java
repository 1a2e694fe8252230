package io.github.citydc.testkit;

import io.github.citydc.code.ResourceClass;
import io.github.citydc.code.ShareType;
import io.github.citydc.code.UpdateCycle;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.batch.BatchRecord;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.Origin;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.ReadPolicy;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordOffer;
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
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Lets every node pull what a sandbox node has recorded of some types: an information resource for
 * each, made up. Thread-safe.
 */
final class SandboxOffer {

  private static final String CATALOG = "306001/";
  private static final String TEXT = "C";
  private static final String STRUCTURED = "3";

  private final NodeId node;
  private final Map<PayloadType, ShareType> types;
  private final JdbcRecords records;

  SandboxOffer(NodeId node, Map<PayloadType, ShareType> types, DataSource database) {
    this.node = node;
    this.types = Map.copyOf(types);
    this.records = JdbcRecords.on(database);
  }

  void publish(ExchangeReceiverBuilder receiver, LocalDate today) {
    receiver.endpoint(
        RecordOffer.of(
            Catalog.of(types.keySet().stream().map(type -> entry(type, today)).toList()),
            records,
            ReadPolicy.byShareType()));
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
