package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.audit.AuditEntry;
import io.github.citydc.exchange.audit.AuditFilter;
import io.github.citydc.exchange.audit.AuditVerdict;
import io.github.citydc.exchange.audit.LoggedEntry;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code cdx_audit}: what they say, and the conditions of a filter. */
final class AuditRows {

  private static final int MOST_OF_ADDRESS = 64;

  private AuditRows() {}

  static @Nullable Object[] values(AuditEntry entry, int node) {
    return new @Nullable Object[] {
      Transactions.time(entry.at().toInstant()),
      entry.node().map(NodeId::toString).orElse(null),
      entry.address().map(AuditRows::shortened).orElse(null),
      entry.action(),
      entry.subject().orElse(null),
      entry.type().map(PayloadType::toString).orElse(null),
      entry.verdict().wireName(),
      entry.code().map(ProblemCode::wireName).orElse(null),
      entry.bytes(),
      entry.times(),
      entry.trace().orElse(null),
      node
    };
  }

  private static String shortened(String address) {
    return address.length() > MOST_OF_ADDRESS ? address.substring(0, MOST_OF_ADDRESS) : address;
  }

  static List<UseConditions.Condition> conditions(AuditFilter filter) {
    List<UseConditions.Condition> conditions = new ArrayList<>();
    filter.node().ifPresent(node -> conditions.add(is("party", node.toString())));
    filter.verdict().ifPresent(verdict -> conditions.add(is("verdict", verdict.wireName())));
    filter.code().ifPresent(code -> conditions.add(is("code", code.wireName())));
    filter.subject().ifPresent(subject -> conditions.add(is("subject", subject)));
    filter
        .from()
        .ifPresent(
            time ->
                conditions.add(
                    new UseConditions.Condition("logged_at >= ?", Transactions.time(time))));
    filter
        .until()
        .ifPresent(
            time ->
                conditions.add(
                    new UseConditions.Condition("logged_at < ?", Transactions.time(time))));
    return conditions;
  }

  private static UseConditions.Condition is(String column, String value) {
    return new UseConditions.Condition(column + " = ?", value);
  }

  static LoggedEntry read(ResultSet row, NodeId self) throws SQLException {
    return new LoggedEntry(
        row.getLong(1),
        AuditEntry.builder()
            .at(
                row.getObject(2, OffsetDateTime.class)
                    .atZoneSameInstant(ChinaTime.ZONE)
                    .toOffsetDateTime())
            .self(self)
            .node(Optional.ofNullable(row.getString(3)).map(NodeId::parse))
            .address(Optional.ofNullable(row.getString(4)))
            .action(row.getString(5))
            .subject(Optional.ofNullable(row.getString(6)))
            .type(Optional.ofNullable(row.getString(7)).map(PayloadType::parse))
            .verdict(AuditVerdict.ofWireName(row.getString(8)))
            .code(Optional.ofNullable(row.getString(9)).map(ProblemCode::ofWireName))
            .bytes(row.getLong(10))
            .times(row.getLong(11))
            .trace(Optional.ofNullable(row.getString(12)))
            .build());
  }
}
