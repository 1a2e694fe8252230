package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import java.util.function.Function;
import picocli.CommandLine.Mixin;

/** Which inbox, and how its messages are shown: without content. */
final class InboxOptions {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  /**
   * Does something with the inbox.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  int using(Function<Inbox, Integer> work) {
    return database.using(source -> work.apply(JdbcInbox.on(source)));
  }

  static ObjectNode shown(AcceptedMessage message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("messageId", message.messageId().toString())
        .put("type", message.type().toString())
        .put("operation", message.operation().wireName())
        .put("sender", message.sender().toString())
        .put("acceptedAt", message.acceptedAt().toString())
        .put("bodyDigest", message.bodyDigest().shortText());
  }
}
