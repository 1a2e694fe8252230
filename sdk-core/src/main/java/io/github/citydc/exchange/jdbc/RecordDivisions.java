package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.standard.PayloadTypes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The divisions that records belong to, while changes are appended to a log. Read from the payloads
 * themselves, so that they cannot disagree.
 */
final class RecordDivisions {

  private static final PayloadJson JSON = PayloadJson.standard();

  private final PayloadTypes types;
  private final int node;

  /** Of the records that this transaction has changed: its inserts are not executed yet. */
  private final Map<String, Optional<String>> latest = new HashMap<>();

  RecordDivisions(PayloadTypes types, int node) {
    this.types = types;
    this.node = node;
  }

  /**
   * From where to where a change moves a record.
   *
   * @param to its division after the change
   * @param from the one before
   */
  record Move(@Nullable String to, @Nullable String from) {}

  /** What a change does; {@code last} finds the division of the change before. */
  Move move(RecordChange change, PreparedStatement last) throws SQLException {
    String key = change.type() + "\n" + change.resource() + "\n" + change.id();
    Optional<String> changed = latest.get(key);
    Optional<String> before = changed != null ? changed : before(change, last);
    Optional<String> division =
        change.payload().flatMap(payload -> division(change, payload)).map(RecordDivisions::text);
    latest.put(key, division);
    return new Move(division.orElse(null), before.orElse(null));
  }

  private Optional<String> before(RecordChange change, PreparedStatement last) throws SQLException {
    Transactions.set(last, node, change.id(), change.resource(), change.type().toString());
    try (ResultSet row = last.executeQuery()) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }

  private Optional<DivisionCode> division(RecordChange change, Content payload) {
    return types
        .find(change.type())
        .flatMap(record -> read(payload, record))
        .flatMap(record -> record.jurisdiction().division());
  }

  private static Optional<Payload> read(Content payload, Class<? extends Payload> record) {
    try {
      return Optional.of(JSON.read(payload.toByteArray(), record));
    } catch (PayloadFormatException e) {
      return Optional.empty();
    }
  }

  private static String text(DivisionCode division) {
    return division.canonical().value();
  }

  /** What the stored codes of a division and of all below it begin with. */
  static String prefix(DivisionCode division) {
    int digits =
        switch (division.level()) {
          case NATION -> 0;
          case PROVINCE -> 2;
          case PREFECTURE -> 4;
          case COUNTY -> 6;
          case TOWN -> 9;
          case COMMUNITY -> 12;
        };
    return division.value().substring(0, digits);
  }

  /** A division of a row, empty if it has none. */
  static Optional<DivisionCode> read(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(DivisionCode::parse);
  }
}
