package io.github.citydc.exchange.records;

import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.security.VerifiedRequest;
import java.util.Optional;

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
public final class RecordOffer implements Endpoint {

  private final Endpoint catalog;
  private final Endpoint records;

  private RecordOffer(Endpoint catalog, Endpoint records) {
    this.catalog = catalog;
    this.records = records;
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
    return new RecordOffer(new CatalogEndpoint(catalog), new RecordsEndpoint(log, catalog, policy));
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return catalog.answer(request, target).or(() -> records.answer(request, target));
  }
}
