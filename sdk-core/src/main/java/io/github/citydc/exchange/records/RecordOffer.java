package io.github.citydc.exchange.records;

import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.security.VerifiedRequest;
import java.util.Optional;

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
public final class RecordOffer implements Endpoint {

  private final Endpoint catalogue;
  private final Endpoint records;

  private RecordOffer(Endpoint catalogue, Endpoint records) {
    this.catalogue = catalogue;
    this.records = records;
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
    return new RecordOffer(
        new CatalogueEndpoint(catalogue), new RecordsEndpoint(log, catalogue, policy));
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return catalogue.answer(request, target).or(() -> records.answer(request, target));
  }
}
