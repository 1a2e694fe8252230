package io.github.citydc.exchange.records;

import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import java.util.Optional;

/**
 * A query for a page of records: payload type, resource, start position and page size.
 *
 * @param type their payload type
 * @param resource code of an information resource, empty for all this node may read
 * @param cursor what the page before said comes next, empty for the beginning
 * @param limit the largest number, 1 to 10,000; the page may have fewer
 */
public record RecordQuery(
    PayloadType type, Optional<String> resource, Optional<String> cursor, int limit) {

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
    return new RecordQuery(type, Optional.empty(), Optional.empty(), DEFAULT_LIMIT);
  }

  /**
   * The same for one information resource.
   *
   * @param code its code
   * @return a narrower query
   */
  public RecordQuery ofResource(String code) {
    return new RecordQuery(type, Optional.of(code), cursor, limit);
  }

  /**
   * The same from a cursor on.
   *
   * @param next what the page before said comes next, empty for the beginning
   * @return the query
   */
  public RecordQuery from(Optional<String> next) {
    return new RecordQuery(type, resource, next, limit);
  }

  /**
   * The same with another size.
   *
   * @param most the largest number of records
   * @return the query
   * @throws IllegalArgumentException if it is out of bounds
   */
  public RecordQuery limit(int most) {
    return new RecordQuery(type, resource, cursor, most);
  }
}
