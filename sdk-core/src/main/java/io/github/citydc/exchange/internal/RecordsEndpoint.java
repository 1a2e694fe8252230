package io.github.citydc.exchange.internal;

import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.ReadPolicy;
import io.github.citydc.exchange.records.RecordPage;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.exchange.spi.Catalogue;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.LoggedChange;
import io.github.citydc.exchange.spi.RecordLog;
import io.github.citydc.exchange.spi.VerifiedRequest;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /records}: a node pulls what this one offers. */
public final class RecordsEndpoint implements Endpoint {

  private static final long MAX_BYTES = 4L * 1024 * 1024;

  private final RecordLog log;
  private final ReadableResources resources;

  /**
   * Offers records.
   *
   * @param log their changes
   * @param catalogue the information resources they belong to
   * @param policy who may read which
   */
  public RecordsEndpoint(RecordLog log, Catalogue catalogue, ReadPolicy policy) {
    this.log = log;
    this.resources = new ReadableResources(catalogue, policy);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return target
        .match("GET", "records")
        .map(
            path ->
                new HttpResponse(
                    200,
                    HttpHeaders.empty().with("content-type", RecordLines.MEDIA_TYPE),
                    HttpBody.of(
                        RecordLines.write(page(request.sender(), new Parameters(target))))));
  }

  private RecordPage page(NodeId reader, Parameters parameters) {
    PayloadType type = parameters.required("type", PayloadType::parse);
    Optional<String> resource =
        parameters.optional("resource", text -> ResourceCode.parse(text).toString());
    int limit =
        parameters.number("limit", 1, RecordQuery.MAX_LIMIT).orElse(RecordQuery.DEFAULT_LIMIT);
    Optional<RecordCursor> cursor = parameters.optional("cursor", RecordCursor::parse);
    Set<String> readable = resources.of(reader, resource);
    RecordLog.End end = log.end();
    long after = cursor.map(at -> at.requireFor(type, resource, end).position()).orElse(0L);
    List<LoggedChange> changes = log.read(type, readable, after, limit, MAX_BYTES);
    long position = changes.isEmpty() ? after : changes.get(changes.size() - 1).position();
    return new RecordPage(
        changes.stream().map(LoggedChange::change).toList(),
        new RecordCursor(end.logId(), type, resource, position).encoded(),
        position < end.position() && !changes.isEmpty());
  }
}
