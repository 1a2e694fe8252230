package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.naming.node.NodeId;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** Which outbox, and how its messages are shown: without ordering key and content. */
final class OutboxOptions {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  /**
   * Does something with the outbox.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  int using(Function<Outbox, Integer> work) {
    return database.using(source -> work.apply(JdbcOutbox.on(source)));
  }

  /** Does the same with the outbox of a node. */
  int using(NodeId self, Function<Outbox, Integer> work) {
    return database.using(self, source -> work.apply(JdbcOutbox.on(source)));
  }

  static ObjectNode shown(OutboxEntry entry) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("messageId", entry.message().messageId().toString())
            .put("state", entry.state().name().toLowerCase(Locale.ROOT))
            .put("type", entry.message().envelope().type().toString())
            .put("receiver", entry.message().envelope().receiver().toString())
            .put("sentAt", entry.message().envelope().sentAt().toString())
            .put("attempts", entry.attempts())
            .put("nextAttempt", entry.nextAttempt().toString());
    entry.lastFailure().ifPresent(reason -> json.put("reason", reason));
    entry.replacedBy().ifPresent(id -> json.put("replacedBy", id.toString()));
    return json;
  }
}
