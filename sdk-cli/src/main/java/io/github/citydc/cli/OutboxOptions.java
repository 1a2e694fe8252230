package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.naming.node.NodeId;
import java.util.Locale;
import java.util.Optional;
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

  /** Says why a message cannot be taken out of the dead letters. */
  static String noDeadLetter(Outbox messages, MessageId id) {
    Optional<OutboxEntry> found = messages.find(id);
    if (found.isEmpty()) {
      return "There is no message " + id + " in this outbox";
    }
    return found
        .get()
        .replacedBy()
        .map(next -> "Message " + id + " is no dead letter any more: it was replaced by " + next)
        .orElseGet(
            () ->
                "Message "
                    + id
                    + " is no dead letter: it is "
                    + found.get().state().name().toLowerCase(Locale.ROOT));
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
