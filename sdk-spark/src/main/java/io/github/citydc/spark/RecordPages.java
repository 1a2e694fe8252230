package io.github.citydc.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.records.OfferedRecords;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordPage;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.exchange.records.RecordQueryBuilder;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.signing.node.NodeLink;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Reads the records of one resource page by page. */
final class RecordPages implements PartitionReaderFactory {

  private static final long serialVersionUID = 1L;
  private static final int META_COLUMNS = 5;

  private final TaskAccess access;
  private final String payload;
  private final int pageSize;
  private final String grant;
  private final String purpose;

  /** The code of the resource, empty for all. */
  record Part(String resource) implements InputPartition {}

  RecordPages(TaskAccess access, String payload, int pageSize, String grant, String purpose) {
    this.access = access;
    this.payload = payload;
    this.pageSize = pageSize;
    this.grant = grant;
    this.purpose = purpose;
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return new Reader((Part) partition);
  }

  private RecordQueryBuilder query(Class<? extends Payload> record, Part part) {
    RecordQueryBuilder query = RecordQuery.builder(record).limit(pageSize);
    if (!part.resource().isEmpty()) {
      query.resource(part.resource());
    }
    return query.intent(new ReadIntent(said(grant), said(purpose)));
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }

  private final class Reader implements PartitionReader<InternalRow> {

    private final NodeLink link;
    private final ExchangeClient client;
    private final RecordQuery query;
    private final StructType schema;
    private Iterator<RecordChange> page = Collections.emptyIterator();
    private Optional<String> cursor = Optional.empty();
    private boolean more = true;
    private long position;
    private @Nullable RecordChange change;

    Reader(Part part) {
      Class<? extends Payload> record = CityOptions.load(payload);
      this.schema = PayloadSchema.of(record);
      this.query = query(record, part).build();
      this.link = access.open();
      this.client = link.client().build();
    }

    @Override
    public boolean next() {
      while (!page.hasNext() && more) {
        RecordPage next =
            OfferedRecords.through(client)
                .page(access.receiver(), query.toBuilder().cursor(cursor).build());
        cursor = Optional.of(next.next());
        more = next.more();
        page = next.changes().iterator();
      }
      if (!page.hasNext()) {
        return false;
      }
      change = page.next();
      position++;
      return true;
    }

    @Override
    public InternalRow get() {
      RecordChange at = change;
      if (at == null) {
        throw new IllegalStateException("next comes before get");
      }
      int members = schema.fields().length;
      @Nullable Object[] values = new Object[members + META_COLUMNS];
      if (at.payload().isPresent()) {
        ObjectNode object = PayloadJson.standard().readObject(at.payload().get().toByteArray());
        JsonRows.fill(object, schema, values);
      }
      values[members] = JsonRows.text(at.id());
      values[members + 1] = JsonRows.text(at.resource());
      values[members + 2] = JsonRows.text(at.operation().wireName());
      values[members + 3] = JsonRows.micros(at.changedAt().toInstant());
      values[members + 4] = position;
      return new GenericInternalRow(values);
    }

    @Override
    public void close() {
      client.close();
      link.close();
    }
  }
}
