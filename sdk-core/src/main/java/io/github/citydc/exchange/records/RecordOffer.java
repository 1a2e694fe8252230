package io.github.citydc.exchange.records;

import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.ReceiverParts;

/**
 * The offering side of records: an endpoint that publishes a catalog at {@code /catalog} and the
 * records of its information resources at {@code /records}, to the nodes that their share type
 * allows to read them. Thread-safe.
 *
 * <pre>{@code
 * ExchangeReceiver.builder()…
 *     .endpoint(RecordOffer.of(Catalog.of(entries), JdbcRecords.on(dataSource), ReadPolicy.byShareType()))
 * }</pre>
 */
public final class RecordOffer implements EndpointFactory {

  private final Catalog catalog;
  private final RecordLog log;
  private final ReadPolicy policy;

  private RecordOffer(Catalog catalog, RecordLog log, ReadPolicy policy) {
    this.catalog = catalog;
    this.log = log;
    this.policy = policy;
  }

  /**
   * Offers records.
   *
   * @param catalog the information resources
   * @param log the changes of their records
   * @param policy who may read which
   * @return the endpoint
   */
  public static RecordOffer of(Catalog catalog, RecordLog log, ReadPolicy policy) {
    return new RecordOffer(catalog, log, policy);
  }

  /** Records of a type that the receiver takes only encrypted are not given away in clear. */
  @Override
  public Endpoint create(ReceiverParts receiver) {
    Endpoint entries = new CatalogEndpoint(catalog);
    Endpoint records = new RecordsEndpoint(log, catalog, policy, receiver::isEncryptionRequired);
    return (request, target) ->
        entries.answer(request, target).or(() -> records.answer(request, target));
  }
}
