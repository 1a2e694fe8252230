package io.github.citydc.exchange.records;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.Parameters;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.event.ReadEvent;
import io.github.citydc.exchange.event.ReadKind;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.exchange.sharing.Permission;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.PayloadTypes;
import io.github.citydc.naming.node.NodeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** {@code GET /records}: a node pulls what this one offers. */
final class RecordsEndpoint implements Endpoint {

  private static final Map<String, Set<String>> PATHS = Map.of("records", Set.of("GET"));

  private static final long MAX_BYTES = 4L * 1024 * 1024;

  private final RecordLog log;
  private final ReadableResources resources;
  private final Set<PayloadType> taken;
  private final Predicate<PayloadType> encrypted;
  private final Optional<RecordUses> uses;
  private final ReceiverParts receiver;

  RecordsEndpoint(
      RecordLog log,
      ReadableResources resources,
      Set<PayloadType> taken,
      Predicate<PayloadType> encrypted,
      Optional<RecordUses> uses,
      ReceiverParts receiver) {
    this.receiver = receiver;
    this.log = log;
    this.resources = resources;
    this.taken = Set.copyOf(taken);
    this.encrypted = encrypted;
    this.uses = uses;
  }

  @Override
  public Set<String> methods(Target target) {
    return target.methods(PATHS);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return target
        .match("GET", "records")
        .map(
            path -> {
              Parameters parameters = new Parameters(target);
              RecordPage page = page(request.sender(), parameters);
              Content lines = Content.of(RecordLines.write(page));
              receiver.tellOfRequest(
                  (listener, told) ->
                      listener.read(
                          new ReadEvent(
                              told,
                              ReadKind.RECORDS,
                              resource(parameters),
                              page.changes().size(),
                              lines.size())));
              return Answer.of(200, MediaType.NDJSON, lines);
            });
  }

  private static Optional<String> resource(Parameters parameters) {
    return parameters.optional("resource", text -> ResourceCode.parse(text).toString());
  }

  private RecordPage page(NodeId reader, Parameters parameters) {
    PayloadType type = parameters.required("type", PayloadType::parse);
    if (encrypted.test(type)) {
      throw new RefusedException(
          ProblemCode.ENCRYPTION_REQUIRED,
          "This node takes " + type + " only encrypted, and so gives none away in clear");
    }
    Optional<String> resource = resource(parameters);
    int limit =
        parameters.number("limit", 1, RecordQuery.MAX_LIMIT).orElse(RecordQuery.DEFAULT_LIMIT);
    Optional<RecordCursor> cursor = parameters.optional("cursor", RecordCursor::parse);
    ReadIntent intent = intent(parameters);
    Map<String, Permission> readable = resources.of(reader, resource, intent);
    RecordLog.End end = log.end();
    long after = cursor.map(at -> at.requireFor(type, resource, end).position()).orElse(0L);
    uses.ifPresent(to -> to.requireWithinLimits(readable));
    List<LoggedChange> changes = log.read(type, scopes(readable), after, limit, MAX_BYTES);
    if (changes.isEmpty() && !isKnown(type, readable.keySet())) {
      throw new RefusedException(
          ProblemCode.UNKNOWN_TYPE, "This node does not know the type " + type);
    }
    List<RecordChange> given =
        changes.stream().map(logged -> kept(logged.change(), readable)).toList();
    uses.ifPresent(to -> to.record(reader, type, given, readable, intent));
    long position = position(changes, after, end, readable);
    return new RecordPage(
        given,
        new RecordCursor(end.logId(), type, resource, position).encoded(),
        position < end.position() && !changes.isEmpty());
  }

  /**
   * Where the next page begins. A reader of few rows is not made to read past those of others each
   * time it asks: if none were its own, all up to the end that was known before are done with.
   */
  private static long position(
      List<LoggedChange> changes, long after, RecordLog.End end, Map<String, Permission> readable) {
    if (!changes.isEmpty()) {
      return changes.get(changes.size() - 1).position();
    }
    return readable.values().stream().allMatch(permission -> permission.divisions().isEmpty())
        ? after
        : Math.max(after, end.position());
  }

  private static ReadIntent intent(Parameters parameters) {
    return new ReadIntent(
        parameters.optional("grant", ReadIntent::grantNumber),
        parameters.optional("purpose", ReadIntent::purposeText));
  }

  private static Map<String, Set<DivisionCode>> scopes(Map<String, Permission> readable) {
    Map<String, Set<DivisionCode>> scopes = new LinkedHashMap<>();
    readable.forEach((resource, permission) -> scopes.put(resource, permission.divisions()));
    return scopes;
  }

  /** The items that may be read of a change. */
  private static RecordChange kept(RecordChange change, Map<String, Permission> readable) {
    Permission permission = Objects.requireNonNull(readable.get(change.resource()));
    return new RecordChange(
        change.type(),
        change.resource(),
        change.id(),
        change.operation(),
        change.changedAt(),
        change.payload().map(permission::keep));
  }

  /** A type that is nobody's, and of which there was never a change, is rather a mistake. */
  private boolean isKnown(PayloadType type, Set<String> readable) {
    return taken.contains(type)
        || PayloadTypes.standard().find(type).isPresent()
        || !log.read(type, readable, 0, 1, MAX_BYTES).isEmpty();
  }
}
