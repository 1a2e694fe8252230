package io.github.citydc.exchange.records;

import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.usage.UseLog;
import java.util.Optional;
import java.util.Set;

/**
 * The offering side of records: an endpoint that publishes a catalog at {@code /catalog} and the
 * records of its information resources at {@code /records}, to the nodes that their share type
 * allows to read them. Thread-safe.
 *
 * <pre>{@code
 * ExchangeReceiver.builder()…
 *     .endpoint(RecordOffer.of(Catalog.of(entries), JdbcRecords.on(database), ReadPolicy.byShareType()))
 * }</pre>
 */
public final class RecordOffer implements EndpointFactory {

  private final Catalog catalog;
  private final RecordLog log;
  private final Grants grants;
  private final Optional<UseLog> uses;

  private RecordOffer(Catalog catalog, RecordLog log, Grants grants, Optional<UseLog> uses) {
    this.catalog = catalog;
    this.log = log;
    this.grants = grants;
    this.uses = uses;
  }

  /**
   * Offers records by a policy. It records nobody's reading: what a department shares under Decree
   * 809 is offered by grants.
   *
   * @param catalog the information resources
   * @param log the changes of their records
   * @param policy who may read which
   * @return the endpoint
   */
  public static RecordOffer of(Catalog catalog, RecordLog log, ReadPolicy policy) {
    return new RecordOffer(catalog, log, policy.asGrants(), Optional.empty());
  }

  /**
   * Offers records by grants, which say which rows and which items of them a node may read. They
   * are asked for each page. Each page that gives some away is recorded first: who has read how
   * many of which resource, under which grant (Decree 809, article 29). A grant that names a number
   * of reads a day is refused beyond it.
   *
   * @param catalog the information resources
   * @param log the changes of their records
   * @param grants who may read what
   * @param uses records who has read it
   * @return the endpoint
   */
  public static RecordOffer of(Catalog catalog, RecordLog log, Grants grants, UseLog uses) {
    return new RecordOffer(catalog, log, grants, Optional.of(uses));
  }

  /** Records of a type that the receiver takes only encrypted are not given away in clear. */
  @Override
  public Endpoint create(ReceiverParts receiver) {
    return new Resources(
        new CatalogEndpoint(catalog),
        new RecordsEndpoint(
            log,
            new ReadableResources(catalog, grants, receiver.clock()),
            receiver.handlers().types(),
            receiver::isEncryptionRequired,
            uses.map(to -> new RecordUses(to, receiver.clock())),
            receiver));
  }

  private record Resources(Endpoint entries, Endpoint records) implements Endpoint {

    @Override
    public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
      return entries.answer(request, target).or(() -> records.answer(request, target));
    }

    @Override
    public Set<String> methods(Target target) {
      Set<String> methods = entries.methods(target);
      return methods.isEmpty() ? records.methods(target) : methods;
    }
  }
}
