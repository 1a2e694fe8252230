package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.ItemKind;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The scope of a reconciliation: a day, a kind of items and a payload type.
 *
 * @param date the day of UTC+8 whose items are compared; an item belongs to the time within its id
 * @param kind messages or batches
 * @param type items of this payload type only, empty for all
 */
@WithBuilder
public record ReconciliationQuery(LocalDate date, ItemKind kind, Optional<PayloadType> type) {

  /**
   * All messages of a day.
   *
   * @param date the day
   * @return the query
   */
  public static ReconciliationQuery messagesOf(LocalDate date) {
    return new ReconciliationQuery(date, ItemKind.MESSAGES, Optional.empty());
  }

  /**
   * All batches of a day.
   *
   * @param date the day
   * @return the query
   */
  public static ReconciliationQuery batchesOf(LocalDate date) {
    return new ReconciliationQuery(date, ItemKind.BATCHES, Optional.empty());
  }

  /**
   * A builder that begins with all messages of a day.
   *
   * @param date the day
   * @return the builder
   */
  public static ReconciliationQueryBuilder builder(LocalDate date) {
    return messagesOf(date).toBuilder();
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public ReconciliationQueryBuilder toBuilder() {
    return ReconciliationQueryBuilder.builder(this);
  }
}
