package io.github.citydc.exchange.records;

import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.ReceiverParts;

/**
 * The offering side of records: an endpoint that publishes a catalogue at {@code /catalogue} and
 * the records of its information resources at {@code /records}, to the nodes that their share type
 * allows to read them. Thread-safe.
 *
 * <pre>{@code
 * ExchangeReceiver.builder()…
 *     .endpoint(RecordOffer.of(Catalogue.of(entries), JdbcRecords.on(dataSource), ReadPolicy.byShareType()))
 * }</pre>
 */
public final class RecordOffer implements EndpointFactory {

  private final Catalogue catalogue;
  private final RecordLog log;
  private final ReadPolicy policy;

  private RecordOffer(Catalogue catalogue, RecordLog log, ReadPolicy policy) {
    this.catalogue = catalogue;
    this.log = log;
    this.policy = policy;
  }

  /**
   * Offers records.
   *
   * @param catalogue the information resources
   * @param log the changes of their records
   * @param policy who may read which
   * @return the endpoint
   */
  public static RecordOffer of(Catalogue catalogue, RecordLog log, ReadPolicy policy) {
    return new RecordOffer(catalogue, log, policy);
  }

  /** Records of a type that the receiver takes only sealed are not given away in clear. */
  @Override
  public Endpoint create(ReceiverParts receiver) {
    Endpoint entries = new CatalogueEndpoint(catalogue);
    Endpoint records = new RecordsEndpoint(log, catalogue, policy, receiver::isSealingRequired);
    return (request, target) ->
        entries.answer(request, target).or(() -> records.answer(request, target));
  }
}
