package io.github.citydc.cli.front.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.cli.front.config.FrontConfig.OutTable;
import io.github.citydc.cli.front.store.Item;
import io.github.citydc.cli.front.store.ItemState;
import io.github.citydc.cli.front.work.Pool;
import io.github.citydc.exchange.message.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an exchange table. A row in the state {@code new} is put into the outbox first and marked
 * {@code taken} then: killed in between, it is read again, and its id is known. Not thread-safe.
 */
public final class TableSource {

  private static final int LONGEST_REASON = 2000;

  private final String source;
  private final Pool pool;
  private final Intake intake;
  private final Path receipts;
  private final int together;
  private final String select;
  private final String take;
  private final String accept;
  private final String reject;

  /**
   * A table.
   *
   * @param table which
   * @param pool connections to its database
   * @param intake takes what is found
   * @param receipts where receipts are kept
   * @param together how many rows are taken in one transaction
   */
  public TableSource(OutTable table, Pool pool, Intake intake, Path receipts, int together) {
    this.source = "table:" + table.name();
    this.pool = pool;
    this.intake = intake;
    this.receipts = receipts;
    this.together = together;
    this.select =
        "SELECT id, type, operation, receiver, ordering_key, payload FROM "
            + table.table()
            + " WHERE state = 'new' ORDER BY id";
    String update = "UPDATE " + table.table() + " SET changed_at = CURRENT_TIMESTAMP, ";
    this.take = update + "state = 'taken', message_id = ? WHERE id = ? AND state = 'new'";
    this.accept =
        update
            + "state = 'accepted', message_id = ?, receipt = ?, pointer = NULL, code = NULL,"
            + " reason = NULL WHERE id = ? AND state IN ('new', 'taken')";
    this.reject =
        update
            + "state = 'rejected', message_id = ?, pointer = ?, code = ?, reason = ?"
            + " WHERE id = ? AND state IN ('new', 'taken')";
  }

  /**
   * Gives results back, and takes new rows.
   *
   * @return whether there may be more
   * @throws SQLException if the database of the vendor fails
   */
  public boolean step() throws SQLException {
    boolean told = tell();
    boolean took = intake.hasRoom() && take();
    return took || told;
  }

  private boolean take() throws SQLException {
    List<Draft> found = pool.transaction(this::read);
    if (found.isEmpty()) {
      return false;
    }
    List<Taken> taken = intake.take(source, found, connection -> {});
    pool.transaction(
        connection -> {
          mark(connection, taken);
          return taken;
        });
    return found.size() == together;
  }

  private List<Draft> read(Connection connection) throws SQLException {
    List<Draft> found = new ArrayList<>();
    try (PreparedStatement rows = connection.prepareStatement(select)) {
      rows.setMaxRows(together);
      try (ResultSet row = rows.executeQuery()) {
        while (row.next()) {
          found.add(
              new Draft(
                  row.getString(1),
                  text(row, 2),
                  text(row, 3),
                  Optional.of(text(row, 4)).filter(receiver -> !receiver.isEmpty()),
                  Optional.of(text(row, 5)).filter(key -> !key.isEmpty()),
                  Content.of(text(row, 6).getBytes(StandardCharsets.UTF_8)),
                  Optional.empty()));
        }
      }
    }
    return found;
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text.strip();
  }

  private void mark(Connection connection, List<Taken> taken) throws SQLException {
    for (Taken each : taken) {
      if (each.fits()) {
        update(
            connection,
            take,
            each.item().messageId().orElse(null),
            Long.valueOf(each.item().key()));
      } else {
        update(
            connection,
            reject,
            each.item().messageId().orElse(null),
            "",
            "key-used",
            "The row was taken before with other content, and is on its way or accepted."
                + " Insert a new row",
            Long.valueOf(each.item().key()));
      }
    }
  }

  private boolean tell() throws SQLException {
    List<Item> ended = intake.items().ended(source, together, intake.clock().instant());
    if (ended.isEmpty()) {
      return false;
    }
    pool.transaction(
        connection -> {
          for (Item item : ended) {
            tell(connection, item);
          }
          return ended;
        });
    intake.items().told(ended);
    return ended.size() == together;
  }

  private void tell(Connection connection, Item item) throws SQLException {
    String message = item.messageId().orElse(null);
    Long id = Long.valueOf(item.key());
    if (item.state() == ItemState.ACCEPTED) {
      update(connection, accept, message, receipts.resolve(message + ".json").toString(), id);
      return;
    }
    JsonNode first = Errors.of(item).path(0);
    update(
        connection,
        reject,
        message,
        first.path("pointer").asText(),
        first.path("code").asText(),
        reason(item),
        id);
  }

  /** All messages, of which the first one has the pointer of its own column. */
  private static String reason(Item item) {
    StringBuilder reason = new StringBuilder();
    for (JsonNode error : Errors.of(item)) {
      String pointer = error.path("pointer").asText();
      reason
          .append(reason.isEmpty() ? "" : "; " + pointer + ": ")
          .append(error.path("message").asText());
    }
    return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
  }

  private static void update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        if (parameters[i] instanceof Long number) {
          statement.setLong(i + 1, number);
        } else {
          statement.setString(i + 1, (String) parameters[i]);
        }
      }
      statement.executeUpdate();
    }
  }
}
