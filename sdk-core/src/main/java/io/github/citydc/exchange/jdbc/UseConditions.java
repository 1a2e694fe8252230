package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.usage.LoggedUse;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.exchange.usage.UseKind;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of {@code cdx_use}: the conditions of a filter, and what a row says. */
final class UseConditions {

  /** All columns but position and node. */
  static final String COLUMNS =
      "kind, used_at, reader, resource, type, grant_id, purpose, reference, records, bytes";

  private UseConditions() {}

  /** A condition with its one parameter. */
  record Condition(String sql, Object value) {}

  static List<Condition> of(UseFilter filter) {
    List<Condition> conditions = new ArrayList<>();
    filter.reader().ifPresent(node -> conditions.add(new Condition("reader = ?", node.toString())));
    filter.resource().ifPresent(code -> conditions.add(new Condition("resource = ?", code)));
    filter.grant().ifPresent(grant -> conditions.add(new Condition("grant_id = ?", grant)));
    filter
        .from()
        .ifPresent(time -> conditions.add(new Condition("used_at >= ?", Transactions.time(time))));
    filter
        .until()
        .ifPresent(time -> conditions.add(new Condition("used_at < ?", Transactions.time(time))));
    return conditions;
  }

  static LoggedUse read(ResultSet row) throws SQLException {
    return new LoggedUse(
        row.getLong(1),
        Use.builder()
            .kind(UseKind.ofWireName(row.getString(2)))
            .usedAt(
                row.getObject(3, OffsetDateTime.class)
                    .atZoneSameInstant(ChinaTime.ZONE)
                    .toOffsetDateTime())
            .reader(NodeId.parse(row.getString(4)))
            .resource(row.getString(5))
            .type(PayloadType.parse(row.getString(6)))
            .grant(Optional.ofNullable(row.getString(7)))
            .purpose(Optional.ofNullable(row.getString(8)))
            .reference(Optional.ofNullable(row.getString(9)))
            .records(row.getLong(10))
            .bytes(row.getLong(11))
            .build());
  }
}
