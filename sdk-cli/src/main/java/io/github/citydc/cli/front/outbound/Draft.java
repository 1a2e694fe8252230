package io.github.citydc.cli.front.outbound;

import io.github.citydc.exchange.message.Content;
import java.util.Optional;

/**
 * What is to become a message, as it was found.
 *
 * @param key which it is in its source: the same key becomes the same message
 * @param type the name of its payload type
 * @param operation upsert, delete or event
 * @param receiver the node it is for; empty for the hub
 * @param orderingKey what is sent one after the other has the same
 * @param payload JSON
 * @param errors why it cannot become one: a JSON array
 */
record Draft(
    String key,
    String type,
    String operation,
    Optional<String> receiver,
    Optional<String> orderingKey,
    Content payload,
    Optional<String> errors) {

  /** Without the payload. */
  @Override
  public String toString() {
    return type + " " + key;
  }
}
