package io.github.citydc.exchange.records;

import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import java.util.Optional;

/**
 * A query for a page of records: payload type, resource, start position and page size.
 *
 * <pre>{@code
 * RecordQuery.builder(Person.class).cursor(page.next()).limit(100).build()
 * }</pre>
 *
 * @param type their payload type
 * @param resource code of an information resource, empty for all this node may read
 * @param cursor what the page before said comes next, empty for the beginning
 * @param intent under which grant and for which purpose, where the resource is shared by grant
 * @param limit the largest number, 1 to 10,000; the page may have fewer
 */
@WithBuilder
public record RecordQuery(
    PayloadType type,
    Optional<String> resource,
    Optional<String> cursor,
    ReadIntent intent,
    int limit) {

  /** The most records a page has. */
  public static final int MAX_LIMIT = 10_000;

  /** The default number of records per page. */
  public static final int DEFAULT_LIMIT = 1_000;

  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if it is out of bounds
   */
  public RecordQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("A page has 1 to " + MAX_LIMIT + " records");
    }
  }

  /**
   * All records of a type, from the beginning.
   *
   * @param record the record's class
   * @return the query
   */
  public static RecordQuery of(Class<? extends Payload> record) {
    return of(PayloadType.of(record));
  }

  /**
   * All records of a type, from the beginning.
   *
   * @param type the type
   * @return the query
   */
  public static RecordQuery of(PayloadType type) {
    return new RecordQuery(
        type, Optional.empty(), Optional.empty(), ReadIntent.unsaid(), DEFAULT_LIMIT);
  }

  /**
   * A builder that begins with all records of a type, from the beginning.
   *
   * @param record the record's class
   * @return the builder
   */
  public static RecordQueryBuilder builder(Class<? extends Payload> record) {
    return builder(PayloadType.of(record));
  }

  /**
   * A builder that begins with all records of a type, from the beginning.
   *
   * @param type the type
   * @return the builder
   */
  public static RecordQueryBuilder builder(PayloadType type) {
    return of(type).toBuilder();
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public RecordQueryBuilder toBuilder() {
    return RecordQueryBuilder.builder(this);
  }
}
