package io.github.citydc.exchange.query;

import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.event.ReadEvent;
import io.github.citydc.exchange.event.ReadKind;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.exchange.sharing.Permission;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.exchange.usage.ReadLimit;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseKind;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code POST /queries/{resource}}. */
final class QueryEndpoint implements Endpoint {

  private static final String QUERIES = "queries/*/*";

  /** A resource code contains one slash, as it is or encoded: 306001/000001. */
  private static final String QUERIES_ENCODED = "queries/*";

  private static final Map<String, Set<String>> PATHS =
      Map.of(QUERIES, Set.of("POST"), QUERIES_ENCODED, Set.of("POST"));

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final int OK = 200;

  private final QueryOffer offer;
  private final ReceiverParts receiver;
  private final ReadLimit limit;

  QueryEndpoint(QueryOffer offer, ReceiverParts receiver) {
    this.offer = offer;
    this.receiver = receiver;
    this.limit = ReadLimit.by(offer.uses());
  }

  @Override
  public Set<String> methods(Target target) {
    return target.methods(PATHS);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return target
        .match("POST", QUERIES)
        .or(() -> target.match("POST", QUERIES_ENCODED))
        .map(code -> answer(request, String.join("/", code)));
  }

  private HttpResponse answer(VerifiedRequest request, String resource) {
    CatalogEntry entry =
        offer
            .catalog()
            .find(resource)
            .orElseThrow(
                () ->
                    notFound(
                        "The catalog of this node has no such resource; GET /catalog lists them"));
    QueryOffer.Answering<?> answering =
        offer
            .answering(resource)
            .orElseThrow(() -> notFound("This node answers no queries for this resource"));
    return answer(request, entry, answering);
  }

  private static RefusedException notFound(String detail) {
    return new RefusedException(ProblemCode.NOT_FOUND, detail);
  }

  private <P extends Payload> HttpResponse answer(
      VerifiedRequest request, CatalogEntry entry, QueryOffer.Answering<P> answering) {
    MediaType.requirePlain(request.request().headers(), MediaType.JSON, "A query");
    NodeId reader = request.sender();
    QueryRequest.Received asked =
        QueryRequest.read(
            entry.resourceCode(),
            request.request().body(),
            id ->
                secret ->
                    receiver
                        .encrypts()
                        .open(
                            QueryRequest.place(id, entry.resourceCode(), reader, receiver.self()),
                            secret));
    PayloadType type = PayloadType.of(answering.payload());
    requireSealed(asked, type);
    OffsetDateTime now = Timestamps.now(receiver.clock());
    Permission permission = permission(reader, entry, asked.query(), now.toInstant());
    requireKey(asked.query(), answering);
    permission.grant().ifPresent(grant -> limit(grant, now.toInstant()));
    List<P> visible =
        find(answering, asked.query(), reader).stream()
            .filter(record -> permission.covers(record.jurisdiction()))
            .toList();
    QueryAnswer answer = answer(asked, type, reader, permission, now, visible);
    boolean sealed = asked.sealed() || isSealed(permission) || receiver.isEncryptionRequired(type);
    Content body = sealed ? sealed(answer) : AnswerJson.clear(answer);
    limit.add(List.of(use(answer)), limits(permission), now.toInstant());
    receiver.tellOfRequest(
        (listener, told) ->
            listener.read(
                new ReadEvent(
                    told,
                    ReadKind.QUERY,
                    Optional.of(answer.resource()),
                    answer.record().isPresent() ? 1 : 0,
                    body.size())));
    return Answer.of(OK, MediaType.JSON, body);
  }

  private Permission permission(NodeId reader, CatalogEntry entry, Query query, Instant now) {
    return offer
        .grants()
        .decide(reader, entry, new ReadIntent(query.grant(), Optional.of(query.purpose())), now);
  }

  private void limit(SharingGrant grant, Instant now) {
    grant.readsPerDay().ifPresent(most -> limit.require(grant.grantNumber(), most, now));
  }

  private static Map<String, Integer> limits(Permission permission) {
    return permission
        .grant()
        .flatMap(grant -> grant.readsPerDay().map(most -> Map.of(grant.grantNumber(), most)))
        .orElse(Map.of());
  }

  private static boolean isSealed(Permission permission) {
    return permission.grant().flatMap(SharingGrant::sealed).orElse(false);
  }

  private void requireSealed(QueryRequest.Received asked, PayloadType type) {
    if (!asked.sealed() && receiver.isEncryptionRequired(type)) {
      throw new RefusedException(
          ProblemCode.ENCRYPTION_REQUIRED,
          "This node takes " + type + " only encrypted, and so answers to no key in clear");
    }
  }

  private static void requireKey(Query query, QueryOffer.Answering<?> answering) {
    if (answering.keys().stream().noneMatch(key -> key.fits(query.key()))) {
      throw new MalformedMessageException(
          "/key",
          "is none of this resource, which has "
              + answering.keys().stream()
                  .map(QueryKey::toString)
                  .collect(Collectors.joining(", ")));
    }
  }

  private static <P extends Payload> List<P> find(
      QueryOffer.Answering<P> answering, Query query, NodeId reader) {
    try {
      return answering.handler().find(query, reader);
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("The register did not answer", e);
    } catch (Exception e) {
      throw new StorageException("The register did not answer", e);
    }
  }

  private QueryAnswer answer(
      QueryRequest.Received asked,
      PayloadType type,
      NodeId reader,
      Permission permission,
      OffsetDateTime now,
      List<? extends Payload> found) {
    QueryVerdict verdict =
        switch (found.size()) {
          case 0 -> QueryVerdict.NOT_FOUND;
          case 1 -> QueryVerdict.FOUND;
          default -> QueryVerdict.NOT_UNIQUE;
        };
    return QueryAnswer.builder()
        .queryId(asked.id())
        .resource(asked.query().resource())
        .type(type)
        .provider(receiver.self())
        .reader(reader)
        .purpose(asked.query().purpose())
        .grant(permission.grant().map(SharingGrant::grantNumber))
        .answeredAt(now)
        .verdict(verdict)
        .record(
            verdict == QueryVerdict.FOUND
                ? Optional.of(Content.of(JSON.write(permission.keep(JSON.toObject(found.get(0))))))
                : Optional.empty())
        .build();
  }

  private Content sealed(QueryAnswer answer) {
    EncryptedMessage place =
        QueryRequest.place(answer.queryId(), answer.resource(), answer.provider(), answer.reader());
    return AnswerJson.sealed(
        answer,
        said -> SealedContent.of(said, receiver.profile().hash(), bytes -> seal(place, bytes)));
  }

  private String seal(EncryptedMessage place, byte[] content) {
    return offer
        .encryption()
        .flatMap(by -> by.encrypt(place, content))
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.ENCRYPTION_REQUIRED,
                    "The answer is to be encrypted, and this node does not encrypt for the reader"));
  }

  private static Use use(QueryAnswer answer) {
    return Use.builder()
        .kind(UseKind.QUERY)
        .usedAt(answer.answeredAt())
        .reader(answer.reader())
        .resource(answer.resource())
        .type(answer.type())
        .grant(answer.grant())
        .purpose(Optional.of(answer.purpose()))
        .reference(Optional.of(answer.queryId().toString()))
        .records(answer.record().isPresent() ? 1 : 0)
        .bytes(answer.record().map(Content::size).orElse(0))
        .build();
  }
}
